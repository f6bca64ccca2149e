import type { Strapi } from '@strapi/strapi';
import type { LoadedStrapi } from '@strapi/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { createContentService, type ContentService } from './content';
import { createLocalazyStatus, type LocalazyStatus } from '../localazy/status';
import { createNotifications, type Notifications } from '../notifications';
import { createRecorder, type Recorder } from '../recorder';
import { createStore } from '../store';
import type { Store } from '../store/types';

export interface Context {
  strapi: Strapi;
}

export const storeOf = (strapi: Strapi): Store => strapi.plugin(PLUGIN_ID).service('store');

/** The recorder of a Strapi; Strapi's service registry keeps the one there is. */
export const recorderOf = (strapi: Strapi): Recorder =>
  strapi.plugin(PLUGIN_ID).service('recorder');

export const notificationsOf = (strapi: Strapi): Notifications =>
  strapi.plugin(PLUGIN_ID).service('notifications');

export const localazyStatusOf = (strapi: Strapi): LocalazyStatus =>
  strapi.plugin(PLUGIN_ID).service('localazyStatus');

export const contentOf = (strapi: LoadedStrapi): ContentService =>
  strapi.plugin(PLUGIN_ID).service('content');

/** The public service. */
export type Logger = Recorder['logger'];

export const services = {
  store: ({ strapi }: { strapi: LoadedStrapi }) => {
    const { writeQueue }: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
    return createStore({ strapi, statementTimeoutMs: writeQueue.timeoutMs });
  },
  recorder: ({ strapi }: Context) =>
    createRecorder({
      strapi,
      store: () => storeOf(strapi),
      onEnd: (session) => notificationsOf(strapi).sessionEnded(session),
    }),
  content: createContentService,
  localazyStatus: ({ strapi }: Context) => createLocalazyStatus(strapi),
  notifications: ({ strapi }: Context) => {
    const { notifications }: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
    return createNotifications({
      strapi,
      config: notifications,
      log: () => recorderOf(strapi).log,
    });
  },
  /** The public service: `strapi.plugin('localazy-activity-logs').service('logger')`. */
  logger: ({ strapi }: Context) => recorderOf(strapi).logger,
};
