import type { Strapi } from '@strapi/strapi';
import type { LoadedStrapi } from '@strapi/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { Config } from '../config/schema';
import { createRecorder, type Recorder } from '../recorder';
import { createStore } from '../store';

export interface Context {
  strapi: Strapi;
}

/** The recorder of a Strapi; Strapi's service registry keeps the one there is. */
export const recorderOf = (strapi: Strapi): Recorder =>
  strapi.plugin(PLUGIN_ID).service('recorder');

/** The public service. */
export type Logger = Recorder['logger'];

export const services = {
  store: ({ strapi }: { strapi: LoadedStrapi }) => {
    const { writeQueue }: Config = strapi.config.get(`plugin.${PLUGIN_ID}`);
    return createStore({ strapi, statementTimeoutMs: writeQueue.timeoutMs });
  },
  recorder: ({ strapi }: Context) =>
    createRecorder({ strapi, store: () => strapi.plugin(PLUGIN_ID).service('store') }),
  /** The public service: `strapi.plugin('localazy-activity-logs').service('logger')`. */
  logger: ({ strapi }: Context) => recorderOf(strapi).logger,
};
