import { beforeAll, describe, expect, test } from 'vitest';
import {
  DEFAULT_PAGE_SIZE,
  eventTypeSchema,
  listSessionsQuerySchema,
  sortFieldSchema,
  sortOrderSchema,
  type SessionFilter,
  type SortField,
} from '../../../shared/contracts';
import type { SessionRow } from '../../../server/store/database/rows';
import type { Store } from '../../../server/store/types';
import { LONG_SESSION_ENTRIES, LONG_SESSION_NEEDLE } from '../../bench/data/build';
import { FAILURE, NEEDLE } from '../../bench/data/session-rows';
import { seedSession, type RunningStrapi } from '../../harness';
import type { Filled } from './filled';

const MOST_COUNTED = 10_000;

/** Each tab has as many as are counted exactly, and all together more than a step of a search. */
const KEPT = 3 * MOST_COUNTED;

const TABLE = 'localazy_activity_sessions';

type Row = Omit<SessionRow, 'started_at' | 'duration_ms'> & {
  started_at: number;
  duration_ms: number;
  /** The start as text, in UTC. */
  start: string;
  /** What a search finds it by, beside its status and start. */
  words: string;
};

const SORTS = sortFieldSchema.options.flatMap((field) =>
  sortOrderSchema.options.map((order) => `${field}:${order}`)
);

const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

