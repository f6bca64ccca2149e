import type { LoadedStrapi } from '@strapi/types';
import { restorePatches } from './patches';
import { recorderOf } from './services';
import { runStep } from './start-step';

export const destroy = async ({ strapi }: { strapi: LoadedStrapi }) => {
  await runStep(strapi, 'Patches could not be restored', () => restorePatches(strapi));
  await runStep(strapi, 'The last activity logs are not stored', () => recorderOf(strapi).stop());
};
