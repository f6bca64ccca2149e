import type { Knex } from 'knex';
import type { Entry, EntryLevel, ListEntriesQuery } from '../../shared/contracts';
import type { Database } from './database';
import { createEntryFilter, type EntryRows } from './entry-filter';
import {
  cutAt,
  EVERYTHING,
  LEVELS,
  spansUpTo,
  total,
  within,
  type Counted,
  type LevelCounts,
  type Span,
} from './entry-spans';
import { pause } from './pause';
import { ENTRY_COLUMNS, toEntry } from './rows';
import type { EntryStore } from './types';

/** The lines of a session, a page or a few at a time, with what they come to. */
export const createEntryList = (database: Database): Pick<EntryStore, 'list'> => {
  const { knex, entries } = database;
  const filtered = createEntryFilter(database);

  const lastSequence = async (sessionId: number): Promise<number> => {
    const last = entries().where({ session_id: sessionId }).max({ last: 'sequence' });
    const [row] = await last;
    return Number(row?.last ?? 0);
  };

  const countLevels = async (rows: EntryRows, span: Span): Promise<LevelCounts> => {
    const sums = LEVELS.map((level) =>
      knex.raw('sum(case when level = ? then 1 else 0 end) as ??', [level, level])
    );
    const [row] = await within(rows(), span).select(sums);
    const lines = (level: EntryLevel) => Number(row[level] ?? 0);
    return {
      debug: lines('debug'),
      info: lines('info'),
      warn: lines('warn'),
      error: lines('error'),
    };
  };

  const countSpans = async (rows: EntryRows, spans: Span[]): Promise<Counted[]> => {
    const counted: Counted[] = [];
    for (const span of spans) {
      counted.push({ ...span, levels: await countLevels(rows, span) });
      await pause();
    }
    return counted;
  };

  const read = async (rows: Knex.QueryBuilder): Promise<Entry[]> =>
    (await rows.select(...ENTRY_COLUMNS)).map(toEntry);

  /** The first lines past a sequence, after `skip` others of the same span. */
  const readOn = async (
    rows: EntryRows,
    spans: Span[],
    { past, skip = 0, limit }: { past: number; skip?: number; limit: number }
  ): Promise<Entry[]> => {
    const found: Entry[] = [];
    for (const span of spans.filter(({ upTo }) => upTo > past)) {
      const rest = within(rows(), { past: Math.max(past, span.past), upTo: span.upTo });
      const offset = found.length === 0 ? skip : 0;
      const page = rest
        .orderBy('sequence')
        .offset(offset)
        .limit(limit - found.length);
      found.push(...(await read(page)));
      if (found.length >= limit) break;
      await pause();
    }
    return found;
  };

  /** The last lines ahead of a sequence, in order. */
  const readBack = async (
    rows: EntryRows,
    spans: Span[],
    { before, limit }: { before: number; limit: number }
  ): Promise<Entry[]> => {
    const found: Entry[] = [];
    for (const { past, upTo } of spans.filter((span) => span.past < before - 1).reverse()) {
      const rest = within(rows(), { past, upTo: Math.min(upTo, before - 1) });
      const page = rest.orderBy('sequence', 'desc').limit(limit - found.length);
      found.push(...(await read(page)));
      if (found.length >= limit) break;
      await pause();
    }
    return found.reverse();
  };

  /** A page by its number: in the span where it begins. */
  const readPage = async (
    rows: EntryRows,
    counted: Counted[],
    levels: readonly EntryLevel[],
    page: { offset: number; limit: number }
  ): Promise<Entry[]> => {
    let skip = page.offset;
    let first = 0;
    while (first < counted.length - 1 && skip >= total(counted[first], levels)) {
      skip -= total(counted[first], levels);
      first += 1;
    }
    const spans = counted.slice(first);
    return spans.length === 0
      ? []
      : readOn(rows, spans, { past: spans[0].past, skip, limit: page.limit });
  };

  /** `at` is the place asked for, where the spans are cut. */
  const readWindow = async (
    rows: EntryRows,
    counted: Counted[],
    { level: levels = LEVELS, after, before, page = 1, pageSize: limit }: ListEntriesQuery,
    at: number
  ) => {
    const sum = (spans: Counted[]) => spans.reduce((lines, span) => lines + total(span, levels), 0);
    const ahead = sum(counted.filter(({ upTo }) => upTo <= at));
    if (after !== undefined) {
      return { offset: ahead, results: await readOn(rows, counted, { past: after, limit }) };
    }
    if (before !== undefined) {
      const results = await readBack(rows, counted, { before, limit });
      return { offset: ahead - results.length, results };
    }
    const offset = Math.min((page - 1) * limit, sum(counted));
    return { offset, results: await readPage(rows, counted, levels, { offset, limit }) };
  };

  return {
    async list(sessionId, query) {
      const { search, level, after, before, page = 1, pageSize } = query;
      const at = after ?? (before === undefined ? 0 : before - 1);
      const spans = cutAt(search ? spansUpTo(await lastSequence(sessionId)) : EVERYTHING, at);
      const counted = await countSpans(filtered(sessionId, { search }), spans);
      const rows = filtered(sessionId, { search, level });
      const levelCounts = Object.fromEntries(
        LEVELS.map((name) => [name, counted.reduce((sum, { levels }) => sum + levels[name], 0)])
      ) as LevelCounts;
      const all = (level ?? LEVELS).reduce((sum, name) => sum + levelCounts[name], 0);
      const { offset, results } = await readWindow(rows, counted, query, at);
      return {
        results,
        pagination: {
          page: after === undefined && before === undefined ? page : null,
          pageSize,
          pageCount: Math.ceil(all / pageSize),
          offset,
          total: all,
          levelCounts,
        },
      };
    },
  };
};
