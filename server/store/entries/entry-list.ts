import type { Knex } from 'knex';
import type { Entry, EntryLevel, ListEntriesQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { createEntryCounts } from './entry-counts';
import { createEntryFilter, type EntryRows } from '../filters/entry-filter';
import {
  cutAt,
  EVERYTHING,
  LEVELS,
  spansUpTo,
  sumOf,
  total,
  within,
  type Counted,
  type LevelCounts,
  type Span,
} from './entry-spans';
import { pause } from '../pace/pause';
import { ENTRY_COLUMNS, toEntry } from '../database/rows';
import type { EntryStore } from '../types';

interface Window {
  results: Entry[];
  /** How many lines are ahead of it. */
  offset: number;
}

interface Listed extends Window {
  levelCounts: LevelCounts;
}

/** A span, counted or not. */
type Readable = Span & Partial<Counted>;

const withLines = (spans: Readable[]) =>
  spans.filter(({ levels }) => !levels || total({ levels }, LEVELS) > 0);

/** The lines of a session, a page or a few at a time, with what they come to. */
export const createEntryList = (database: Database): Pick<EntryStore, 'list'> => {
  const counts = createEntryCounts(database);
  const filtered = createEntryFilter(database);

  const read = async (rows: Knex.QueryBuilder): Promise<Entry[]> =>
    (await rows.select(...ENTRY_COLUMNS)).map(toEntry);

  /** The first lines past a sequence, after `skip` others of the same span. */
  const readOn = async (
    rows: EntryRows,
    spans: Readable[],
    { past, skip = 0, limit }: { past: number; skip?: number; limit: number }
  ): Promise<Entry[]> => {
    const found: Entry[] = [];
    for (const span of withLines(spans).filter(({ upTo }) => upTo > past)) {
      const rest = within(rows(), { ...span, past: Math.max(past, span.past) });
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
    spans: Readable[],
    { before, limit }: { before: number; limit: number }
  ): Promise<Entry[]> => {
    const found: Entry[] = [];
    const ahead = withLines(spans).filter(({ past }) => past < before - 1);
    for (const span of ahead.reverse()) {
      const rest = within(rows(), { ...span, upTo: Math.min(span.upTo, before - 1) });
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
  ): Promise<Window> => {
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

  /** Where every number has its line, a line's number is its place: nothing has to be counted. */
  const readWhole = async (
    rows: EntryRows,
    all: number,
    { after, before, page = 1, pageSize: limit }: ListEntriesQuery
  ): Promise<Window> => {
    if (before !== undefined) {
      const results = await readBack(rows, EVERYTHING, { before, limit });
      return { offset: Math.min(Math.max(0, before - 1), all) - results.length, results };
    }
    const past = Math.min(after ?? (page - 1) * limit, all);
    return { offset: past, results: await readOn(rows, EVERYTHING, { past, limit }) };
  };

  const listCounted = async (
    sessionId: number,
    last: number,
    query: ListEntriesQuery
  ): Promise<Listed> => {
    const { search, level, after, before } = query;
    const at = after ?? (before === undefined ? 0 : before - 1);
    const rows = filtered(sessionId, { search });
    const counted = search
      ? await counts.ofSearch(sessionId, rows, cutAt(spansUpTo(last), at))
      : await counts.ofSpans(rows, cutAt(EVERYTHING, at));
    const levelCounts = sumOf(counted);
    const window = await readWindow(filtered(sessionId, { search, level }), counted, query, at);
    return { ...window, levelCounts };
  };

  const listWhole = async (
    sessionId: number,
    levelCounts: LevelCounts,
    query: ListEntriesQuery
  ): Promise<Listed> => {
    const all = total({ levels: levelCounts }, LEVELS);
    return { ...(await readWhole(filtered(sessionId, {}), all, query)), levelCounts };
  };

  return {
    async list(sessionId, query) {
      const { level = LEVELS, after, before, page = 1, pageSize } = query;
      const known = await counts.ofSession(sessionId);
      if (!known) return null;
      const whole = query.search || query.level ? null : known.levels;
      const { results, offset, levelCounts } = whole
        ? await listWhole(sessionId, whole, query)
        : await listCounted(sessionId, known.last, query);
      const all = total({ levels: levelCounts }, level);
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
