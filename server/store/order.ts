import type { Knex } from 'knex';
import type { Sort, SortField } from '../../shared/contracts';
import type { SessionRow } from './rows';

/** What a column of the table sorts by. */
const SORT_COLUMNS: Record<SortField, keyof SessionRow> = {
  status: 'status',
  startedAt: 'started_at',
  duration: 'duration_ms',
  initiatedBy: 'initiated_by_key',
  summary: 'summary_key',
};

/** Equals follow their start and at last their id in the same direction, as the indexes do. */
export const sortColumns = ({ field }: Pick<Sort, 'field'>): (keyof SessionRow)[] => [
  ...new Set<keyof SessionRow>([SORT_COLUMNS[field], 'started_at', 'id']),
];

export const inOrder = (query: Knex.QueryBuilder, { field, order }: Sort) =>
  query.orderBy(sortColumns({ field }).map((column) => ({ column, order })));
