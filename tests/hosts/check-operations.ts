import assert from 'node:assert/strict';
import {
  sortFieldSchema,
  type EventType,
  type ExportedSession,
  type ListSessionsResponse,
} from '../../shared/contracts';
import { OFFICIAL_PAGE_HEADERS } from '../harness/official-plugin';
import { until } from '../harness/until';
import type { LocalazyApi } from '../localazy-api';
import type { RunningApp } from './running-app';

const API = '/localazy-activity-logs';

export interface World {
  app: RunningApp;
  localazy: LocalazyApi;
  /** JWT of the super admin. */
  token: string;
}

const read = async <Body>({ app, token }: World, path: string): Promise<Body> => {
  const { status, body } = await app.request<Body>('GET', `${API}${path}`, { token });
  assert.equal(status, 200, `GET ${path} returned ${status}: ${JSON.stringify(body)}`);
  return body;
};

const list = (world: World, query: string) =>
  read<ListSessionsResponse>(world, `/sessions?${query}`);

const start = async ({ app, localazy, token }: World, eventType: EventType, forge: boolean) => {
  const { status } =
    eventType === 'webhook'
      ? await localazy.deliverWebhook(app.url, { forge })
      : await app.request('POST', `/localazy/transfer/${eventType}`, {
          token,
          body: {},
          headers: OFFICIAL_PAGE_HEADERS,
        });
  assert.equal(status, 200);
};

/** Runs an operation of the official plugin and checks its session. */
export const checkOperation = async (
  world: World,
  eventType: EventType,
  { forge = false } = {}
): Promise<void> => {
  const { results } = await list(world, `eventType=${eventType}`);
  const before = Math.max(0, ...results.map(({ id }) => id));
  await start(world, eventType, forge);
  const session = await until(
    `the session of the ${eventType} has ended`,
    async () => {
      const [newest] = (await list(world, `eventType=${eventType}`)).results;
      return newest && newest.id > before && newest.status !== 'in-progress' && newest;
    },
    { timeoutMs: 60_000, everyMs: 200 }
  );
  assert.equal(session.status, forge ? 'failed' : 'completed', session.summary);
  assert.ok(session.entryCount > 0, `The ${eventType} has no lines`);
};

/** List, search, detail and export, of which each has its own SQL. */
export const checkReads = async (world: World): Promise<void> => {
  const { results } = await list(world, 'eventType=upload&search=The%20host');
  assert.deepEqual(
    results.map(({ initiatedBy }) => initiatedBy),
    ['The host']
  );
  for (const sort of sortFieldSchema.options) {
    const sorted = await list(world, `eventType=upload&sort=${sort}:asc`);
    assert.ok(sorted.results.length >= 2, `The list by ${sort} is empty`);
  }
  const [{ id }] = results;
  const { results: lines } = await read<{ results: { message: string }[] }>(
    world,
    `/sessions/${id}/entries?sequence=1`
  );
  assert.equal(lines[0].message, 'An operation of the host');
  const exported = await read<ExportedSession[]>(world, '/export?timeZone=Europe/Prague');
  assert.ok(exported.length >= 5 && exported.every(({ entries }) => entries.length > 0));
};

export const checkClear = async (world: World): Promise<void> => {
  const { app, token } = world;
  const { status, body } = await app.request<{ deleted: number }>('DELETE', `${API}/sessions`, {
    token,
  });
  assert.equal(status, 200);
  assert.ok(body.deleted >= 5, `Clearing deleted ${body.deleted} sessions`);
  assert.equal((await list(world, 'eventType=upload')).results.length, 0);
};
