import type { LoadedStrapi } from '@strapi/types';
import { notificationsOf, recorderOf } from './services';
import { restorePatches, runSteps } from './start-step';

export const destroy = (context: { strapi: LoadedStrapi }) =>
  runSteps(context, [
    ['Patches could not be restored', restorePatches],
    ['The last activity logs are not stored', ({ strapi }) => recorderOf(strapi).stop()],
    ['Timers of notifications are left', ({ strapi }) => notificationsOf(strapi).stop()],
  ]);
