import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'koa';
import { sendStream } from './stream';

/** A proxy closes a connection on which nothing comes for a while; after a minute by default (nginx, `proxy_read_timeout`). */
const KEEP_ALIVE_MS = 5_000;

/** JSON may begin with white space. */
const PADDING = ' ';

/** The text, or padding where it takes longer. */
const textOrPadding = async (text: Promise<string>): Promise<string> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([text, sleep(KEEP_ALIVE_MS, PADDING, { signal, ref: false })]);
  } finally {
    waiting.abort();
  }
};

async function* withPadding(text: Promise<string>, first: string): AsyncGenerator<string> {
  let next = first;
  while (next === PADDING) {
    yield next;
    next = await textOrPadding(text);
  }
  yield next;
}

interface LateResponse {
  /** 200 where white space was sent already. */
  status: number;
  body: object;
}

/**
 * Responds with JSON, however long it takes: after some seconds white space is sent ahead of it, so that
 * no proxy closes the connection. What fails by then is thrown; later, the connection breaks. A reader
 * that goes away stops nothing.
 */
export const respondKeepingAlive = async (
  ctx: Context,
  result: Promise<LateResponse>
): Promise<void> => {
  const text = result.then(({ body }) => JSON.stringify(body));
  text.catch(() => undefined);
  const first = await textOrPadding(text);
  if (first === PADDING) sendStream(ctx, 'application/json', withPadding(text, first));
  else Object.assign(ctx, await result);
};
