import type { LoadedStrapi } from '@strapi/types';
import { hideFromGraphql, trimContentTypes } from './content-types';
import { wrapLocalazy } from './localazy';
import { restoreAtStop } from './patches';
import { registerPermissions } from './routes/permissions';
import { recorderOf } from './services';
import { runStep } from './start-step';
import { inspectIndexOrder } from './store/database/index-inspector';

export const register = async ({ strapi }: { strapi: LoadedStrapi }) => {
  await runStep(strapi, 'The tables of the activity logs have needless columns', () =>
    trimContentTypes({ strapi })
  );
  await runStep(strapi, 'The activity logs are not hidden from GraphQL', () =>
    hideFromGraphql({ strapi })
  );
  // Strapi's database exists from here on, its tables are compared next.
  strapi
    .hook('strapi::content-types.beforeSync')
    .register(() =>
      runStep(strapi, 'Indexes of the activity logs are rebuilt', () =>
        restoreAtStop(strapi, inspectIndexOrder({ strapi }))
      )
    );
  await runStep(strapi, 'The page of the activity logs can not be opened', () =>
    registerPermissions({ strapi })
  );
  await runStep(strapi, 'Operations of the Localazy plugin are not recorded', () =>
    restoreAtStop(strapi, wrapLocalazy({ strapi, recorder: recorderOf(strapi) }))
  );
};
