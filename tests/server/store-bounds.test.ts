import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listSessionsQuerySchema } from '../../shared/contracts';
import type { StoredLine, NewEntry, NewSession, Store } from '../../server/store/types';
import { databases, insertSession, type RunningStrapi, sharedStrapi } from '../harness';
import { failStale } from './support/fail-stale';
import { storeOf } from './support/services';

const LINES_PER_WRITE = 2_000;
const CHARACTERS_PER_WRITE = 1_000_000;
const LINES_PER_PAGE = 1_000;
const SESSIONS_PER_BATCH = 500;
/** More rows than one transaction deletes. */
const ENTRIES_OF_SEVERAL_BATCHES = 7_000;
const LARGEST_PAGE = 100;

/** The result of a write that leaves nothing out. */
const STORED = { missing: [], refused: [] };

const LARGEST_MESSAGE = 16 * 1024;
const LARGEST_DATA = 64 * 1024;

describe.each(databases)('the bounds of the store in %s', (client) => {
  let app: RunningStrapi;
  let store: Store;

  beforeAll(async () => {
    app = await sharedStrapi({ database: client });
    store = storeOf(app);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => void (await store.sessions.clear()));

  const open = (given: Partial<NewSession> = {}) =>
    insertSession(store, { startedAt: 1_700_000_000_000, ...given });

  const openMany = async (count: number) => {
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) {
      ids.push(await open({ startedAt: 1_700_000_000_000 + index }));
    }
    return ids;
  };

  const linesOf = (sessionId: number, count: number, given: Partial<NewEntry> = {}): NewEntry[] =>
    Array.from({ length: count }, (_, index) => ({
      sessionId,
      sequence: index + 1,
      timestamp: 1_700_000_000_123,
      level: 'info',
      message: `Line ${index + 1}`,
      data: null,
      ...given,
    }));

  const exported = async (): Promise<StoredLine[][]> => {
    const sessions: StoredLine[][] = [];
    for await (const part of store.export({ timeZone: 'UTC', locale: 'en' })) {
      if ('session' in part) sessions.push([]);
      else sessions[sessions.length - 1].push(...part.lines);
    }
    return sessions;
  };

  const list = async (query: Record<string, string>) =>
    store.sessions.list(listSessionsQuerySchema.parse(query));

  const lineCount = async () => {
    const { counted } = await app
      .knex('localazy_activity_entries')
      .count({ counted: '*' })
      .first<{ counted: number | string }>();
    return Number(counted);
  };

  test.each([0, 1, LINES_PER_WRITE, LINES_PER_WRITE + 1])(
    '%i lines are written and exported, each once and in order',
    async (count) => {
      const id = await open();
      expect(await store.entries.insert(linesOf(id, count))).toEqual(STORED);
      // Safe to repeat, as after a lost response.
      expect(await store.entries.insert(linesOf(id, count))).toEqual(STORED);
      const [entries] = await exported();
      expect(entries.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: count }, (_, index) => index + 1)
      );
    }
  );

  test.each([0, 1])(
    'a write of as many characters as fit one, and %i more, loses nothing',
    async (more) => {
      const id = await open();
      const lines = linesOf(id, 2, { message: 'x'.repeat(CHARACTERS_PER_WRITE / 2) });
      lines[1] = { ...lines[1], message: `${lines[1].message}${'y'.repeat(more)}` };
      await store.entries.insert(lines);
      const [entries] = await exported();
      expect(entries.map(({ message }) => message.length)).toEqual([
        CHARACTERS_PER_WRITE / 2,
        CHARACTERS_PER_WRITE / 2 + more,
      ]);
    }
  );

  test.each(['x', 'ž', '漢', '🚀'])(
    'a write full of the largest messages of %s, with the largest data, comes back whole',
    async (character) => {
      const size = Buffer.byteLength(character);
      const message = character.repeat(LARGEST_MESSAGE / size);
      const text = character.repeat((LARGEST_DATA - 20) / size);
      const id = await open();
      const given = { message, data: JSON.stringify({ text }) };
      await store.entries.insert(linesOf(id, 70, given));
      const [entries] = await exported();
      expect(entries).toHaveLength(70);
      expect(entries.every((entry) => entry.message === message)).toBe(true);
      expect(entries[69].data).toBe(given.data);
    }
  );

  test.each([LINES_PER_PAGE, LINES_PER_PAGE + 1])(
    'sessions that have %i lines together are exported with each its own',
    async (count) => {
      const [few, many] = [await open({ startedAt: 2 }), await open({ startedAt: 1 })];
      await store.entries.insert([...linesOf(few, 1), ...linesOf(many, count - 1)]);
      expect((await exported()).map(({ length }) => length)).toEqual([1, count - 1]);
    }
  );

  test('no session, one, a page full and one more are listed and exported', async () => {
    const query = { pageSize: String(LARGEST_PAGE), sort: 'duration:asc', eventType: 'upload' };
    const empty = await list(query);
    expect(empty).toEqual({
      results: [],
      pagination: {
        page: 1,
        pageSize: LARGEST_PAGE,
        pageCount: 0,
        total: 0,
        totalIsExact: true,
        sortedNewest: false,
      },
    });
    expect((await list({ search: 'nov' })).results).toEqual([]);
    expect(await exported()).toEqual([]);
    await openMany(1);
    expect((await list(query)).pagination).toMatchObject({ total: 1, pageCount: 1 });
    await openMany(LARGEST_PAGE - 1);
    expect((await list(query)).results).toHaveLength(LARGEST_PAGE);
    expect((await list({ ...query, page: '2' })).results).toEqual([]);
    await openMany(1);
    expect((await list(query)).pagination).toMatchObject({ total: 101, pageCount: 2 });
    expect((await list({ ...query, page: '2' })).results).toHaveLength(1);
    expect(await exported()).toHaveLength(LARGEST_PAGE + 1);
  });

  test('a batch of sessions and one more are exported, pruned and cleared', async () => {
    const ids = await openMany(SESSIONS_PER_BATCH + 1);
    expect(await exported()).toHaveLength(ids.length);
    const all = { before: 1_800_000_000_000, limit: SESSIONS_PER_BATCH };
    expect(await store.sessions.pruneBatch(all)).toBe(SESSIONS_PER_BATCH);
    expect(await store.sessions.pruneBatch(all)).toBe(1);
    expect(await store.sessions.pruneBatch(all)).toBe(0);
    await openMany(SESSIONS_PER_BATCH);
    expect(await store.sessions.clear()).toBe(SESSIONS_PER_BATCH);
    expect(await store.sessions.clear()).toBe(0);
  });

  test.each([ENTRIES_OF_SEVERAL_BATCHES, ENTRIES_OF_SEVERAL_BATCHES + 1])(
    'a session with %i lines goes with all of them, and no other’s',
    async (count) => {
      const [old, young] = [await open({ startedAt: 1 }), await open()];
      await store.entries.insert([...linesOf(old, count), ...linesOf(young, 1)]);
      expect(await store.sessions.pruneBatch({ before: 2, limit: 10 })).toBe(1);
      expect(await lineCount()).toBe(1);
      expect(await store.sessions.find(young)).not.toBeNull();
    }
  );

  /** As a database is that has lost the foreign key of lines. */
  const deleteWithoutLines = async (id: number) => {
    const db = app.database.connect({ connections: 1 });
    const unchecked = {
      sqlite: 'pragma foreign_keys = off',
      postgres: 'set session_replication_role = replica',
      mysql: 'set foreign_key_checks = 0',
    };
    await db.raw(unchecked[client]);
    await db('localazy_activity_sessions').where({ id }).delete();
    await db.destroy();
  };

  test('lines whose session is gone go with the next retention and with a clear', async () => {
    const [oldest, kept, newest] = await openMany(3);
    await store.entries.insert([oldest, kept, newest].flatMap((id) => linesOf(id, 2)));
    await deleteWithoutLines(oldest);
    expect(await lineCount()).toBe(6);
    expect(await store.sessions.pruneBatch({ before: 0, limit: 10 })).toBe(0);
    expect(await lineCount()).toBe(4);
    await deleteWithoutLines(newest);
    expect(await store.sessions.clear()).toBe(1);
    expect(await lineCount()).toBe(0);
  });

  test('nothing to renew, to end, to fail or to look for is no error', async () => {
    expect(await store.sessions.insert([])).toEqual([]);
    expect(await store.sessions.renew([])).toEqual(STORED);
    expect(await store.sessions.end([])).toEqual(STORED);
    expect(await failStale(store)).toEqual([]);
    expect(await store.sessions.runningInstances()).toEqual([]);
  });

  test('a start that is far in the future hides no other from a search by date', async () => {
    const today = await open({ startedAt: Date.now() });
    await open({ startedAt: Date.UTC(2199, 0, 1) });
    const { results } = await list({ search: new Date().toISOString().slice(0, 10) });
    expect(results.map(({ id }) => id)).toEqual([today]);
  });

  test('instants keep their millisecond, and days are those of the time zone', async () => {
    const startedAt = Date.UTC(2026, 2, 29, 0, 30, 0, 987);
    const id = await open({ startedAt });
    expect((await store.sessions.find(id))?.startedAt).toBe(startedAt);
    const onDay = async (day: string, timeZone: string) =>
      (await list({ from: day, to: day, timeZone })).pagination.total;
    expect(await onDay('2026-03-29', 'UTC')).toBe(1);
    expect(await onDay('2026-03-28', 'America/New_York')).toBe(1);
    expect(await onDay('2026-03-29', 'America/New_York')).toBe(0);
    expect(await onDay('2026-03-29', 'Europe/Prague')).toBe(1);
    // The last millisecond of the day belongs to it, the first of the next one doesn't.
    await store.sessions.clear();
    await open({ startedAt: Date.UTC(2026, 2, 29, 22) - 1 });
    await open({ startedAt: Date.UTC(2026, 2, 29, 22) });
    expect(await onDay('2026-03-29', 'Europe/Prague')).toBe(1);
  });

  test.each([
    ['Žluťoučký KŮŇ', 'žluťoučký kůň', 'zlutoucky'],
    ['ΟΔΥΣΣΕΎΣ', 'Οδυσσεύς', 'οδυσσευς'],
    ['STRASSE und Straße', 'straße', 'strase'],
    ['100 % of a_b\\c', '100 % OF A_B\\C', '100_%'],
    ['Launch 🚀🚀 now', '🚀🚀', '🚀🚀🚀'],
    ['İstanbul', 'istanbul', 'istanbull'],
  ])('“%s” is found by “%s”, not by “%s”', async (summary, found, other) => {
    const id = await open({ summary });
    await store.entries.insert(linesOf(id, 1, { message: summary }));
    const total = async (search: string) => (await list({ search })).pagination.total;
    const lines = async (search: string) =>
      (await store.entries.matches(id, { search }))?.matches.length;
    expect([await total(found), await lines(found)]).toEqual([1, 1]);
    expect([await total(other), await lines(other)]).toEqual([0, 0]);
  });
});
