import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listSessionsQuerySchema } from '../../shared/contracts';
import type { NewSession, SessionProgress, Store } from '../../server/store/types';
import { databases, insertSession, newSession, sharedStrapi, type RunningStrapi } from '../harness';
import { failStale } from './support/fail-stale';
import { storeOf } from './support/services';

const START = 1_700_000_000_000;

describe.each(databases)('sessions in %s', (client) => {
  let running: RunningStrapi;
  let store: Store;

  beforeAll(async () => {
    running = await sharedStrapi({ database: client });
    store = storeOf(running);
  });
  afterAll(() => running.stop());
  beforeEach(async () => void (await store.sessions.clear()));

  const sessionOf = (given: Partial<NewSession> = {}) =>
    newSession({ startedAt: START, initiatorId: 1, ...given });

  const open = (given?: Partial<NewSession>) => insertSession(store, sessionOf(given));

  const progressOf = (id: number, given: Partial<SessionProgress> = {}): SessionProgress => ({
    id,
    entryCount: 1,
    warningCount: 0,
    errorCount: 0,
    summary: 'Hello',
    progress: null,
    ...given,
  });

  const endOf = (id: number, given: Partial<SessionProgress> = {}) => ({
    ...progressOf(id, given),
    status: 'completed' as const,
    finishedAt: START + 1_000,
    durationMs: 1_000,
  });

  const found = async (search: string) =>
    (await store.sessions.list(listSessionsQuerySchema.parse({ search }))).results.map(
      ({ id }) => id
    );

  test('that were opened are found running', async () => {
    const id = await open({ summary: 'Uploading 🚀' });
    expect(await store.sessions.find(id)).toEqual({
      id,
      eventType: 'upload',
      status: 'in-progress',
      startedAt: START,
      finishedAt: null,
      durationMs: null,
      initiatedBy: 'Ada Lovelace',
      summary: 'Uploading 🚀',
      entryCount: 0,
      warningCount: 0,
      errorCount: 0,
      progress: null,
      outcome: null,
      summaryParts: null,
    });
    expect(await found('🚀')).toEqual([id]);
    expect(await found('rocket')).toEqual([]);
  });

  test('are renewed with what they report', async () => {
    const id = await open();
    const progress = { done: 0.5, total: 1 };
    expect(await store.sessions.renew([progressOf(id, { progress })])).toEqual({
      missing: [],
      refused: [],
    });
    expect(await store.sessions.find(id)).toMatchObject({ entryCount: 1, progress });
    expect(await found('HELLO')).toEqual([id]);
  });

  test('opened together have an id each; one opened again keeps its own', async () => {
    const sessions = [sessionOf(), sessionOf({ eventType: 'webhook' }), sessionOf()];
    const first = await store.sessions.insert(sessions);
    expect(new Set(first.map((result) => 'id' in result && result.id)).size).toBe(3);
    expect(await store.sessions.insert([...sessions].reverse())).toEqual([...first].reverse());
    expect(await running.knex('localazy_activity_sessions')).toHaveLength(3);
  });

  test('that are gone are reported, and the others change', async () => {
    const [gone, there] = [await open(), await open()];
    await running.knex('localazy_activity_sessions').where({ id: gone }).delete();
    expect(await store.sessions.renew([progressOf(gone), progressOf(there)])).toEqual({
      missing: [gone],
      refused: [],
    });
    expect(await store.sessions.end([endOf(there), endOf(gone)])).toEqual({
      missing: [gone],
      refused: [],
    });
    expect(await store.sessions.find(there)).toMatchObject({
      status: 'completed',
      durationMs: 1_000,
    });
  });

  test('are failed by a sweep of another instance, and end as their own process says', async () => {
    const id = await open();
    const sweep = (instanceId: string) => failStale(store, { leaseMs: -5, instanceId });
    expect(await sweep('test')).toEqual([]);
    expect(await sweep('another')).toEqual([id]);
    expect(await sweep('another')).toEqual([]);
    expect(await store.sessions.find(id)).toMatchObject({ status: 'failed', summary: 'gone' });
    await store.sessions.end([endOf(id)]);
    expect(await store.sessions.find(id)).toMatchObject({ status: 'completed', summary: 'Hello' });
  });

  test('of a dead instance are failed whatever their heartbeat', async () => {
    const [dead, alive] = [await open({ instanceId: 'dead' }), await open({ instanceId: 'alive' })];
    expect((await store.sessions.runningInstances()).sort()).toEqual(['alive', 'dead']);
    expect(await failStale(store, { deadInstances: ['dead'] })).toEqual([dead]);
    expect(await store.sessions.find(dead)).toMatchObject({ status: 'failed' });
    expect(await store.sessions.find(alive)).toMatchObject({ status: 'in-progress' });
  });

  test('that started before an instant are pruned with their lines', async () => {
    const [old, young] = [await open({ startedAt: START - 1 }), await open()];
    const line = { sequence: 1, timestamp: 5, level: 'info', message: 'x', data: null } as const;
    await store.entries.insert([old, young].map((sessionId) => ({ ...line, sessionId })));
    expect(await store.sessions.pruneBatch({ before: START, limit: 10 })).toBe(1);
    expect(await store.sessions.find(old)).toBeNull();
    expect(await running.knex('localazy_activity_entries').pluck('session_id')).toEqual([young]);
  });

  test('that are gone take no lines, and say so', async () => {
    const id = await open();
    const line = { sequence: 1, timestamp: 5, level: 'info', message: 'x', data: null } as const;
    const lines = [id, id + 1_000].map((sessionId) => ({ ...line, sessionId }));
    expect(await store.entries.insert(lines)).toEqual({ missing: [id + 1_000], refused: [] });
    expect((await store.entries.outline(id, 0))?.last).toBe(1);
  });
});
