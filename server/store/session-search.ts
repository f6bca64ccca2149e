import { startedAtRanges } from '../domain/date-search';
import type { Range } from '../domain/ranges';
import { normaliseForSearch } from '../domain/search-text';
import { statusesMatching } from '../domain/status-search';
import type { Condition, Dialect } from './dialect';
import type { SessionFilter } from './session-filter';

/** What a search asks of a row whose start is within `span`; null where it asks nothing of any. */
export type Search = (span: Range) => Condition;

interface SearchOptions {
  dialect: Dialect;
  filter: SessionFilter;
  /** Starts of the oldest and the newest session; null where there is none. */
  ends: { earliest: number; latest: number } | null;
}

const either = (conditions: Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
  bindings: conditions.flatMap(({ bindings }) => bindings),
});

const startedWithin = ({ from, to }: Range): Condition => ({
  sql: '(started_at >= ? and started_at < ?)',
  bindings: [from, to],
});

/** Understands a search text, once for all rows; null where it asks nothing. */
export const createSearch = ({ dialect, filter, ends }: SearchOptions): Search | null => {
  const text = normaliseForSearch(filter.search ?? '');
  if (!text || !filter.search) return null;
  const inEveryRow = [
    dialect.contains('summary_text', text),
    dialect.contains('initiated_by_text', text),
    ...[...statusesMatching(text, filter.locale)].map((status) => ({
      sql: 'status = ?',
      bindings: [status],
    })),
  ];
  const ranges = ends ? startedAtRanges(filter.search, { ...filter, ...ends }) : [];
  return ({ from, to }) =>
    either([
      ...inEveryRow,
      ...ranges.filter((range) => range.from < to && range.to > from).map(startedWithin),
    ]);
};
