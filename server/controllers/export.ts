import { Readable } from 'node:stream';
import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import { exportFileName, exportQuerySchema } from '../../shared/contracts';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { dayOf } from '../domain/day-range';
import type { Store } from '../store/types';
import { parsed } from './answers';
import { toExportJson } from './export-json';

/** Bytes that wait for a slow reader before the database is asked for more. */
const BUFFER_BYTES = 64 * 1024;

/**
 * Sends text as it comes. A reader that goes away stops it; where reading fails in the middle the
 * connection breaks, so that nobody takes a part for the whole.
 */
const stream = (ctx: Context, text: AsyncGenerator<string>) => {
  const body = Readable.from(text, { objectMode: false, highWaterMark: BUFFER_BYTES });
  body.on('error', () => ctx.res.destroy());
  ctx.body = body;
};

/** All sessions with their lines as one file. */
export const createExportController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = (): Store => strapi.plugin(PLUGIN_ID).service('store');

  return {
    download: parsed(
      exportQuerySchema,
      (ctx) => ctx.query,
      async (ctx, query) => {
        ctx.attachment(exportFileName(dayOf(Date.now(), query.timeZone)));
        ctx.type = 'application/json';
        ctx.set('Cache-Control', 'no-store');
        stream(ctx, toExportJson(store().export(query)));
      }
    ),
  };
};
