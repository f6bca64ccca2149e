import { prepareYears, startedAtRanges } from '../../domain/date-search';
import { intersect, isEmpty, type Range } from '../../domain/ranges';
import { normaliseForSearch } from '../../domain/search-text';
import { statusesMatching } from '../../domain/status-search';
import { DAY_MS } from '../../domain/zone-offsets';
import type { Condition } from '../database/condition';
import type { Dialect } from '../database/dialect';
import { pause } from '../pace/pause';
import type { SessionFilter } from '../filters/session-filter';

/** What a search finds: rows that meet the condition, and whatever started within one of the ranges. */
export interface Search {
  condition: Condition;
  /** Epoch ms, sorted and disjoint. */
  ranges: Range[];
}

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

/** A clock that was wrong once must not move the years that are searched by date out of reach. */
const untilTomorrow = (latest: number) => Math.min(latest, Date.now() + DAY_MS);

const rangesOf = async (search: string, { filter, ends }: SearchOptions): Promise<Range[]> => {
  if (!ends) return [];
  const options = { ...filter, earliest: ends.earliest, latest: untilTomorrow(ends.latest) };
  for (const _year of prepareYears(options)) await pause();
  return startedAtRanges(search, options);
};

/** Understands a search text, once for all rows; null where it asks nothing. */
export const createSearch = async (options: SearchOptions): Promise<Search | null> => {
  const { dialect, filter } = options;
  const text = normaliseForSearch(filter.search ?? '');
  if (!text || !filter.search) return null;
  return {
    condition: either([
      dialect.contains('summary_text', text),
      dialect.contains('initiated_by_text', text),
      ...[...statusesMatching(text, filter.locale)].map((status) => ({
        sql: 'status = ?',
        bindings: [status],
      })),
    ]),
    ranges: await rangesOf(filter.search, options),
  };
};

/** The parts of the ranges that lie in the span. */
export const rangesWithin = (ranges: Range[], span: Range): Range[] =>
  ranges.map((range) => intersect(range, span)).filter((range) => !isEmpty(range));

/** What makes a row of the span a hit, as one condition. */
export const hitsWithin = ({ condition, ranges }: Search, span: Range): Condition =>
  either([condition, ...rangesWithin(ranges, span).map(startedWithin)]);
