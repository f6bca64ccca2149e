import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  eventTypeSchema,
  listEntriesQuerySchema,
  listSessionsQuerySchema,
  sortFieldSchema,
  sortOrderSchema,
  type ExportQuery,
  type SortField,
} from '../../shared/contracts';
import type { SessionRow } from '../../server/store/database/rows';
import type { Store } from '../../server/store/types';
import { buildSessions, LONG_SESSION_ENTRIES, LONG_SESSION_NEEDLE } from '../bench/data/build';
import { FAILURE, NEEDLE } from '../bench/data/session-rows';
import {
  createDatabase,
  databases,
  listEntries,
  makeTables,
  startStrapi,
  type RunningStrapi,
} from '../harness';

/** Each tab has as many as are counted exactly, and all together more than any window or step. */
const SESSIONS = 30_000;
const MOST_COUNTED = 10_000;

const TABLE = 'localazy_activity_sessions';

type Row = Omit<SessionRow, 'started_at' | 'duration_ms'> & {
  started_at: number;
  duration_ms: number;
};

/** What a list sorts by; equals by their start, then anyhow. */
const SORTED_BY: Record<SortField, (row: Row) => string | number> = {
  status: (row) => row.status_order,
  startedAt: (row) => row.started_at,
  duration: (row) => row.duration_ms,
  initiatedBy: (row) => row.initiated_by.toLowerCase(),
  summary: (row) => row.summary.toLowerCase(),
};

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

