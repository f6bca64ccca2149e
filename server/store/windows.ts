import type { SortOrder } from '../../shared/contracts';
import type { Range } from '../domain/ranges';
import type { Database } from './database';
import { pause } from './pause';
import type { Narrowing } from './session-filter';
import type { Walks } from './walk';

/** Rows looked at in one statement: a few milliseconds' worth, as on SQLite it holds the event loop meanwhile. */
const ROWS_PER_WINDOW = 20_000;

/** Where a statement holds nobody, windows are there to stop early, and for that a few will do. */
const SLICES = 8;

/** Sessions to be looked at in the order of their starts. */
export interface Span {
  narrowing: Narrowing;
  order: SortOrder;
  /** Starts of the oldest and the newest session there is. */
  ends: { earliest: number; latest: number };
}

const finite = (instant: number) => (Number.isFinite(instant) ? instant : undefined);

export const within = (narrowing: Narrowing, { from, to }: Range): Narrowing => ({
  ...narrowing,
  from: finite(from),
  to: finite(to),
});

export const byStart = (narrowing: Narrowing, order: SortOrder) =>
  ({ narrowing, sort: { field: 'startedAt', order } }) as const;

/** Instants that part the time of the sessions evenly. */
const bordersOf = ({ from, to }: Range, { earliest, latest }: Span['ends']): number[] => {
  const [first, last] = [Math.max(from, earliest), Math.min(to, latest)];
  return Array.from({ length: SLICES - 1 }, (_, index) =>
    Math.ceil(first + ((last - first) * (index + 1)) / SLICES)
  ).filter((border, index, borders) => border > first && border !== borders[index - 1]);
};

/** Parts of a range that hold all of it, one after the other. */
const slicesOf = ({ from, to }: Range, ends: Span['ends'], order: SortOrder): Range[] => {
  const borders = [from, ...bordersOf({ from, to }, ends), to];
  const slices = borders.slice(1).map((end, index) => ({ from: borders[index], to: end }));
  return order === 'asc' ? slices : slices.reverse();
};

/** Looking at many sessions by parts. */
export const createWindows = ({ dialect }: Pick<Database, 'dialect'>, walks: Walks) => {
  /** The start of the row that no longer fits a window; undefined where all do. */
  const borderOf = async (narrowing: Narrowing, order: SortOrder, rows: number) => {
    const place = await walks.placeAt(byStart(narrowing, order), rows + 1);
    return place ? Number(place[0]) : undefined;
  };

  /**
   * Spans of starts that follow each other and hold every row between them, at most `rows` each; rows
   * that started at once stay together.
   */
  async function* ofRows(
    { narrowing, order }: Span,
    rows = ROWS_PER_WINDOW
  ): AsyncGenerator<Range> {
    let { from = -Infinity, to = Infinity } = narrowing;
    let at = await borderOf(narrowing, order, rows);
    while (at !== undefined) {
      yield order === 'asc' ? { from, to: at + 1 } : { from: at, to };
      if (order === 'asc') from = at + 1;
      else to = at;
      await pause();
      at = await borderOf(within(narrowing, { from, to }), order, rows);
    }
    yield { from, to };
  }

  /** The same where a statement holds nobody: what doesn't fit a first window is parted by time, as no rows have to be counted for that. */
  async function* inSlices({ narrowing, order, ends }: Span): AsyncGenerator<Range> {
    const { from = -Infinity, to = Infinity } = narrowing;
    const at = await borderOf(narrowing, order, ROWS_PER_WINDOW);
    if (at === undefined) {
      yield { from, to };
      return;
    }
    const isAscending = order === 'asc';
    yield isAscending ? { from, to: at + 1 } : { from: at, to };
    const rest = isAscending ? { from: at + 1, to } : { from, to: at };
    for (const slice of slicesOf(rest, ends, order)) yield slice;
  }

  return {
    ofRows,
    /** However many rows each holds, looking at it takes nothing from the host. */
    harmless: (span: Span, rows?: number) =>
      dialect.synchronous ? ofRows(span, rows) : inSlices(span),
  };
};

export type Windows = ReturnType<typeof createWindows>;
