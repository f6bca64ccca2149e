import type { ActivityLogger } from '../../../server/recorder/types';
import type { Store } from '../../../server/store/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { RunningStrapi } from '../../harness';

type App = Pick<RunningStrapi, 'strapi'>;

export const storeOf = ({ strapi }: App): Store => strapi.plugin(PLUGIN_ID).service('store');

export const loggerOf = ({ strapi }: App): ActivityLogger =>
  strapi.plugin(PLUGIN_ID).service('logger');
