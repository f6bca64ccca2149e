import type { Knex } from 'knex';
import type { Sort, SortField } from '../../../shared/contracts';
import { sessionSchema } from '../../content-types/session';
import { sessionIndexName, type SessionIndex } from '../../content-types/tables';
import { isFiltered, type RowFilter } from './filter';

/** The column that a sort goes by, and the index that has its order. */
export const SORTS: Record<SortField, { column: string; index: SessionIndex }> = {
  startedAt: { column: 'started_at', index: 'by_start' },
  status: { column: 'status', index: 'by_status' },
  duration: { column: 'duration_ms', index: 'by_duration' },
  initiatedBy: { column: 'initiated_by_text', index: 'by_initiator' },
  summary: { column: 'summary_text', index: 'by_summary' },
};

/** Equal sessions by their start, then by their id: every page shows others. */
export const orderColumns = ({ field }: Sort): string[] => [
  ...new Set([SORTS[field].column, 'started_at', 'id']),
];

/**
 * The whole order of an index within a tab. It is that of a sort, or of the start where a filter gives
 * the column before it, but for sessions that are equal in both. Without the columns that the filter
 * gives, for which MariaDB would sort.
 */
export const indexOrder = (index: SessionIndex, filter: RowFilter): string[] => {
  const name = sessionIndexName(index);
  const [, ...columns] = sessionSchema.indexes.find((own) => own.name === name)?.columns ?? [];
  const given: Record<string, unknown> = {
    status: filter.status,
    problems: filter.problems,
    initiated_by_text: filter.initiatedByText,
  };
  return [...columns.filter((column) => given[column] === undefined), 'id'];
};

export const orderBy = (query: Knex.QueryBuilder, sort: Sort, prefix = ''): Knex.QueryBuilder =>
  query.orderBy(
    orderColumns(sort).map((column) => ({ column: `${prefix}${column}`, order: sort.order }))
  );

/** The index whose rows are just those of the filter, in the order of their start; it holds all columns that a sort goes by. */
export const filterIndex = ({ status, problems, initiatedByText }: RowFilter): SessionIndex => {
  if (status) return 'by_status';
  if (problems) return 'by_problems';
  return initiatedByText ? 'by_initiator' : 'by_start';
};

/** Up to so many rows of a filter, sorting them is faster than reading along the index of the sort. */
const MAX_SORTED = 10_000;

/**
 * The index to read a page by: that of the sort, or that of the filter, whose rows are then sorted.
 * Failed and running sessions are few, and all at one end where a summary or a duration sorts them:
 * along the index of the sort nearly all others might have to be skipped.
 *
 * @param count how many sessions the filter matches, at least
 */
export const pageIndex = (filter: RowFilter, { field }: Sort, count: number): SessionIndex => {
  const { index } = SORTS[field];
  const own = filterIndex(filter);
  if (!isFiltered(filter) || index === own) return index;
  const isRare = filter.status !== undefined && filter.status !== 'completed';
  return field === 'startedAt' || isRare || count <= MAX_SORTED ? own : index;
};
