import type { ListEntriesQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { createEntryFilter, type EntryRows } from '../filters/entry-filter';
import type { EntryStore } from '../types';
import { createEntryCounts, type OfSession } from './entry-counts';
import { createMarks, ranksByIndex, ranksByNumber, type Ranks } from './entry-ranks';
import { readEntries, type Listed, type Window } from './entry-reads';
import { LEVELS, spansUpTo, total, within } from './entry-spans';
import { createSearchedEntries } from './searched-entries';

/** The lines of a session, a page or a few at a time, with what they come to. */
export const createEntryList = (
  database: Database,
  { linesAtOnce }: { linesAtOnce?: number } = {}
): Pick<EntryStore, 'list'> => {
  const counts = createEntryCounts(database);
  const filtered = createEntryFilter(database);
  const listSearched = createSearchedEntries(database, { counts, linesAtOnce });
  const marksOf = createMarks();

  /** The first lines past a sequence: also those that came since anything was counted. */
  const readOn = (rows: EntryRows, past: number, limit: number) =>
    readEntries(within(rows(), { past, upTo: Infinity }).orderBy('sequence').limit(limit));

  const readWindow = async (
    rows: EntryRows,
    ranks: Ranks,
    { after, before, page = 1, pageSize }: ListEntriesQuery
  ): Promise<Window> => {
    if (after !== undefined) {
      return { results: await readOn(rows, after, pageSize), offset: await ranks.upTo(after) };
    }
    const end = before === undefined ? page * pageSize : await ranks.upTo(before - 1);
    const offset = Math.max(0, end - pageSize);
    // Going back row by row MariaDB would read each of another level, too.
    const first = end > 0 ? await ranks.sequenceAt(offset) : undefined;
    return { results: first ? await readOn(rows, first - 1, end - offset) : [], offset };
  };

  const listAll = async (
    sessionId: number,
    { last, levels: known }: OfSession,
    query: ListEntriesQuery
  ): Promise<Listed> => {
    const levelCounts = known ?? (await counts.ofLines(sessionId, spansUpTo(last, linesAtOnce)));
    const rows = filtered(sessionId, query);
    const all = total({ levels: levelCounts }, LEVELS);
    const asked = total({ levels: levelCounts }, query.level ?? LEVELS);
    const ranks =
      known && asked === all
        ? ranksByNumber(all)
        : ranksByIndex({
            rows,
            end: { sequence: last, rank: asked },
            // Lines that are still to come between others would move them.
            marks: known ? marksOf(JSON.stringify([sessionId, query.level])) : [],
          });
    const { results, offset } = await readWindow(rows, ranks, query);
    return { results, offset: Math.min(offset, asked), levelCounts };
  };

  return {
    async list(sessionId, query) {
      const { level = LEVELS, after, before, page = 1, pageSize } = query;
      const known = await counts.ofSession(sessionId);
      if (!known) return null;
      const { results, offset, levelCounts } = query.search
        ? await listSearched(sessionId, known.last, query)
        : await listAll(sessionId, known, query);
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
