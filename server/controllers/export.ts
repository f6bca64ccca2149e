import type { LoadedStrapi } from '@strapi/types';
import { exportFileName, sessionFilterSchema } from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { dayOf } from '../domain/day-range';
import type { Store } from '../store/types';
import { parsed } from './requests';
import { toExportJson } from './export-json';
import { sendStream } from './stream';

/** All sessions with their lines as one file. */
export const createExportController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');

  return {
    download: parsed(
      sessionFilterSchema,
      (ctx) => ctx.query,
      async (ctx, filter) => {
        ctx.attachment(exportFileName(dayOf(Date.now(), filter.timeZone)));
        sendStream(ctx, 'application/json', toExportJson(store().export(filter)));
      }
    ),
  };
};
