import type { LoadedStrapi } from '@strapi/types';
import { hideFromGraphql, trimContentTypes } from './content-types';
import { inspectIndexOrder } from './content-types/index-order';
import { wrapLocalazy } from './localazy';
import { registerPermissions } from './routes';
import { recorderOf } from './services';
import { runSteps } from './start-step';

const REBUILT = 'Indexes of the activity logs are rebuilt';

/** Strapi's database exists from there on, its tables are compared next. */
const inspectIndexesBeforeSync = ({ strapi }: { strapi: LoadedStrapi }) => {
  strapi
    .hook('strapi::content-types.beforeSync')
    .register(() => runSteps({ strapi }, [[REBUILT, inspectIndexOrder]]));
};

export const register = (context: { strapi: LoadedStrapi }) =>
  runSteps(context, [
    ['The tables of the activity logs have needless columns', trimContentTypes],
    ['The activity logs are not hidden from GraphQL', hideFromGraphql],
    [REBUILT, inspectIndexesBeforeSync],
    ['The page of the activity logs cannot be opened', registerPermissions],
    [
      'Operations of the Localazy plugin are not recorded',
      ({ strapi }) => wrapLocalazy({ strapi, recorder: recorderOf(strapi) }),
    ],
  ]);
