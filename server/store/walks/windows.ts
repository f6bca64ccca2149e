import type { SortOrder } from '../../../shared/contracts';
import { evenParts, type Range } from '../../domain/ranges';
import type { Database } from '../database/database';
import { pause } from '../pace/pause';
import type { Narrowing } from '../filters/session-filter';
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

/** Looking at many sessions by parts. */
export const createWindows = (
  { dialect }: Pick<Database, 'dialect'>,
  walks: Walks,
  { rowsPerWindow = ROWS_PER_WINDOW } = {}
) => {
  /** The start of the row that no longer fits a window; undefined where all do. */
  const borderOf = async (narrowing: Narrowing, order: SortOrder, rows: number) => {
    const place = await walks.placeAt(byStart(narrowing, order), rows + 1);
    return place ? Number(place[0]) : undefined;
  };

  /**
   * Spans of starts that follow each other and hold every row between them, at most `rows` each; rows
   * that started at once stay together.
   */
  async function* ofRows({ narrowing, order }: Span, rows = rowsPerWindow): AsyncGenerator<Range> {
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
    const at = await borderOf(narrowing, order, rowsPerWindow);
    if (at === undefined) {
      yield { from, to };
      return;
    }
    const isAscending = order === 'asc';
    yield isAscending ? { from, to: at + 1 } : { from: at, to };
    const rest = isAscending ? { from: at + 1, to } : { from, to: at };
    const slices = evenParts(rest, { from: ends.earliest, to: ends.latest }, SLICES);
    for (const slice of isAscending ? slices : slices.reverse()) yield slice;
  }

  return {
    ofRows,
    /** However many rows each holds, looking at it takes nothing from the host. */
    harmless: (span: Span, rows?: number) =>
      dialect.synchronous ? ofRows(span, rows) : inSlices(span),
  };
};

export type Windows = ReturnType<typeof createWindows>;
