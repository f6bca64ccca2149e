import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../server/store/types';
import { startStrapi, type RunningStrapi } from '../harness';

let running: RunningStrapi;
let store: Store;
let clear: Store['sessions']['clear'];

beforeAll(async () => {
  running = await startStrapi();
  store = running.strapi.plugin('localazy-activity-logs').service('store');
  clear = store.sessions.clear;
});
afterAll(() => running.stop());

/** Clears the logs, which the store is held up in until it's let go or fails. */
const clearSlowly = () => {
  let letGo!: () => void;
  let fail!: (reason: Error) => void;
  const held = new Promise<void>((resolve, reject) => {
    letGo = resolve;
    fail = reject;
  });
  held.catch(() => undefined);
  store.sessions.clear = () => {
    store.sessions.clear = clear;
    return held.then(clear);
  };
  const asked = request(`${running.url}/localazy-activity-logs/sessions`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${running.admin.token}` },
  }).end();
  const answered = once(asked, 'response').then(([answer]: IncomingMessage[]) => answer);
  return { letGo, fail, answered };
};

const textOf = async (answer: IncomingMessage) => {
  let text = '';
  for await (const piece of answer) text += piece;
  return text;
};

test('a clearing that takes long sends something meanwhile, as a proxy would give up on silence', async () => {
  const { answered, letGo } = clearSlowly();
  const answer = await answered;
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('application/json');
  letGo();
  const text = await textOf(answer);
  expect(text).toMatch(/^ +\{/);
  expect(JSON.parse(text)).toEqual({ deleted: 0 });
}, 30_000);

test('one that fails after a long time breaks off, so that nobody takes it for done', async () => {
  const { answered, fail } = clearSlowly();
  const answer = await answered;
  fail(new Error('The database is away'));
  await expect(textOf(answer)).rejects.toThrow();
}, 30_000);

test('one that fails soon is answered with the error', async () => {
  const { answered, fail } = clearSlowly();
  fail(new Error('The database is away'));
  expect((await answered).statusCode).toBe(500);
});
