import type { Knex } from 'knex';
import {
  eventTypeSchema,
  type EventType,
  type ExportQuery,
  type SessionStatus,
} from '../../../shared/contracts';
import type { SessionIndex } from '../../content-types/tables';
import { dayRange } from '../../domain/day-range';
import { statusColumns } from '../database/rows';

/** What a list or an export is narrowed to, and by what it's searched. */
export type SessionFilter = ExportQuery;

/** What the indexes answer of a filter. */
export interface Narrowing {
  /** Each has its own part of every index. */
  eventTypes: readonly EventType[];
  status?: SessionStatus;
  /** Starts, epoch ms: `from <= startedAt < to`. */
  from?: number;
  to?: number;
}

export const toNarrowing = (filter: SessionFilter) => ({
  eventTypes: (filter.eventType
    ? [filter.eventType]
    : eventTypeSchema.options) as readonly EventType[],
  status: filter.status,
  ...dayRange(filter),
});

/** The index that has the starts of what is left. */
export const indexByStart = ({ status }: Narrowing): SessionIndex =>
  status ? 'by_status' : 'by_start';

export const isOfAllTabs = ({ eventTypes }: Narrowing): boolean =>
  eventTypes.length === eventTypeSchema.options.length;

/**
 * Lets only the rows through that the narrowing does. An order's index has the status as a number;
 * that of the searched texts has its name.
 */
export const narrow = (
  query: Knex.QueryBuilder,
  { eventTypes, status, from, to }: Partial<Narrowing>,
  statusColumn: 'status' | 'status_order' = 'status_order'
): Knex.QueryBuilder => {
  if (eventTypes) query.whereIn('event_type', eventTypes);
  if (status) query.where(statusColumn, statusColumns(status)[statusColumn]);
  if (from !== undefined) query.where('started_at', '>=', from);
  if (to !== undefined) query.where('started_at', '<', to);
  return query;
};
