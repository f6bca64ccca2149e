import type { Knex } from 'knex';
import type { SortOrder } from '../../../shared/contracts';
import type { Range } from '../../domain/ranges';
import { chunksOf } from '../pace/chunks';
import type { Database } from '../database/database';
import { pause } from '../pace/pause';
import { indexByStart, narrow, toNarrowing, type SessionFilter } from '../filters/session-filter';
import { createSearch, hitsWithin, rangesWithin, type Search } from './session-search';
import type { Walks } from '../walks/walk';
import { byStart, within, type Span, type Windows } from '../walks/windows';

const RANGES_PER_STATEMENT = 50;

/** Where there is no session yet, there is no time to be parted. */
const NO_TIME = { earliest: 0, latest: 0 };

export interface Scan extends Span {
  search: Search;
}

interface Started {
  started_at: number | string;
}

const startsOf = (rows: Started[]) => rows.map(({ started_at }) => Number(started_at));

const sorted = (starts: number[], order: SortOrder) =>
  starts.sort(order === 'asc' ? (a, b) => a - b : (a, b) => b - a);

/** Looking at all sessions in the order of their starts, a window of a bounded number at a time. */
export const createScans = (
  { knex, dialect, sessions, sessionsBy }: Database,
  walks: Walks,
  windows: Windows
) => {
  /** Starts of the rows that meet the search's condition, in order. Reads nothing but the index of the searched texts. */
  const byCondition = async (scan: Scan, span: Range, limit: number): Promise<number[]> => {
    const { sql, bindings } = scan.search.condition;
    const rows: Started[] = await narrow(
      sessionsBy('by_text').select('started_at'),
      within(scan.narrowing, span),
      'status'
    )
      .whereRaw(sql, bindings)
      .orderBy('started_at', scan.order)
      .limit(limit);
    return startsOf(rows);
  };

  /** Starts of the first rows of a range, in order. */
  const ofRange = async (scan: Scan, range: Range, limit: number): Promise<number[]> =>
    startsOf(await walks.placesOn(byStart(within(scan.narrowing, range), scan.order), {}, limit));

  /** Starts of all rows of several ranges. */
  const ofRanges = async (scan: Scan, ranges: Range[]): Promise<number[]> => {
    const starts: number[] = [];
    for (const some of chunksOf(ranges, RANGES_PER_STATEMENT)) {
      const each = some.map((range) =>
        narrow(
          sessionsBy(indexByStart(scan.narrowing)).select('started_at'),
          within(scan.narrowing, range)
        )
      );
      starts.push(...startsOf(await knex.unionAll(each)));
      await pause();
    }
    return sorted(starts, scan.order);
  };

  /**
   * When the hits of a span started, in order: a start stands for its row, as no index has the row's
   * id on PostgreSQL. One that several hits share comes as often.
   */
  const hits = async (scan: Scan, span: Range, limit: number): Promise<number[]> => {
    const ranges = rangesWithin(scan.search.ranges, span);
    const [first, ...more] = ranges;
    if (!first) return byCondition(scan, span, limit);
    const inRanges =
      more.length === 0 ? await ofRange(scan, first, limit) : await ofRanges(scan, ranges);
    const isWhole = first.from === span.from && first.to === span.to;
    if (isWhole || inRanges.length >= limit) return inRanges.slice(0, limit);
    const known = new Set(inRanges);
    const others = (await byCondition(scan, span, limit)).filter((start) => !known.has(start));
    return sorted([...inRanges, ...others], scan.order).slice(0, limit);
  };

  /** Starts of the oldest and the newest session; null where there is none. */
  const ends = async () => {
    const [[earliest], [latest]] = await Promise.all(
      (['asc', 'desc'] as const).map((order) =>
        sessions().orderBy('started_at', order).limit(1).pluck('started_at')
      )
    );
    return earliest === undefined || latest === undefined
      ? null
      : { earliest: Number(earliest), latest: Number(latest) };
  };

  return {
    ends,

    /** What there is to look at for a filter; null where it searches for nothing. */
    async scanOf(filter: SessionFilter): Promise<Omit<Scan, 'order'> | null> {
      if (!filter.search) return null;
      const between = await ends();
      const search = await createSearch({ dialect, filter, ends: between });
      return search && { narrowing: toNarrowing(filter), search, ends: between ?? NO_TIME };
    },

    /** When what the search finds started, in order, window by window, each at most `room()` long. */
    async *found(scan: Scan, room: () => number): AsyncGenerator<number[]> {
      for await (const span of windows.harmless(scan)) yield await hits(scan, span, room());
    },

    /** The same to the last one, in parts of a bounded number. */
    async *foundToTheLast(scan: Scan): AsyncGenerator<number[]> {
      for await (const span of windows.ofRows(scan)) {
        yield await hits(scan, span, Number.MAX_SAFE_INTEGER);
      }
    },

    /** A query for the hits among the rows that started at these instants. */
    rowsAt({ narrowing, search }: Scan, starts: number[]): Knex.QueryBuilder {
      const span = { from: Math.min(...starts), to: Math.max(...starts) + 1 };
      const { sql, bindings } = hitsWithin(search, span);
      return narrow(sessionsBy(indexByStart(narrowing)), narrowing)
        .whereIn('started_at', [...new Set(starts)])
        .whereRaw(sql, bindings);
    },
  };
};

export type Scans = ReturnType<typeof createScans>;
