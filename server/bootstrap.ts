import type { LoadedStrapi } from '@strapi/types';
import { keepTables, unlistContentTypes } from './content-types';
import { allowSessionEvents } from './notifications';
import { notificationsOf, recorderOf } from './services';
import { runSteps } from './start-step';

export const bootstrap = (context: { strapi: LoadedStrapi }) =>
  runSteps(context, [
    ['Strapi’s export and transfer commands include the activity logs', unlistContentTypes],
    ['A start without the plugin deletes the activity logs', keepTables],
    ['Strapi’s webhooks do not know the events of the activity logs', allowSessionEvents],
    ['Failed sessions are not mailed', ({ strapi }) => notificationsOf(strapi).start()],
    ['The activity logs are not recorded', ({ strapi }) => recorderOf(strapi).start()],
  ]);
