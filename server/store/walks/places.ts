import type { SortOrder } from '../../../shared/contracts';
import type { Value } from '../database/condition';

/** The values that a row is ordered by: where it stands among all others, also among those to come. */
export type Place = Value[];

/** PostgreSQL and MySQL answer a bigint as text; the other columns of an order hold ASCII, which sorts the same everywhere. */
const NUMBERS = new Set(['status_order', 'started_at', 'duration_ms', 'id']);

/** A row as a driver answers it; bytes stand for the sort key that spells them. */
type OrderedRow = Record<string, Value | Buffer>;

const spelled = (value: Value | Buffer): Value =>
  Buffer.isBuffer(value) ? value.toString('hex') : value;

/** Where rows that have these columns stand. */
export const placesOf = (rows: OrderedRow[], columns: string[]): Place[] => {
  const readers = columns.map((column) => ({ column, isNumber: NUMBERS.has(column) }));
  return rows.map((row) =>
    readers.map(({ column, isNumber }) => (isNumber ? Number(row[column]) : spelled(row[column])))
  );
};

export const areEqual = (a: Place, b: Place): boolean =>
  a.every((value, index) => value === b[index]);

/** The values that two places begin with, all but the last; none where one is missing. */
export const sharedStart = (a: Place = [], b: Place = []): Place => {
  const at = a.findIndex((value, index) => value !== b[index] || index === a.length - 1);
  return a.slice(0, Math.max(0, at));
};

/** Compares places of the same columns, for a sort. */
export const inOrder =
  (order: SortOrder) =>
  (a: Place, b: Place): number => {
    for (let at = 0; at < a.length; at += 1) {
      if (a[at] !== b[at]) return a[at] < b[at] === (order === 'asc') ? -1 : 1;
    }
    return 0;
  };
