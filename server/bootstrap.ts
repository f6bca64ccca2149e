import type { LoadedStrapi } from '@strapi/types';
import { unlistContentTypes } from './content-types';
import { restoreAtStop } from './patches';
import { recorderOf } from './services';
import { runStep } from './start-step';

export const bootstrap = async ({ strapi }: { strapi: LoadedStrapi }) => {
  await runStep(strapi, 'Strapi’s export and transfer commands include the activity logs', () =>
    restoreAtStop(strapi, unlistContentTypes({ strapi }))
  );
  await runStep(strapi, 'The activity logs are not recorded', () => recorderOf(strapi).start());
};
