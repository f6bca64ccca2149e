import type { Knex } from 'knex';
import {
  eventTypeSchema,
  type EventType,
  type ExportQuery,
  type SessionStatus,
  type SortField,
} from '../../shared/contracts';
import { dayRange } from '../domain/day-range';
import { statusColumns } from './rows';

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

/** True where other rows of a tab are left out. */
export const isNarrowed = ({ status, from, to }: Narrowing): boolean =>
  status !== undefined || from !== undefined || to !== undefined;

export const isOfAllTabs = ({ eventTypes }: Narrowing): boolean =>
  eventTypes.length === eventTypeSchema.options.length;

/** Lets only the rows through that the narrowing does. The index of an order has the status in one of two forms. */
export const narrow = (
  query: Knex.QueryBuilder,
  { eventTypes, status, from, to }: Partial<Narrowing>,
  order: SortField
): Knex.QueryBuilder => {
  if (eventTypes) query.whereIn('event_type', eventTypes);
  if (status && order === 'status') {
    query.where('status_order', statusColumns(status).status_order);
  } else if (status) query.where({ status });
  if (from !== undefined) query.where('started_at', '>=', from);
  if (to !== undefined) query.where('started_at', '<', to);
  return query;
};
