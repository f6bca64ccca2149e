import { NO_LOCALE, type Matches, type MatchesQuery } from '../../../shared/contracts';
import { toNumberRanges } from '../../../shared/number-ranges';
import { normaliseForSearch } from '../../domain/search-text';
import type { Database } from '../database/database';
import type { Condition } from '../database/dialect';

/** Lines that are searched in one statement. */
const LINES_PER_STEP = 100_000;

/** On SQLite a statement holds the event loop, for some 10 ms by so many. */
const SYNCHRONOUS_LINES_PER_STEP = 25_000;

/** An error with the same message, about the same entry of content, as the error in the line before. */
const repeatCondition = (table: string): Condition => {
  const same = ['session_id', 'level', 'message'].map(
    (column) => `previous.${column} = ??.${column}`
  );
  return {
    sql: `level = 'error' and exists (select 1 from ?? as previous
      where previous.sequence = ??.sequence - 1 and ${same.join(' and ')}
        and coalesce(previous.content_id, 0) = coalesce(??.content_id, 0))`,
    bindings: [table, table, ...same.map(() => table), table],
  };
};

/** What a line must meet to match a query; null for a query that all lines match. */
export const lineCondition = (
  { dialect, entriesTable }: Database,
  { search = '', contentType, contentLocale, repeats }: MatchesQuery
): Condition | null => {
  const conditions: Condition[] = [];
  const text = normaliseForSearch(search);
  if (text) conditions.push(dialect.messageContains(text));
  if (contentType) conditions.push({ sql: 'content_type = ?', bindings: [contentType] });
  if (contentLocale) {
    const locale = contentLocale === NO_LOCALE ? '' : contentLocale;
    conditions.push({ sql: 'locale = ?', bindings: [locale] });
  }
  if (repeats) conditions.push(repeatCondition(entriesTable));
  if (conditions.length === 0) return null;
  return {
    sql: conditions.map(({ sql }) => sql).join(' and '),
    bindings: conditions.flatMap(({ bindings }) => bindings),
  };
};

/** The numbers of a session's lines up to `last` that a query matches. */
export const createLineSearch = (database: Database, options: { linesPerStep?: number } = {}) => {
  const { dialect, scan, entriesByLine } = database;
  const { linesPerStep = dialect.synchronous ? SYNCHRONOUS_LINES_PER_STEP : LINES_PER_STEP } =
    options;
  return async (
    sessionId: number,
    query: MatchesQuery,
    last: number
  ): Promise<Matches['matches']> => {
    const condition = lineCondition(database, query);
    if (!condition) return [];
    const found: number[] = [];
    for (let past = 0; past < last; past += linesPerStep) {
      const rows: { sequence: number }[] = await scan(async () =>
        entriesByLine()
          .select('sequence')
          .where({ session_id: sessionId })
          .whereBetween('sequence', [past + 1, Math.min(past + linesPerStep, last)])
          .whereRaw(condition.sql, condition.bindings)
          .orderBy('sequence')
      );
      for (const { sequence } of rows) found.push(sequence);
    }
    return toNumberRanges(found);
  };
};
