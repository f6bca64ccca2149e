import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listSessionsQuerySchema } from '../../shared/contracts';
import { databases, startStrapi, type RunningStrapi } from '../harness';
import type { NewEntry, NewSession, Store } from '../../server/store/types';

describe.each(databases)('sessions in %s', (client) => {
  let running: RunningStrapi;
  let store: Store;
  let ordinal = 0;

  beforeAll(async () => {
    running = await startStrapi({ database: client });
    store = running.strapi.plugin('localazy-activity-logs').service('store');
  });
  afterAll(() => running.stop());
  beforeEach(() => store.sessions.clear());

  const newSession = (given: Partial<NewSession> = {}): NewSession => ({
    instanceId: 'test',
    ordinal: ++ordinal,
    eventType: 'upload',
    startedAt: 1_700_000_000_000,
    initiatedBy: 'Ada Lovelace',
    initiatorId: 1,
    summary: '',
    ...given,
  });

  test('what was opened is found running', async () => {
    const id = await store.sessions.insert(newSession({ summary: 'Uploading 🚀' }));
    expect(await store.sessions.find(id)).toEqual({
      id,
      eventType: 'upload',
      status: 'in-progress',
      startedAt: 1_700_000_000_000,
      finishedAt: null,
      durationMs: null,
      initiatedBy: 'Ada Lovelace',
      summary: 'Uploading 🚀',
      entryCount: 0,
      warningCount: 0,
      errorCount: 0,
      progress: null,
    });
    const list = await store.sessions.list(listSessionsQuerySchema.parse({ search: 'rocket' }));
    expect(list.results).toEqual([]);
    await store.sessions.renew([
      {
        id,
        entryCount: 1,
        debugCount: 0,
        warningCount: 0,
        errorCount: 0,
        summary: 'Hello',
        progress: { done: 0.5, total: 1 },
      },
    ]);
    expect(
      (
        await store.sessions.list(
          listSessionsQuerySchema.parse({ search: 'HELLO', eventType: 'upload' })
        )
      ).results
    ).toHaveLength(1);
    const line: NewEntry = {
      sessionId: id,
      sequence: 1,
      timestamp: 5,
      level: 'info',
      message: 'Žlutý kůň %',
      data: '{"a":1}',
    };
    expect(
      await store.entries.insert([
        line,
        {
          sessionId: id + 1000,
          sequence: 1,
          timestamp: 5,
          level: 'info',
          message: 'x',
          data: null,
        },
      ])
    ).toEqual({ missing: [id + 1000], refused: [] });
    expect(await store.entries.insert([line])).toEqual({ missing: [], refused: [] });
    expect(await store.entries.list(id, { search: 'KŮŇ %', pageSize: 10 })).toMatchObject({
      results: [{ sequence: 1, data: { a: 1 } }],
      pagination: { total: 1 },
    });
    // A sweep leaves those of its own instance alone.
    expect(
      await store.sessions.failStale({ leaseMs: -5, summary: 'gone', instanceId: 'test' })
    ).toBe(0);
    expect(
      await store.sessions.failStale({ leaseMs: -5, summary: 'gone', instanceId: 'another' })
    ).toBe(1);
    expect(await store.sessions.find(id)).toMatchObject({ status: 'failed', summary: 'gone' });
    expect(
      await store.sessions.end({
        id,
        entryCount: 1,
        debugCount: 0,
        warningCount: 0,
        errorCount: 0,
        summary: 'Hello',
        progress: null,
        status: 'completed',
        finishedAt: 1_700_000_001_000,
        durationMs: 1000,
      })
    ).toBe(true);
    expect(await store.sessions.find(id)).toMatchObject({ status: 'completed', durationMs: 1000 });
    let parts = 0;
    for await (const _ of store.export({ timeZone: 'UTC', locale: 'en' })) parts += 1;
    expect(parts).toBe(2);
    expect(await store.sessions.pruneBatch({ before: 1_700_000_000_001, limit: 10 })).toBe(1);
  });
});
