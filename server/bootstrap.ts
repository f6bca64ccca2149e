import type { LoadedStrapi } from '@strapi/types';
import { unlistContentTypes } from './content-types';
import { recorderOf } from './services';
import { runSteps } from './start-step';

export const bootstrap = (context: { strapi: LoadedStrapi }) =>
  runSteps(context, [
    ['Strapi’s export and transfer commands include the activity logs', unlistContentTypes],
    ['The activity logs are not recorded', ({ strapi }) => recorderOf(strapi).start()],
  ]);
