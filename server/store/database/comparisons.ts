import type { SortOrder } from '../../../shared/contracts';
import type { Condition, Value } from './condition';

/**
 * Where a row stands beside a place in the order of `columns`, which all go the same way. Written so
 * that the database looks it up in an index.
 */
export interface Comparisons {
  /** The row comes after `place`. */
  past(columns: string[], place: Value[], order: SortOrder): Condition;
  /** The row comes at `place` or after it. */
  from(columns: string[], place: Value[], order: SortOrder): Condition;
  /** The row comes before or at `place`. */
  upTo(columns: string[], place: Value[], order: SortOrder): Condition;
}

const PAST = { asc: '>', desc: '<' };
const BEFORE = { asc: '<', desc: '>' };

const byRow = (columns: string[], sign: string, place: Value[]): Condition => ({
  sql: `(${columns.join(', ')}) ${sign} (${columns.map(() => '?').join(', ')})`,
  bindings: place,
});

/** The same where equal rows don't count, or do (`isInclusive`). MySQL and MariaDB read the whole table for a comparison of rows, but not for this. */
const byColumn = (
  columns: string[],
  sign: string,
  place: Value[],
  isInclusive: boolean
): Condition => ({
  sql: `(${columns
    .map((column, index) => {
      const isLast = index === columns.length - 1;
      const equals = columns.slice(0, index).map((equal) => `${equal} = ?`);
      return [...equals, `${column} ${sign}${isLast && isInclusive ? '=' : ''} ?`].join(' and ');
    })
    .join(' or ')})`,
  bindings: columns.flatMap((_, index) => place.slice(0, index + 1)),
});

const ONE_AHEAD = { asc: -1, desc: 1 };

/** The place that's next ahead of another: the last value of each is a whole number. */
const nextAhead = (place: Value[], order: SortOrder): Value[] => [
  ...place.slice(0, -1),
  Number(place[place.length - 1]) + ONE_AHEAD[order],
];

/**
 * Rows are compared as a whole. PostgreSQL goes on from all values of such a condition only where equal
 * rows don't count, if something else is asked of one of the columns: so `from` is `past` what's ahead.
 */
export const comparedByRow: Comparisons = {
  past: (columns, place, order) => byRow(columns, PAST[order], place),
  from: (columns, place, order) => byRow(columns, PAST[order], nextAhead(place, order)),
  upTo: (columns, place, order) => byRow(columns, `${BEFORE[order]}=`, place),
};

/** Rows are compared column by column. */
export const comparedByColumn: Comparisons = {
  past: (columns, place, order) => byColumn(columns, PAST[order], place, false),
  from: (columns, place, order) => byColumn(columns, PAST[order], place, true),
  upTo: (columns, place, order) => byColumn(columns, BEFORE[order], place, true),
};
