import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StreamEntriesQuery } from '../../shared/contracts';
import { createDatabase as createStoreDatabase } from '../../server/store/database/database';
import { createLineSearch } from '../../server/store/entries/search';
import type { NewEntry, Store, StoredLine } from '../../server/store/types';
import { databases, insertSession, type RunningStrapi, sharedStrapi } from '../harness';
import { storeOf } from './support/services';

const LINES = 2_500;

/** Every tenth line is a warning; every hundredth is about a horse in Czech. */
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

  const open = () => insertSession(store);

  const streamed = async (query?: StreamEntriesQuery, sessionId = id) => {
    const entries: StoredLine[] = [];
    for await (const page of store.entries.pages(sessionId, query)) entries.push(...page);
    return entries.map(({ sequence }) => sequence);
  };

  beforeAll(async () => {
    running = await sharedStrapi({ database: client });
    store = storeOf(running);
    id = await open();
    await store.entries.insert(upTo(LINES).map((sequence) => lineOf(id, sequence)));
    // Another session's lines are never among them.
    const other = await open();
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
    expect(await streamed({}, await open())).toEqual([]);
  });

  test.each([
    ['one other session', 1],
    ['nine other sessions', 9],
  ])('are found among those of %s that logged at the same time', async (_, others) => {
    const ids: number[] = [];
    for (let n = 0; n <= others; n += 1) ids.push(await open());
    const together = upTo(1_000).flatMap((sequence) => ids.map((each) => lineOf(each, sequence)));
    await store.entries.insert(together);
    for (const each of [ids[0], ids[others]]) {
      expect(await store.entries.matches(each, { search: 'line 99' })).toEqual({
        last: 1_000,
        matches: [
          [99, 99],
          [990, 999],
        ],
      });
      const levels = upTo(1_000).map((sequence) => (sequence % 10 === 0 ? 'w' : 'i'));
      expect((await store.entries.outline(each, 0))?.levels).toBe(levels.join(''));
    }
  });

  test('are searched in steps, of which any may have matches', async () => {
    const search = createLineSearch(createStoreDatabase({ strapi: running.strapi }), {
      linesPerStep: 70,
    });
    const hundreds = upTo(25).map((hundred) => [hundred * 100, hundred * 100]);
    expect(await search(id, { search: 'kůň' }, LINES)).toEqual(hundreds);
    expect(await search(id, { search: 'line' }, 250)).toEqual([
      [1, 99],
      [101, 199],
      [201, 250],
    ]);
  });
});