export const testSessionLists = (filled: () => Filled) => {
  let app: RunningStrapi;
  let store: Store;
  let rows: Row[];
  /** Where the database's own collation puts each text. */
  let positions: Map<string, number>;

  beforeAll(async () => {
    ({ app, store } = filled());
    const [tooMany] = await app.knex(TABLE).orderBy('id', 'desc').offset(KEPT).limit(1).pluck('id');
    await app.knex(TABLE).where('id', '<=', tooMany).delete();
    rows = (await app.knex<SessionRow>(TABLE)).map((row) => ({
      ...row,
      started_at: Number(row.started_at),
      duration_ms: Number(row.duration_ms),
      start: new Date(Number(row.started_at)).toISOString(),
      words: `${row.summary}\n${row.initiated_by}`.toLowerCase(),
    }));
    const texts: string[][] = await Promise.all(
      ['initiated_by_text', 'summary_text'].map((column) =>
        app.knex(TABLE).distinct(column).orderBy(column).pluck(column)
      )
    );
    positions = new Map(texts.flatMap((sorted) => sorted.map((text, index) => [text, index])));
  });

  /** What a list sorts by; equals by their start, then by their id. */
  const SORTED_BY: Record<SortField, (row: Row) => string | number> = {
    status: (row) => row.status,
    startedAt: (row) => row.started_at,
    duration: (row) => row.duration_ms,
    initiatedBy: (row) => positions.get(row.initiated_by_text) ?? -1,
    summary: (row) => positions.get(row.summary_text) ?? -1,
  };

  const list = async (query: Record<string, string | undefined>) => {
    const { results, pagination } = await store.sessions.list(listSessionsQuerySchema.parse(query));
    return { ids: results.map(({ id }) => id), ...pagination };
  };

  const idsBySort = new Map<string, number[]>();

  const sortIds = (sort: string): number[] => {
    const [field, order] = sort.split(':');
    const key = SORTED_BY[sortFieldSchema.parse(field)];
    const sign = order === 'asc' ? 1 : -1;
    return [...rows]
      .sort(
        (a, b) =>
          sign * (compare(key(a), key(b)) || compare(a.started_at, b.started_at) || a.id - b.id)
      )
      .map(({ id }) => id);
  };

  const idsOf = (keep: (row: Row) => boolean) => new Set(rows.filter(keep).map(({ id }) => id));

  const inOrder = (ids: Set<number>, sort = 'startedAt:desc') => {
    const all = idsBySort.get(sort) ?? sortIds(sort);
    idsBySort.set(sort, all);
    return all.filter((id) => ids.has(id));
  };

  const expected = (keep: (row: Row) => boolean, sort?: string) => inOrder(idsOf(keep), sort);

  /** Looks at each of the pages of a list whose whole content is `all`. */
  const expectPages = async (
    query: Record<string, string | undefined>,
    { all, pages, pagination }: { all: number[]; pages: number[]; pagination: object }
  ) => {
    const size = Number(query.pageSize ?? DEFAULT_PAGE_SIZE);
    for (const page of pages) {
      const found = await list({ ...query, page: String(page) });
      const what = JSON.stringify({ ...query, page });
      expect(found.ids, what).toEqual(all.slice((page - 1) * size, page * size));
      expect(found, what).toMatchObject(pagination);
    }
  };

  test.each(SORTS)('every tab by %s is in order, on its first and its last page', async (sort) => {
    for (const eventType of eventTypeSchema.options) {
      await expectPages(
        { eventType, sort, pageSize: '100' },
        {
          all: expected((row) => row.event_type === eventType, sort),
          pages: [1, 2, 50, 100],
          pagination: { total: MOST_COUNTED, totalIsExact: true, pageCount: 100 },
        }
      );
    }
  });

  test.each(SORTS)('all tabs together by %s end with the first 10,000', async (sort) => {
    await expectPages(
      { sort, pageSize: '100' },
      {
        all: expected(() => true, sort),
        pages: [1, 3, 100],
        pagination: { total: MOST_COUNTED, totalIsExact: false, pageCount: 100 },
      }
    );
  });

  const dayOf = (row: Row) => row.start.slice(0, 10);
  const isOnDay = (day: string) => (row: Row) => row.start.startsWith(day);
  const mentions = (text: string) => (row: Row) => row.words.includes(text);

  test('ranges, statuses and initiators filter every order', async () => {
    const [from, to] = [dayOf(rows[6_000]), dayOf(rows[20_000])];
    const isWithin = (row: Row) => dayOf(row) >= from && dayOf(row) <= to;
    const cases: [object, (row: Row) => boolean][] = [
      [{ from, to: from }, isOnDay(from)],
      [{ from, to }, isWithin],
      [{ from }, (row) => dayOf(row) >= from],
      [{ status: 'failed' }, (row) => row.status === 'failed'],
      [{ status: 'in-progress' }, (row) => row.status === 'in-progress'],
      [{ status: 'completed', from, to }, (row) => isWithin(row) && row.status === 'completed'],
      [{ initiatedBy: 'ada lovelace' }, (row) => row.initiated_by === 'Ada Lovelace'],
      [{ initiatedBy: 'Ada' }, () => false],
    ];
    for (const [filter, keep] of cases) {
      for (const eventType of ['download', undefined]) {
        const isListed = (row: Row) => !eventType || row.event_type === eventType;
        const ids = idsOf((row) => isListed(row) && keep(row));
        for (const sort of SORTS) {
          const all = inOrder(ids, sort);
          const pagination = {
            total: Math.min(all.length, MOST_COUNTED),
            totalIsExact: all.length <= MOST_COUNTED,
          };
          await expectPages({ ...filter, eventType, sort }, { all, pages: [1, 3], pagination });
        }
      }
    }
  }, 120_000);

  test('searches find what matches and nothing else, in every order and range', async () => {
    const day = dayOf(rows[15_000]);
    const range = { from: dayOf(rows[3_000]), to: day };
    const isWithin = (row: Row) => dayOf(row) >= range.from && dayOf(row) <= range.to;
    const isAfternoon = (row: Row) => row.start.includes('T15:1');
    const searches: [string, (row: Row) => boolean][] = [
      ['UPDATED 31 Entries', mentions('updated 31 entries')],
      [NEEDLE, mentions(NEEDLE)],
      ['no such text', () => false],
      ['lovelace', mentions('lovelace')],
      [FAILURE, (row) => row.summary === FAILURE],
      ['in progress', (row) => row.status === 'in-progress'],
      [day, isOnDay(day)],
      ['15:1', isAfternoon],
    ];
    for (const [search, matches] of searches) {
      for (const [filter, keep] of [
        [{}, () => true],
        [range, isWithin],
      ] as const) {
        const ids = idsOf((row) => matches(row) && keep(row));
        for (const sort of ['startedAt:desc', 'startedAt:asc', 'duration:desc', 'summary:asc']) {
          const all = inOrder(ids, sort);
          const pagination = { total: all.length, totalIsExact: true, sortedNewest: false };
          await expectPages({ ...filter, search, sort }, { all, pages: [1, 2], pagination });
        }
      }
    }
  }, 120_000);

  test.each(['startedAt:desc', 'startedAt:asc'])(
    'a search that finds more than are counted goes through them by %s',
    async (sort) => {
      const all = expected(mentions('updated'), sort);
      expect(all.length).toBeGreaterThan(MOST_COUNTED);
      const pagination = { total: MOST_COUNTED, totalIsExact: false, sortedNewest: false };
      await expectPages({ search: 'updated', sort }, { all, pages: [1, 7, 500], pagination });
    }
  );

  test.each(['duration:asc', 'summary:desc', 'initiatedBy:asc', 'status:asc'])(
    'of a search that finds more than are counted the newest are sorted by %s, and it is said',
    async (sort) => {
      const newest = new Set(expected(mentions('updated')).slice(0, MOST_COUNTED));
      const all = inOrder(newest, sort);
      const pagination = { total: MOST_COUNTED, totalIsExact: false, sortedNewest: true };
      await expectPages({ search: 'updated', sort }, { all, pages: [1, 7, 500], pagination });
    }
  );

  test('a page that no result is on is empty, and has the totals of the others', async () => {
    const found = await list({ search: 'updated 31 entries', page: '400' });
    const all = expected(mentions('updated 31 entries'));
    expect(found).toMatchObject({ ids: [], total: all.length, totalIsExact: true });
  });

  const exported = async (filter: Partial<SessionFilter>) => {
    const sessions = new Map<number, number>();
    let last = 0;
    for await (const part of store.export({ timeZone: 'UTC', locale: 'en', ...filter })) {
      if ('session' in part) sessions.set((last = part.session.id), 0);
      else sessions.set(last, (sessions.get(last) ?? 0) + part.lines.length);
    }
    return sessions;
  };

  test('an export of a search has each match once, newest first, with all its lines', async () => {
    const found = await exported({ search: 'updated 31 entries' });
    expect([...found.keys()]).toEqual(expected(mentions('updated 31 entries')));
    expect(new Set(found.values())).toEqual(new Set([5]));
  });

  test('an export of a tab and a range has every session of it', async () => {
    const [from, to] = [dayOf(rows[6_000]), dayOf(rows[12_000])];
    const all = expected(
      (row) => row.event_type === 'webhook' && dayOf(row) >= from && dayOf(row) <= to
    );
    expect([...(await exported({ eventType: 'webhook', from, to })).keys()]).toEqual(all);
  });

  test('an export of everything has each session once, newest first', async () => {
    expect([...(await exported({})).keys()]).toEqual(expected(() => true));
  });

  describe('and one with 100,000 lines', () => {
    const all = Array.from({ length: LONG_SESSION_ENTRIES }, (_, index) => index + 1);
    const longId = () => Math.max(...rows.map(({ id }) => id));

    test('has an outline with the level of each', async () => {
      const outline = await store.entries.outline(longId(), 0);
      const levels = all.map((sequence) => (sequence % 100 === 0 ? 'w' : 'i')).join('');
      expect(outline).toEqual({ last: LONG_SESSION_ENTRIES, levels });
      expect(await store.entries.outline(longId(), 99_995)).toEqual({
        last: LONG_SESSION_ENTRIES,
        levels: 'iiiiw',
      });
      const beyond = await store.entries.outline(longId(), LONG_SESSION_ENTRIES + 5);
      expect(beyond).toEqual({ last: LONG_SESSION_ENTRIES, levels: '' });
    });

    test('has the numbers of the lines that a search finds', async () => {
      const found = await store.entries.matches(longId(), {
        search: LONG_SESSION_NEEDLE.text.toUpperCase(),
      });
      const numbers = all.filter((sequence) => sequence % LONG_SESSION_NEEDLE.every === 1);
      expect(found).toEqual({
        last: LONG_SESSION_ENTRIES,
        matches: numbers.map((sequence) => [sequence, sequence]),
      });
      expect((await store.entries.matches(longId(), { search: 'no such text' }))?.matches).toEqual(
        []
      );
      const other = await store.entries.matches(longId(), { search: 'updated' });
      expect(other?.matches.slice(0, 2)).toEqual([
        [2, 5_000],
        [5_002, 10_000],
      ]);
    });

    test('has any of its lines by their numbers', async () => {
      const ranges = [
        { first: 99_999, last: 100_050 },
        { first: 7, last: 9 },
        { first: 50_000, last: 50_000 },
      ];
      const found = await store.entries.byNumbers(longId(), ranges);
      const numbers = found?.map(({ sequence }) => sequence);
      expect(numbers).toEqual([7, 8, 9, 50_000, 99_999, 100_000]);
    });
  });

  test('one session more than are counted makes the total "10,000+"', async () => {
    await seedSession(store, { eventType: 'webhook', startedAt: Date.now() });
    expect(await list({ eventType: 'webhook', page: '100', pageSize: '100' })).toMatchObject({
      total: MOST_COUNTED,
      totalIsExact: false,
      pageCount: 100,
    });
  });

  test('clearing what a filter matches leaves the others, with their lines', async () => {
    const [from, to] = [dayOf(rows[6_000]), dayOf(rows[7_000])];
    const filter = { eventType: 'upload', from, to, timeZone: 'UTC', locale: 'en' } as const;
    const cleared = expected(
      (row) => row.event_type === 'upload' && dayOf(row) >= from && dayOf(row) <= to
    );
    expect(await store.sessions.clear(filter)).toBe(cleared.length);
    expect((await list({ ...filter })).total).toBe(0);
    expect((await list({ eventType: 'upload' })).total).toBe(MOST_COUNTED - cleared.length);
    const lines = await app.knex('localazy_activity_entries').whereIn('session_id', cleared);
    expect(lines).toEqual([]);
  });

  describe('with sessions that were stored in another order than they started', () => {
    const TWINS = { initiatedBy: 'Twin', summary: 'Seen on 2026-03-17' };
    const SEEN_AT = Date.UTC(2026, 2, 17, 12);
    let earlier: number;
    let later: number;

    beforeAll(async () => {
      later = await seedSession(store, { ...TWINS, startedAt: SEEN_AT + 1_000 });
      earlier = await seedSession(store, { ...TWINS, startedAt: SEEN_AT });
    });

    test.each(SORTS)('equals by %s follow each other by their start', async (sort) => {
      const twins = sort.endsWith(':asc') ? [earlier, later] : [later, earlier];
      expect((await list({ initiatedBy: 'Twin', sort })).ids).toEqual(twins);
      expect((await list({ search: 'twin', sort })).ids).toEqual(twins);
    });

    test('one that a search finds by its summary and by its start is there once', async () => {
      const found = await list({ search: '2026-03-17', initiatedBy: 'Twin' });
      expect(found).toMatchObject({ ids: [later, earlier], total: 2 });
    });
  });
};