describe.each(databases)('lists of 30,000 sessions in %s', (client) => {
  let app: RunningStrapi;
  let store: Store;
  let rows: Row[];

  beforeAll(async () => {
    const database = await createDatabase(client);
    await makeTables(database);
    await buildSessions(database, SESSIONS);
    app = await startStrapi({ database });
    store = app.strapi.plugin('localazy-activity-logs').service('store');
    rows = (await app.knex<SessionRow>(TABLE)).map((row) => ({
      ...row,
      started_at: Number(row.started_at),
      duration_ms: Number(row.duration_ms),
    }));
  }, 120_000);
  afterAll(async () => {
    await app?.stop();
    await app?.database.drop();
  });

  const list = async (query: Record<string, string | undefined>) => {
    const { results, pagination } = await store.sessions.list(listSessionsQuerySchema.parse(query));
    return { ids: results.map(({ id }) => id), ...pagination };
  };

  const expected = (keep: (row: Row) => boolean, sort = 'startedAt:desc') => {
    const [field, order] = sort.split(':');
    const key = SORTED_BY[sortFieldSchema.parse(field)];
    const sign = order === 'asc' ? 1 : -1;
    return rows
      .filter(keep)
      .sort(
        (a, b) =>
          sign * (compare(key(a), key(b)) || compare(a.started_at, b.started_at)) || a.id - b.id
      );
  };

  /** What can be told of a page: of equals, any may come first. */
  const facts = (ids: number[], sort = 'startedAt:desc') => {
    const key = SORTED_BY[sortFieldSchema.parse(sort.split(':')[0])];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      return row && [key(row), row.started_at];
    });
  };

  const SORTS = sortFieldSchema.options.flatMap((field) =>
    sortOrderSchema.options.map((order) => `${field}:${order}`)
  );

  test.each(SORTS)('every tab by %s is in order, on near and far pages', async (sort) => {
    for (const eventType of eventTypeSchema.options) {
      const all = expected((row) => row.event_type === eventType, sort).map(({ id }) => id);
      for (const page of [1, 2, 50, 100]) {
        const found = await list({ eventType, sort, page: String(page), pageSize: '100' });
        const wanted = all.slice((page - 1) * 100, page * 100);
        expect(facts(found.ids, sort)).toEqual(facts(wanted, sort));
        expect(found).toMatchObject({ total: MOST_COUNTED, totalIsExact: true });
      }
      expect((await list({ eventType, sort, page: '101', pageSize: '100' })).ids).toEqual([]);
    }
  });

  test.each(['startedAt:desc', 'duration:asc', 'status:desc'])(
    'all tabs together by %s, far past where counting ends',
    async (sort) => {
      const all = expected(() => true, sort).map(({ id }) => id);
      for (const page of [1, 150, 205, 250, 300]) {
        const found = await list({ sort, page: String(page), pageSize: '100' });
        const wanted = all.slice((page - 1) * 100, page * 100);
        expect(facts(found.ids, sort)).toEqual(facts(wanted, sort));
        expect(found.totalIsExact).toBe(false);
        expect(found.total).toBeLessThanOrEqual(SESSIONS);
      }
      expect(await list({ sort, page: '301', pageSize: '100' })).toMatchObject({
        ids: [],
        total: SESSIONS,
        totalIsExact: true,
      });
    }
  );

  test.each(['startedAt:asc', 'status:asc', 'summary:desc', 'initiatedBy:asc'])(
    'turning the pages by %s shows each session once',
    async (sort) => {
      const seen: number[] = [];
      for (let page = 1; page <= 100; page += 1) {
        const { ids } = await list({
          eventType: 'upload',
          sort,
          page: String(page),
          pageSize: '100',
        });
        seen.push(...ids);
      }
      expect(new Set(seen).size).toBe(MOST_COUNTED);
    }
  );

  const isOnDay = (day: string) => (row: Row) =>
    new Date(row.started_at).toISOString().startsWith(day);
  const dayOf = (row: Row) => new Date(row.started_at).toISOString().slice(0, 10);
  const mentions = (text: string) => (row: Row) =>
    row.summary.toLowerCase().includes(text) || row.initiated_by.toLowerCase().includes(text);

  test('ranges and statuses narrow every order', async () => {
    const [from, to] = [dayOf(rows[6_000]), dayOf(rows[20_000])];
    const isWithin = (row: Row) => dayOf(row) >= from && dayOf(row) <= to;
    const cases: [object, (row: Row) => boolean][] = [
      [{ from, to: from }, isOnDay(from)],
      [{ from, to }, isWithin],
      [{ from }, (row) => dayOf(row) >= from],
      [{ status: 'failed' }, (row) => row.status === 'failed'],
      [{ status: 'in-progress' }, (row) => row.status === 'in-progress'],
      [{ status: 'completed', from, to }, (row) => isWithin(row) && row.status === 'completed'],
    ];
    for (const [filter, keep] of cases) {
      for (const sort of SORTS) {
        const all = expected((row) => row.event_type === 'download' && keep(row), sort);
        for (const page of [1, 3]) {
          const query = { ...filter, eventType: 'download', sort, page: String(page) };
          const found = await list(query);
          const wanted = all.slice((page - 1) * 20, page * 20).map(({ id }) => id);
          expect(facts(found.ids, sort), JSON.stringify(query)).toEqual(facts(wanted, sort));
          expect(found).toMatchObject({ total: all.length, totalIsExact: true });
        }
      }
    }
  });

  test('searches find what matches and nothing else, in every order and range', async () => {
    const day = dayOf(rows[15_000]);
    const range = { from: dayOf(rows[3_000]), to: day };
    const isWithin = (row: Row) => dayOf(row) >= range.from && dayOf(row) <= range.to;
    const searches: [string, (row: Row) => boolean][] = [
      ['UPDATED 31 Entries', mentions('updated 31 entries')],
      [NEEDLE, mentions(NEEDLE)],
      ['no such text', () => false],
      ['lovelace', mentions('lovelace')],
      [FAILURE, (row) => row.summary === FAILURE],
      ['in progress', (row) => row.status === 'in-progress'],
      [day, isOnDay(day)],
    ];
    for (const [search, matches] of searches) {
      for (const sort of ['startedAt:desc', 'startedAt:asc', 'duration:desc', 'summary:asc']) {
        for (const [narrowed, keep] of [
          [{}, () => true],
          [range, isWithin],
        ] as const) {
          const all = expected((row) => matches(row) && keep(row), sort);
          for (const page of [1, 2]) {
            const query = { ...narrowed, search, sort, page: String(page) };
            const found = await list(query);
            const wanted = all.slice((page - 1) * 20, page * 20).map(({ id }) => id);
            expect(facts(found.ids, sort), JSON.stringify(query)).toEqual(facts(wanted, sort));
            expect(found).toMatchObject({ total: all.length, totalIsExact: true });
          }
        }
      }
    }
  });

  test.each(['startedAt:desc', 'duration:asc', 'summary:desc'])(
    'a search that finds more than are counted still answers its pages by %s',
    async (sort) => {
      const all = expected(mentions('updated'), sort).map(({ id }) => id);
      expect(all.length).toBeGreaterThan(MOST_COUNTED);
      for (const page of [1, 7]) {
        const found = await list({ search: 'updated', sort, page: String(page) });
        expect(facts(found.ids, sort)).toEqual(facts(all.slice((page - 1) * 20, page * 20), sort));
        expect(found.totalIsExact).toBe(false);
        expect(found.total).toBeGreaterThanOrEqual(MOST_COUNTED);
      }
    }
  );

  test.each(['summary:desc', 'status:desc', 'initiatedBy:desc', 'duration:asc'])(
    'a search whose hits lie anywhere in the order answers its pages by %s',
    async (sort) => {
      for (const [search, matches] of [
        ['failed', (row: Row) => row.status === 'failed'],
        ['lovelace', mentions('lovelace')],
      ] as const) {
        const all = expected(matches, sort).map(({ id }) => id);
        for (const page of [1, 3, Math.ceil(all.length / 20)]) {
          const found = await list({ search, sort, page: String(page) });
          const wanted = all.slice((page - 1) * 20, page * 20);
          expect(facts(found.ids, sort)).toEqual(facts(wanted, sort));
          expect(found).toMatchObject({ total: all.length, totalIsExact: true });
        }
      }
    }
  );

  const exported = async (filter: Partial<ExportQuery>) => {
    const sessions = new Map<number, number>();
    let last = 0;
    for await (const part of store.export({ timeZone: 'UTC', locale: 'en', ...filter })) {
      if ('session' in part) sessions.set((last = part.session.id), 0);
      else sessions.set(last, (sessions.get(last) ?? 0) + part.entries.length);
    }
    return sessions;
  };

  test('an export of a search has each match once, newest first, with all its lines', async () => {
    const all = expected(mentions('updated 31 entries'));
    const found = await exported({ search: 'updated 31 entries' });
    expect(facts([...found.keys()])).toEqual(facts(all.map(({ id }) => id)));
    expect(new Set(found.values())).toEqual(new Set([5]));
  });

  test('an export of a tab and a range has every session of it', async () => {
    const [from, to] = [dayOf(rows[6_000]), dayOf(rows[12_000])];
    const all = expected(
      (row) => row.event_type === 'webhook' && dayOf(row) >= from && dayOf(row) <= to
    );
    const found = await exported({ eventType: 'webhook', from, to });
    expect(facts([...found.keys()])).toEqual(facts(all.map(({ id }) => id)));
  });

  describe('and one with 100,000 lines', () => {
    const all = Array.from({ length: LONG_SESSION_ENTRIES }, (_, index) => index + 1);
    const isWarning = (sequence: number) => sequence % 100 === 0;
    const hasNeedle = (sequence: number) => sequence % LONG_SESSION_NEEDLE.every === 1;

    const lines = async (query: Record<string, string>) => {
      const longId = Math.max(...rows.map(({ id }) => id));
      const parsed = listEntriesQuerySchema.parse(query);
      const { results, pagination } = await listEntries(store, longId, parsed);
      return { ...pagination, sequences: results.map(({ sequence }) => sequence) };
    };

    test.each<[string, Record<string, string>, (sequence: number) => boolean]>([
      ['all', {}, () => true],
      ['warnings', { level: 'warn' }, isWarning],
      ['what is searched for', { search: LONG_SESSION_NEEDLE.text }, hasNeedle],
      ['warnings that are searched', { search: 'ARTICLE', level: 'warn,error' }, isWarning],
    ])('any window of %s has its lines, their place and their number', async (_, filter, keep) => {
      const wanted = all.filter(keep);
      for (const at of [0, 1, 5_001, 24_999, 25_000, 25_001, 61_234, 99_999, 100_000]) {
        const after = wanted.filter((sequence) => sequence > at);
        const before = wanted.filter((sequence) => sequence < at);
        expect(await lines({ ...filter, after: String(at), pageSize: '7' })).toMatchObject({
          sequences: after.slice(0, 7),
          offset: wanted.length - after.length,
          total: wanted.length,
        });
        expect(await lines({ ...filter, before: String(at), pageSize: '7' })).toMatchObject({
          sequences: before.slice(-7),
          offset: Math.max(0, before.length - 7),
        });
      }
      const pages = Math.ceil(wanted.length / 7);
      for (const page of [1, 2, Math.ceil(pages / 2), pages, pages + 1]) {
        expect(await lines({ ...filter, page: String(page), pageSize: '7' })).toMatchObject({
          sequences: wanted.slice((page - 1) * 7, page * 7),
        });
      }
    });

    test('are searched in vain without an end', async () => {
      expect(await lines({ search: 'no such text' })).toMatchObject({
        sequences: [],
        total: 0,
        offset: 0,
      });
    });
  });

  test('one session more than are counted makes the total "10,000+"', async () => {
    await store.sessions.insert({
      instanceId: 'one more',
      ordinal: 1,
      eventType: 'webhook',
      startedAt: Date.now(),
      initiatedBy: 'Webhook',
      initiatorId: null,
      summary: '',
    });
    expect(await list({ eventType: 'webhook' })).toMatchObject({
      total: MOST_COUNTED,
      totalIsExact: false,
    });
    const last = await list({ eventType: 'webhook', page: '101', pageSize: '100' });
    expect(last).toMatchObject({ total: MOST_COUNTED + 1, totalIsExact: false });
    expect(last.ids).toHaveLength(1);
  });

  test('once all are deleted, a far page that was there says that there are none', async () => {
    const far = { sort: 'summary:asc', page: '250', pageSize: '100' };
    expect((await list(far)).ids).toHaveLength(100);
    await app.knex(TABLE).delete();
    expect(await list(far)).toMatchObject({ ids: [], total: 0, totalIsExact: true });
  });
});
