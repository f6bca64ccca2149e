import {
  DEFAULT_SORT,
  MAX_DB_INTEGER,
  MAX_RESULTS,
  type ContentEntries,
  type SessionFilter,
  type SortOrder,
} from '../../../shared/contracts';
import { startedAtRanges } from '../../domain/date-search';
import { intersect, isEmpty, type Range } from '../../domain/ranges';
import { normaliseForSearch } from '../../domain/search-text';
import { statusesMatching } from '../../domain/status-search';
import { DAY_MS } from '../../domain/zone-offsets';
import type { Database } from '../database/database';
import type { Condition } from '../database/dialect';
import { applyFilter, filterOfEachTab, toRowFilter, withinRange, type RowFilter } from './filter';
import { filterIndex, orderBy } from './order';
import type { ContentStore } from '../content';

/** What is looked for: of the sessions with a line about some content, or of all, those that match the filter, and whatever started within one of the ranges. */
export interface Search {
  filter: RowFilter;
  /** Epoch ms, sorted and disjoint. */
  ranges: Range[];
  entry?: ContentEntries;
}

export interface Hit {
  id: number;
  startedAt: number;
}

interface HitRow {
  id: number;
  started_at: number | string;
}

const toHit = ({ id, started_at }: HitRow): Hit => ({ id, startedAt: Number(started_at) });

/** Rows that are searched in one statement on SQLite, which holds the event loop for about five milliseconds by it. */
const ROWS_PER_STEP = 25_000;

/** Rows whose ids are read in one statement, where all are. */
const IDS_PER_STEP = 2_000;

const RANGES_PER_STATEMENT = 20;

const EVERY_START: Range = { from: 0, to: Number.MAX_SAFE_INTEGER };

const either = (conditions: Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
  bindings: conditions.flatMap(({ bindings }) => bindings),
});

const startedWithin = ({ from, to }: Range): Condition => ({
  sql: '(started_at >= ? and started_at < ?)',
  bindings: [from, to],
});

const byStart = (order: SortOrder) => (a: Hit, b: Hit) =>
  order === 'asc'
    ? a.startedAt - b.startedAt || a.id - b.id
    : b.startedAt - a.startedAt || b.id - a.id;

/** The hits of both lists, each once, in order. */
const merge = (some: Hit[], others: Hit[], order: SortOrder): Hit[] => {
  if (others.length === 0) return some;
  const byId = new Map([...some, ...others].map((hit) => [hit.id, hit]));
  return [...byId.values()].sort(byStart(order));
};

