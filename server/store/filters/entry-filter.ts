import type { Knex } from 'knex';
import type { EntryLevel } from '../../../shared/contracts';
import { normaliseForSearch } from '../../domain/search-text';
import type { Database } from '../database/database';
import type { Condition } from '../database/condition';
import type { Dialect } from '../database/dialect';

const isAscii = (text: string) => /^[ -~]*$/.test(text);

/** A line has a search text of its own only where its message, taken as ASCII, won't do. */
const searchCondition = (dialect: Dialect, search = ''): Condition | null => {
  const text = normaliseForSearch(search);
  if (!text) return null;
  const own = dialect.contains('search_text', text);
  if (!isAscii(text)) return own;
  const plain = dialect.containsIgnoringCase('message', text);
  return {
    sql: `((search_text is null and ${plain.sql}) or ${own.sql})`,
    bindings: [...plain.bindings, ...own.bindings],
  };
};

export interface EntryFilter {
  search?: string;
  level?: EntryLevel[];
}

/** A query anew at each call, as knex's queries change with what is added to them: of the entries in their order, or as they are given. */
export type EntryRows = (entries?: Knex.QueryBuilder) => Knex.QueryBuilder;

/** The lines of a session that a filter lets through. */
export const createEntryFilter =
  ({ dialect, entriesByLine }: Database) =>
  (sessionId: number, { search, level }: EntryFilter): EntryRows => {
    const condition = searchCondition(dialect, search);
    return (entries = entriesByLine()) => {
      const query = entries.where({ session_id: sessionId });
      if (condition) query.whereRaw(condition.sql, condition.bindings);
      return level ? query.whereIn('level', level) : query;
    };
  };
