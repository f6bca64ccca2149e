import type { Knex } from 'knex';
import {
  entryLevelSchema,
  type Entry,
  type EntryLevel,
  type ListEntriesQuery,
} from '../../shared/contracts';
import type { Database } from './database';
import { createEntryFilter, type EntryRows } from './entry-filter';
import { ENTRY_COLUMNS, toEntry } from './rows';
import type { EntryStore } from './types';

/** The lines of a session, a page or a few at a time, with what they come to. */
export const createEntryList = (database: Database): Pick<EntryStore, 'list'> => {
  const { knex } = database;
  const filtered = createEntryFilter(database);

  const countLevels = async (rows: EntryRows): Promise<Record<EntryLevel, number>> => {
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

  const readPage = async (rows: EntryRows, query: ListEntriesQuery, total: number) => {
    const offset = Math.min(((query.page ?? 1) - 1) * query.pageSize, total);
    const results = await read(rows().orderBy('sequence').offset(offset).limit(query.pageSize));
    return { offset, results };
  };

  const readAfter = async (rows: EntryRows, after: number, pageSize: number) => ({
    offset: await count(rows().where('sequence', '<=', after)),
    results: await read(rows().where('sequence', '>', after).orderBy('sequence').limit(pageSize)),
  });

  const readBefore = async (rows: EntryRows, before: number, pageSize: number) => {
    const ahead = await count(rows().where('sequence', '<', before));
    const results = await read(
      rows().where('sequence', '<', before).orderBy('sequence', 'desc').limit(pageSize)
    );
    return { offset: ahead - results.length, results: results.reverse() };
  };

  const readWindow = (rows: EntryRows, query: ListEntriesQuery, total: number) => {
    if (query.after !== undefined) return readAfter(rows, query.after, query.pageSize);
    if (query.before !== undefined) return readBefore(rows, query.before, query.pageSize);
    return readPage(rows, query, total);
  };

  return {
    async list(sessionId, query) {
      const { search, level } = query;
      const rows = filtered(sessionId, { search, level });
      const levelCounts = await countLevels(filtered(sessionId, { search }));
      const levels = level ?? entryLevelSchema.options;
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
