import type { Entry, EntryLevel, ListEntriesQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { createEntryFilter, type EntryRows } from '../filters/entry-filter';
import { pause } from '../pace/pause';
import type { EntryCounts } from './entry-counts';
import { readEntries, type Listed } from './entry-reads';
import { cutAt, LEVELS, spansUpTo, sumOf, total, within, type Counted } from './entry-spans';

/** Lines among those that are found. */
interface Page {
  offset: number;
  limit: number;
}

/** What the query asks for, where so many of the lines found are ahead of the place that it names. */
const pageOf = (
  { after, before, page = 1, pageSize: limit }: ListEntriesQuery,
  ahead: number
): Page => {
  if (after !== undefined) return { offset: ahead, limit };
  if (before === undefined) return { offset: (page - 1) * limit, limit };
  const offset = Math.max(0, ahead - limit);
  return { offset, limit: ahead - offset };
};

/** Where the query's place parts the lines; 0 where it names none. */
const placeOf = ({ after, before }: ListEntriesQuery) => after ?? Math.max(0, (before ?? 1) - 1);

interface SearchOptions {
  counts: EntryCounts;
  linesAtOnce?: number;
}

/** Lines of a session whose texts are searched: part by part, each counted before it is read. */
export const createSearchedEntries = (
  database: Database,
  { counts, linesAtOnce }: SearchOptions
) => {
  const filtered = createEntryFilter(database);

  /** Lines of one span, gone to from the end that is nearer. */
  const readWithin = async (
    rows: EntryRows,
    span: Counted,
    levels: readonly EntryLevel[],
    { offset, limit }: Page
  ): Promise<Entry[]> => {
    const all = total(span, levels);
    const found = Math.min(limit, all - offset);
    const behind = all - offset - found;
    const lines = within(rows(), span).limit(found);
    if (offset <= behind) return readEntries(lines.orderBy('sequence').offset(offset));
    return (await readEntries(lines.orderBy('sequence', 'desc').offset(behind))).reverse();
  };

  /** A page begins in one span and may go on in those that follow. */
  const readPage = async (
    rows: EntryRows,
    counted: Counted[],
    levels: readonly EntryLevel[],
    { offset, limit }: Page
  ): Promise<Entry[]> => {
    const found: Entry[] = [];
    let ahead = 0;
    for (const span of counted) {
      if (found.length === limit) break;
      const lines = total(span, levels);
      const skipped = Math.max(0, offset - ahead);
      ahead += lines;
      if (skipped >= lines) continue;
      const part = { offset: skipped, limit: limit - found.length };
      found.push(...(await readWithin(rows, span, levels, part)));
      await pause();
    }
    return found;
  };

  return async (sessionId: number, last: number, query: ListEntriesQuery): Promise<Listed> => {
    const { search, level: levels = LEVELS } = query;
    const at = placeOf(query);
    const spans = cutAt(spansUpTo(last, linesAtOnce), at);
    const counted = await counts.ofSearch(sessionId, filtered(sessionId, { search }), spans);
    const linesIn = (some: Counted[]) => some.reduce((sum, span) => sum + total(span, levels), 0);
    const page = pageOf(query, linesIn(counted.filter(({ upTo }) => upTo <= at)));
    return {
      results: await readPage(filtered(sessionId, query), counted, levels, page),
      offset: Math.min(page.offset, linesIn(counted)),
      levelCounts: sumOf(counted),
    };
  };
};
