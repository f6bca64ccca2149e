import type { Entry, StreamEntriesQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { createEntryFilter } from '../filters/entry-filter';
import { readEntries } from './entry-reads';
import { within } from './entry-spans';
import { pause } from '../pace/pause';
import { ENTRY_COLUMNS, toEntry } from '../database/rows';

/** Lines read at once: a page of the longest ones is a few dozen megabytes, of usual ones a few hundred kilobytes. */
export const LINES_PER_PAGE = 1_000;

/** Reading many lines, by key. */
export const createEntryPages = (database: Database) => {
  const { entries } = database;
  const filtered = createEntryFilter(database);

  return {
    /** A session's lines in order: those that the query lets through, or all. */
    async *pages(
      sessionId: number,
      { first = 1, last = Infinity, ...filter }: StreamEntriesQuery = {}
    ): AsyncGenerator<Entry[]> {
      const rows = filtered(sessionId, filter);
      let past = first - 1;
      let page: Entry[];
      do {
        const found = within(rows(), { past, upTo: last })
          .orderBy('sequence')
          .limit(LINES_PER_PAGE);
        page = await readEntries(found);
        if (page.length === 0) return;
        past = page[page.length - 1].sequence;
        yield page;
        await pause();
      } while (page.length === LINES_PER_PAGE);
    },

    /** The lines of several sessions, by session; null where they are more than a page. */
    async together(sessionIds: number[]): Promise<Map<number, Entry[]> | null> {
      const rows = await entries()
        .select('session_id', ...ENTRY_COLUMNS)
        .whereIn('session_id', sessionIds)
        .orderBy(['session_id', 'sequence'])
        .limit(LINES_PER_PAGE + 1);
      if (rows.length > LINES_PER_PAGE) return null;
      const bySession = new Map<number, Entry[]>(sessionIds.map((id) => [id, []]));
      rows.forEach((row) => bySession.get(row.session_id)?.push(toEntry(row)));
      return bySession;
    },
  };
};
