import type { Knex } from 'knex';
import {
  entryLevelSchema,
  type Entry,
  type EntryLevel,
  type ListEntriesQuery,
} from '../../shared/contracts';
import { normaliseForSearch } from '../domain/search-text';
import type { Database } from './database';
import type { Condition, Dialect } from './dialect';
import { ENTRY_COLUMNS, toEntry } from './rows';
import type { EntryStore } from './types';

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

/** The lines of a session. */
export const createEntryList = ({ knex, dialect, entries }: Database): Pick<EntryStore, 'list'> => {
  type Rows = () => Knex.QueryBuilder;

  const searched = (sessionId: number, search?: string): Rows => {
    const condition = searchCondition(dialect, search);
    return () => {
      const query = entries().where({ session_id: sessionId });
      return condition ? query.whereRaw(condition.sql, condition.bindings) : query;
    };
  };

  const countLevels = async (rows: Rows): Promise<Record<EntryLevel, number>> => {
    const counted: { level: EntryLevel; lines: number | string }[] = await rows()
      .select('level', knex.raw('count(*) as ??', ['lines']))
      .groupBy('level');
    const lines = (level: EntryLevel) =>
      Number(counted.find((row) => row.level === level)?.lines ?? 0);
    return {
      debug: lines('debug'),
      info: lines('info'),
      warn: lines('warn'),
      error: lines('error'),
    };
  };

  const count = async (rows: Knex.QueryBuilder): Promise<number> => {
    const { counted } = await rows.first(knex.raw('count(*) as counted'));
    return Number(counted);
  };

  const read = async (rows: Knex.QueryBuilder): Promise<Entry[]> =>
    (await rows.select(...ENTRY_COLUMNS)).map(toEntry);

  const readPage = async (rows: Rows, query: ListEntriesQuery, total: number) => {
    const offset = Math.min(((query.page ?? 1) - 1) * query.pageSize, total);
    const results = await read(rows().orderBy('sequence').offset(offset).limit(query.pageSize));
    return { offset, results };
  };

  const readAfter = async (rows: Rows, after: number, pageSize: number) => ({
    offset: await count(rows().where('sequence', '<=', after)),
    results: await read(rows().where('sequence', '>', after).orderBy('sequence').limit(pageSize)),
  });

  const readBefore = async (rows: Rows, before: number, pageSize: number) => {
    const ahead = await count(rows().where('sequence', '<', before));
    const results = await read(
      rows().where('sequence', '<', before).orderBy('sequence', 'desc').limit(pageSize)
    );
    return { offset: ahead - results.length, results: results.reverse() };
  };

  const readWindow = (rows: Rows, query: ListEntriesQuery, total: number) => {
    if (query.after !== undefined) return readAfter(rows, query.after, query.pageSize);
    if (query.before !== undefined) return readBefore(rows, query.before, query.pageSize);
    return readPage(rows, query, total);
  };

  return {
    async list(sessionId, query) {
      const found = searched(sessionId, query.search);
      const levels = query.level ?? entryLevelSchema.options;
      const rows = () => (query.level ? found().whereIn('level', levels) : found());

      const levelCounts = await countLevels(found);
      const total = levels.reduce((sum, level) => sum + levelCounts[level], 0);
      const { offset, results } = await readWindow(rows, query, total);
      return {
        results,
        pagination: {
          page: query.after === undefined && query.before === undefined ? (query.page ?? 1) : null,
          pageSize: query.pageSize,
          pageCount: Math.ceil(total / query.pageSize),
          offset,
          total,
          levelCounts,
        },
      };
    },
  };
};