export const createSessionSearch = (
  { dialect, scan, unionAll, sessionsBy, sessionsByIds }: Database,
  content: ContentStore
) => {
  const rowsOf = (filter: RowFilter) =>
    applyFilter(filter.ids ? sessionsByIds(filter.ids) : sessionsBy(filterIndex(filter)), filter);

  /** The start of the row that is `rows` after a span's beginning, in order; null where there are fewer. */
  const startAfter = async (given: RowFilter, within: Range, order: SortOrder, rows: number) => {
    const filter = withinRange({ ...given, search: undefined }, within);
    const starts = filterOfEachTab(filter).map((ofTab) =>
      rowsOf(ofTab).select('started_at').orderBy('started_at', order)
    );
    const ordered =
      starts.length === 1
        ? starts[0]
        : unionAll(starts.map((ofTab) => ofTab.limit(rows + 1))).orderBy('started_at', order);
    const [start]: (number | string)[] = await ordered.offset(rows).limit(1).pluck('started_at');
    return start === undefined ? null : Number(start);
  };

  /** The starts that a text names as dates, within those of the rows; one that a wrong clock set far ahead is ignored. */
  const rangesOf = async (text: string, filter: SessionFilter): Promise<Range[]> => {
    const rowFilter = toRowFilter(filter);
    const earliest = await startAfter(rowFilter, EVERY_START, 'asc', 0);
    const latest = await startAfter(rowFilter, EVERY_START, 'desc', 0);
    if (earliest === null || latest === null) return [];
    const bounds = { earliest, latest: Math.min(latest, Date.now() + DAY_MS) };
    return startedAtRanges(text, { ...filter, ...bounds });
  };

  /** Understands the search of a filter; null where it has none, nor an entry. */
  const parse = async (filter: SessionFilter): Promise<Search | null> => {
    const { entry } = filter;
    const text = normaliseForSearch(filter.search ?? '');
    if (!text || !filter.search) {
      return entry ? { filter: toRowFilter(filter), ranges: [], entry } : null;
    }
    const search = either([
      dialect.contains('summary_text', text),
      dialect.contains('initiated_by_text', text),
      ...[...statusesMatching(text, filter.locale)].map((status) => ({
        sql: 'status = ?',
        bindings: [status],
      })),
    ]);
    const ranges = await rangesOf(filter.search, filter);
    return { filter: { ...toRowFilter(filter), search }, ranges, entry };
  };

  /** Rows that the filter matches, in the order of their start. */
  const byFilter = async (filter: RowFilter, order: SortOrder, limit: number) => {
    const rows = rowsOf(filter).select('id', 'started_at');
    const found: HitRow[] = await orderBy(rows, { ...DEFAULT_SORT, order }).limit(limit);
    return found.map(toHit);
  };

  /** Rows that started within one of the ranges, which are asked for in groups, each between its ends. */
  const byRanges = async (filter: RowFilter, all: Range[], order: SortOrder, limit: number) => {
    const hits: Hit[] = [];
    for (let first = 0; first < all.length; first += RANGES_PER_STATEMENT) {
      const ranges = all.slice(first, first + RANGES_PER_STATEMENT);
      const span = { from: ranges[0].from, to: ranges[ranges.length - 1].to };
      const search = either(ranges.map(startedWithin));
      hits.push(...(await byFilter(withinRange({ ...filter, search }, span), order, limit)));
    }
    return hits;
  };

  /** The first `limit` hits that started within a span, in the order of their start. */
  const hitsWithin = async (search: Search, within: Range, order: SortOrder, limit: number) => {
    const ranges = search.ranges
      .map((range) => intersect(range, within))
      .filter((range) => !isEmpty(range));
    const filter = withinRange(search.filter, within);
    const hits = await byFilter(filter, order, limit);
    const others = ranges.length > 0 ? await byRanges(filter, ranges, order, limit) : [];
    return merge(hits, others, order).slice(0, limit);
  };

  /** Spans of starts, in order, of about as many rows each: those that start at one instant are in one. */
  async function* steps(filter: RowFilter, order: SortOrder, rows: number): AsyncGenerator<Range> {
    let rest = EVERY_START;
    for (;;) {
      const start = await scan(() => startAfter(filter, rest, order, rows));
      if (start === null) return yield rest;
      const border = order === 'asc' ? Math.max(start, rest.from + 1) : start;
      const [older, newer] = [
        { from: rest.from, to: border },
        { from: border, to: rest.to },
      ];
      yield order === 'asc' ? older : newer;
      rest = order === 'asc' ? newer : older;
    }
  }

  const hitsAmong = (search: Search, ids: number[], order: SortOrder) =>
    hitsWithin({ ...search, filter: { ...search.filter, ids } }, EVERY_START, order, ids.length);

  /** All hits, newest first. */
  async function* hitsInSteps(search: Search): AsyncGenerator<Hit[]> {
    if (search.entry) {
      for await (const ids of content.sessionIds(search.entry, IDS_PER_STEP)) {
        yield await scan(() => hitsAmong(search, ids, 'desc'));
      }
      return;
    }
    for await (const step of steps(search.filter, 'desc', IDS_PER_STEP)) {
      yield await scan(() => hitsWithin(search, step, 'desc', MAX_DB_INTEGER));
    }
  }

  return {
    parse,

    /** The search as one filter; null where it has to be read in steps, or has too many ranges to ask each row for them. */
    toFilter({ filter, ranges, entry }: Search): RowFilter | null {
      if (dialect.synchronous || ranges.length > 1 || entry) return null;
      const conditions = ranges.map(startedWithin);
      return {
        ...filter,
        search: either([...(filter.search ? [filter.search] : []), ...conditions]),
      };
    },

    /** The ids of all sessions that a filter and its search match, newest first, at most `size` at a time. */
    async *ids(filter: SessionFilter, size: number): AsyncGenerator<number[]> {
      const search = (await parse(filter)) ?? { filter: toRowFilter(filter), ranges: [] };
      for await (const hits of hitsInSteps(search)) {
        for (let first = 0; first < hits.length; first += size) {
          yield hits.slice(first, first + size).map(({ id }) => id);
        }
      }
    },

    /** The first hits in the order of their start: MAX_RESULTS + 1 where there are more. */
    async first(search: Search, order: SortOrder): Promise<Hit[]> {
      const enough = MAX_RESULTS + 1;
      if (search.entry) {
        for await (const ids of content.sessionIds(search.entry, enough)) {
          return scan(() => hitsAmong(search, ids, order));
        }
        return [];
      }
      if (!dialect.synchronous) return scan(() => hitsWithin(search, EVERY_START, order, enough));
      const hits: Hit[] = [];
      for await (const step of steps(search.filter, order, ROWS_PER_STEP)) {
        const room = enough - hits.length;
        hits.push(...(await scan(() => hitsWithin(search, step, order, room))));
        if (hits.length >= enough) break;
      }
      return hits;
    },
  };
};

export type SessionSearch = ReturnType<typeof createSessionSearch>;
