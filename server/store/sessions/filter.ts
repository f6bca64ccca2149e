import type { Knex } from 'knex';
import {
  eventTypeSchema,
  sessionStatusSchema,
  type EventType,
  type SessionFilter,
  type SessionStatus,
} from '../../../shared/contracts';
import { dayRange } from '../../domain/day-range';
import { searchableText } from '../../domain/stored-text';
import type { Condition } from '../database/dialect';

/** A filter as the tables know it. */
export interface RowFilter {
  /** Each has its own part of every index. */
  eventTypes: readonly EventType[];
  status?: SessionStatus;
  initiatedByText?: string;
  problems?: true;
  /** Of these sessions alone. */
  ids?: number[];
  /** Starts, epoch ms: `from <= startedAt < to`. */
  from?: number;
  to?: number;
  /** What a search asks of a row. */
  search?: Condition;
}

export const toRowFilter = (filter: SessionFilter): RowFilter => ({
  eventTypes: filter.eventType ? [filter.eventType] : eventTypeSchema.options,
  status: filter.status,
  problems: filter.problems,
  initiatedByText: filter.initiatedBy && searchableText(filter.initiatedBy),
  ...dayRange(filter),
});

/** Whether the filter leaves out some sessions of its tabs. */
export const isFiltered = ({ eventTypes: _, ...rest }: RowFilter): boolean =>
  Object.values(rest).some((value) => value !== undefined);

/** Lets only the rows through that the filter does. */
export const applyFilter = (
  query: Knex.QueryBuilder,
  { eventTypes, status, problems, initiatedByText, from, to, search }: RowFilter
): Knex.QueryBuilder => {
  if (eventTypes.length === 1) query.where('event_type', eventTypes[0]);
  else query.whereIn('event_type', eventTypes);
  if (status) query.where('status', status);
  if (problems) query.where('problems', 1);
  if (initiatedByText) query.where('initiated_by_text', initiatedByText);
  if (from !== undefined) query.where('started_at', '>=', from);
  if (to !== undefined) query.where('started_at', '<', to);
  return search ? query.whereRaw(search.sql, search.bindings) : query;
};

/** The filter for each of its tabs: an index has the order of a tab, not of several. */
export const filterOfEachTab = ({ eventTypes, ...filter }: RowFilter): RowFilter[] =>
  eventTypes.map((eventType) => ({ ...filter, eventTypes: [eventType] }));

export const filterOfEachStatus = (filter: RowFilter): RowFilter[] =>
  sessionStatusSchema.options.map((status) => ({ ...filter, status }));

/** The filter for sessions that started within a range only. */
export const withinRange = (
  filter: RowFilter,
  { from, to }: { from?: number; to?: number }
): RowFilter => ({
  ...filter,
  from: from === undefined ? filter.from : Math.max(from, filter.from ?? from),
  to: to === undefined ? filter.to : Math.min(to, filter.to ?? to),
});
