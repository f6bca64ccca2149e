import type { SortOrder } from '../../shared/contracts';
import type { Range } from '../domain/ranges';
import type { Database } from './database';
import { pause } from './pause';
import { narrow, type Narrowing } from './session-filter';
import type { Search } from './session-search';
import type { Walks } from './walk';

/** Rows looked at in one statement: well below 50 ms where the disk isn't slow. */
const ROWS_PER_WINDOW = 20_000;

export interface Scan {
  narrowing: Narrowing;
  search: Search;
  order: SortOrder;
}

const finite = (instant: number) => (Number.isFinite(instant) ? instant : undefined);

const within = (narrowing: Narrowing, { from, to }: Range): Narrowing => ({
  ...narrowing,
  from: finite(from),
  to: finite(to),
});

/** Looking at all sessions in the order of their starts, a window of a bounded number at a time. */
export const createScans = ({ sessions }: Database, { placeAfter }: Walks) => {
  /** The start of the row that no longer fits a window; undefined where all do. */
  const border = async (narrowing: Narrowing, order: SortOrder): Promise<number | undefined> => {
    const walk = { narrowing, sort: { field: 'startedAt', order } as const };
    const place = await placeAfter(walk, ROWS_PER_WINDOW + 1);
    return place ? Number(place[0]) : undefined;
  };

  /** Spans of starts that follow each other and hold every row between them; rows that started at once stay together. */
  async function* windows({ narrowing, order }: Scan): AsyncGenerator<Range> {
    let { from = -Infinity, to = Infinity } = narrowing;
    let at = await border(narrowing, order);
    while (at !== undefined) {
      yield order === 'asc' ? { from, to: at + 1 } : { from: at, to };
      if (order === 'asc') from = at + 1;
      else to = at;
      await pause();
      at = await border(within(narrowing, { from, to }), order);
    }
    yield { from, to };
  }

  /** Ids of the rows of a window that the search finds, in order. */
  const hits = (scan: Scan, span: Range, limit: number): Promise<number[]> => {
    const { sql, bindings } = scan.search(span);
    const ordered = ['started_at', 'id'].map((column) => ({ column, order: scan.order }));
    return narrow(sessions(), within(scan.narrowing, span))
      .whereRaw(sql, bindings)
      .orderBy(ordered)
      .limit(limit)
      .pluck('id');
  };

  return {
    /** Starts of the oldest and the newest session; null where there is none. */
    async ends() {
      const [[earliest], [latest]] = await Promise.all(
        (['asc', 'desc'] as const).map((order) =>
          sessions().orderBy('started_at', order).limit(1).pluck('started_at')
        )
      );
      return earliest === undefined || latest === undefined
        ? null
        : { earliest: Number(earliest), latest: Number(latest) };
    },

    /** Ids of what the search finds, in order, window by window, each at most `room()` long. */
    async *found(scan: Scan, room: () => number): AsyncGenerator<number[]> {
      for await (const span of windows(scan)) yield await hits(scan, span, room());
    },
  };
};
