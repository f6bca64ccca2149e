import type { Knex } from 'knex';
import type { ExportQuery } from '../../shared/contracts';
import { startedAtRanges } from '../domain/date-search';
import { dayRange } from '../domain/day-range';
import { normaliseForSearch } from '../domain/search-text';
import { statusesMatching } from '../domain/status-search';
import type { Condition, Dialect } from './dialect';

/** What a list or an export is narrowed to. */
export type SessionFilter = ExportQuery;

/** Narrows by tab, status and days: what the indexes answer. */
export const narrow = (query: Knex.QueryBuilder, filter: SessionFilter): Knex.QueryBuilder => {
  const { from, to } = dayRange(filter);
  if (filter.eventType) query.where('event_type', filter.eventType);
  if (filter.status) query.where('status', filter.status);
  if (from !== undefined) query.where('started_at', '>=', from);
  if (to !== undefined) query.where('started_at', '<', to);
  return query;
};

interface SearchOptions {
  dialect: Dialect;
  filter: SessionFilter;
  /** Starts of the oldest and the newest session. */
  earliest: number;
  latest: number;
}

const either = (conditions: Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
  bindings: conditions.flatMap(({ bindings }) => bindings),
});

/** What a search asks of a row; null where it asks nothing. */
export const searchCondition = ({
  dialect,
  filter,
  ...span
}: SearchOptions): Condition | null => {
  const text = normaliseForSearch(filter.search ?? '');
  if (!text || !filter.search) return null;
  return either([
    dialect.contains('summary_text', text),
    dialect.contains('initiated_by_text', text),
    ...[...statusesMatching(text, filter.locale)].map((status) => ({
      sql: 'status = ?',
      bindings: [status],
    })),
    ...startedAtRanges(filter.search, { ...filter, ...span }).map(({ from, to }) => ({
      sql: '(started_at >= ? and started_at < ?)',
      bindings: [from, to],
    })),
  ]);
};
