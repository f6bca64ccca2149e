import { Readable } from 'node:stream';
import type { Context } from 'koa';

/** Bytes that wait for a slow reader before the database is asked for more. */
const BUFFER_BYTES = 64 * 1024;

/**
 * Sends text as it comes. A reader that goes away stops it; where reading fails in the middle the
 * connection breaks, so that nobody takes a part for the whole.
 */
export const sendStream = (ctx: Context, type: string, text: AsyncGenerator<string>): void => {
  const body = Readable.from(text, { objectMode: false, highWaterMark: BUFFER_BYTES });
  body.on('error', () => ctx.res.destroy());
  ctx.type = type;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
};
