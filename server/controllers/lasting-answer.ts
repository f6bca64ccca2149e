import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'koa';
import { sendStream } from './stream';

/** A proxy gives up on an answer of which nothing comes for a while; after a minute by default (nginx, `proxy_read_timeout`). */
const LONGEST_SILENCE_MS = 5_000;

/** JSON may begin with blanks. */
const BLANK = ' ';

/** What is there by now, or a blank after a while. */
const textOrBlank = async (text: Promise<string>): Promise<string> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([text, sleep(LONGEST_SILENCE_MS, BLANK, { signal, ref: false })]);
  } finally {
    waiting.abort();
  }
};

async function* withBlanks(text: Promise<string>, first: string): AsyncGenerator<string> {
  let next = first;
  while (next === BLANK) {
    yield next;
    next = await textOrBlank(text);
  }
  yield next;
}

/**
 * Answers with JSON, however long it takes to know: from some seconds on blanks are sent ahead of it, so
 * that nobody between takes the silence for the end. What fails by then is thrown; later, the connection
 * breaks. A reader that goes away stops nothing.
 */
export const answerLastingly = async (ctx: Context, answer: Promise<object>): Promise<void> => {
  const text = answer.then((known) => JSON.stringify(known));
  text.catch(() => undefined);
  const first = await textOrBlank(text);
  if (first === BLANK) sendStream(ctx, 'application/json', withBlanks(text, first));
  else ctx.body = await answer;
};
