import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../server/store/types';
import { startStrapi, type RunningStrapi } from '../harness';
import { storeOf } from './support/services';

let running: RunningStrapi;
let store: Store;
let clear: Store['sessions']['clear'];

beforeAll(async () => {
  running = await startStrapi();
  store = storeOf(running);
  clear = store.sessions.clear;
});
afterAll(() => running.stop());

/** Requests a clear that the store finishes only when it's released, or fails. */
const clearSlowly = () => {
  let release!: () => void;
  let fail!: (reason: Error) => void;
  const held = new Promise<void>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  held.catch(() => undefined);
  store.sessions.clear = () => {
    store.sessions.clear = clear;
    return held.then(() => clear());
  };
  const sent = request(`${running.url}/localazy-activity-logs/sessions`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${running.admin.token}` },
  }).end();
  const responded = once(sent, 'response').then(([response]: IncomingMessage[]) => response);
  return { release, fail, responded };
};

const textOf = async (response: IncomingMessage) => {
  let text = '';
  for await (const piece of response) text += piece;
  return text;
};

test('a clear that takes long sends something meanwhile, as a proxy would close a silent connection', async () => {
  const { responded, release } = clearSlowly();
  const response = await responded;
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toContain('application/json');
  release();
  const text = await textOf(response);
  expect(text).toMatch(/^ +\{/);
  expect(JSON.parse(text)).toEqual({ deleted: 0 });
}, 30_000);

test('one that fails after a long time breaks off, so that nobody takes it for done', async () => {
  const { responded, fail } = clearSlowly();
  const response = await responded;
  fail(new Error('The database is away'));
  await expect(textOf(response)).rejects.toThrow();
}, 30_000);

test('one that fails soon is responded with the error', async () => {
  const { responded, fail } = clearSlowly();
  fail(new Error('The database is away'));
  expect((await responded).statusCode).toBe(500);
});
