import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry, StreamEntriesQuery } from '../../shared/contracts';
import type { NewEntry, Store } from '../../server/store/types';
import { databases, listEntries, type RunningStrapi, startStrapi } from '../harness';

const LINES = 2_500;

/** Every tenth line is a warning; every hundredth tells of a horse in Czech. */
const lineOf = (sessionId: number, sequence: number): NewEntry => ({
  sessionId,
  sequence,
  timestamp: sequence,
  level: sequence % 10 === 0 ? 'warn' : 'info',
  message: sequence % 100 === 0 ? `Žlutý kůň ${sequence}` : `Line ${sequence}`,
  data: null,
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.each(databases)('lines in %s', (client) => {
  let running: RunningStrapi;
  let store: Store;
  let id: number;

  const open = (ordinal: number) =>
    store.sessions.insert({
      instanceId: 'test',
      ordinal,
      eventType: 'upload',
      startedAt: 1_700_000_000_000,
      initiatedBy: 'Ada Lovelace',
      initiatorId: null,
      summary: '',
    });

  const streamed = async (query?: StreamEntriesQuery, sessionId = id) => {
    const entries: Entry[] = [];
    for await (const page of store.entries.pages(sessionId, query)) entries.push(...page);
    return entries.map(({ sequence }) => sequence);
  };

  beforeAll(async () => {
    running = await startStrapi({ database: client });
    store = running.strapi.plugin('localazy-activity-logs').service('store');
    id = await open(1);
    await store.entries.insert(upTo(LINES).map((sequence) => lineOf(id, sequence)));
    // Another session's lines are never among them.
    const other = await open(2);
    await store.entries.insert(upTo(20).map((sequence) => lineOf(other, sequence)));
  });
  afterAll(() => running.stop());

  test('are streamed whole and in order, however many pages they take', async () => {
    expect(await streamed()).toEqual(upTo(LINES));
  });

  test('are streamed from one to another, both included', async () => {
    expect(await streamed({ first: 998, last: 1_003 })).toEqual([998, 999, 1000, 1001, 1002, 1003]);
    expect(await streamed({ first: LINES })).toEqual([LINES]);
    expect(await streamed({ first: 9, last: 8 })).toEqual([]);
  });

  test('are streamed as a search and levels leave them', async () => {
    const hundreds = upTo(25).map((hundred) => hundred * 100);
    expect(await streamed({ search: 'KŮŇ' })).toEqual(hundreds);
    expect(await streamed({ level: ['warn'], last: 35 })).toEqual([10, 20, 30]);
    expect(await streamed({ level: ['info'], search: 'line 249' })).toEqual([
      249, 2491, 2492, 2493, 2494, 2495, 2496, 2497, 2498, 2499,
    ]);
  });

  test('of a session without any are none', async () => {
    expect(await streamed({}, await open(3))).toEqual([]);
  });

  test('are listed as the same search and levels leave them, with exact counts', async () => {
    const list = await listEntries(store, id, { search: 'line 249', level: ['info'], pageSize: 3 });
    expect(list.results.map(({ sequence }) => sequence)).toEqual([249, 2491, 2492]);
    expect(list.pagination).toMatchObject({
      total: 10,
      levelCounts: { debug: 0, info: 10, warn: 1, error: 0 },
    });
  });

  test('are turned page by page through many that a search finds', async () => {
    const found = upTo(LINES).filter((sequence) => sequence % 100 !== 0);
    for (const page of [1, 2, 12, 13, 14, 24, 25, 26]) {
      const list = await listEntries(store, id, { search: 'LINE', page, pageSize: 100 });
      const ofPage = found.slice((page - 1) * 100, page * 100);
      expect(list.results.map(({ sequence }) => sequence)).toEqual(ofPage);
    }
  });

  test.each([
    ['one other session', 1],
    ['nine other sessions', 9],
  ])('are found among those of %s that logged at the same time', async (_, others) => {
    const ids: number[] = [];
    for (let n = 0; n <= others; n += 1) ids.push(await open(100 * others + n));
    const atOnce = upTo(1_000).flatMap((sequence) => ids.map((each) => lineOf(each, sequence)));
    await store.entries.insert(atOnce);
    for (const each of [ids[0], ids[others]]) {
      const few = await listEntries(store, each, { search: 'line 99', pageSize: 20 });
      expect(few.results.map(({ sequence }) => sequence)).toEqual([
        99, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999,
      ]);
      const many = await listEntries(store, each, { search: 'LINE', pageSize: 1 });
      expect(many.pagination).toMatchObject({
        total: 990,
        levelCounts: { debug: 0, info: 900, warn: 90, error: 0 },
      });
    }
  });
});
