import type { LoadedStrapi } from '@strapi/types';
import { exportFileName, leavesSessionsOut, sessionFilterSchema } from '../../shared/contracts';
import { dayOf } from '../domain/day-range';
import { contentOf, storeOf } from '../services';
import { parsed } from './requests';
import { toExportJson } from './export-json';
import { sendStream } from './stream';

/** All sessions with their lines as one file. */
export const createExportController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => storeOf(strapi);

  return {
    download: parsed(
      sessionFilterSchema,
      (ctx) => ctx.query,
      async (ctx, filter) => {
        const name = exportFileName(dayOf(Date.now(), filter.timeZone), leavesSessionsOut(filter));
        ctx.attachment(name);
        const parts = store().export(await contentOf(strapi).widen(filter));
        sendStream(ctx, 'application/json', toExportJson(parts));
      }
    ),
  };
};
