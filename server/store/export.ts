import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { DEFAULT_SORT, type Session, type SessionFilter } from '../../shared/contracts';
import { toBatches } from '../domain/batches';
import type { Database } from './database/database';
import { ENTRY_COLUMNS, toStoredLine } from './database/rows';
import { LINES_PER_PAGE, type EntryReads } from './entries/reads';
import type { SessionPage } from './sessions/page';
import type { SessionSearch } from './sessions/search';
import type { ExportPart, StoredLine } from './types';

const SESSIONS_PER_PAGE = 500;

/** Sessions whose lines fit a page together, by the counts in their rows. */
const PAGE = {
  maxItems: SESSIONS_PER_PAGE,
  maxWeight: LINES_PER_PAGE,
  weightOf: ({ entryCount }: Session) => entryCount,
};

interface ExportReads {
  search: SessionSearch;
  pages: SessionPage;
  linesOf: EntryReads['pages'];
}

/**
 * All sessions that the filter matches, newest first, with their lines. Read by key in pages
 * of a bounded size, of many small sessions together; no connection is held between pages.
 */
export const createExport = ({ entries }: Database, { search, pages, linesOf }: ExportReads) => {
  /** The lines of several sessions; null where they are more than a page: a running session may have more than its row counts. */
  const linesOfAll = async (sessions: Session[]): Promise<Map<number, StoredLine[]> | null> => {
    if (sessions[0].entryCount > LINES_PER_PAGE) return null;
    const ids = sessions.map(({ id }) => id);
    const rows = await entries()
      .select('session_id', ...ENTRY_COLUMNS)
      .whereIn('session_id', ids)
      .orderBy(['session_id', 'sequence'])
      .limit(LINES_PER_PAGE + 1);
    if (rows.length > LINES_PER_PAGE) return null;
    const bySession = new Map<number, StoredLine[]>(ids.map((id) => [id, []]));
    rows.forEach((row) => bySession.get(row.session_id)?.push(toStoredLine(row)));
    return bySession;
  };

  async function* partsOf(sessions: Session[]): AsyncGenerator<ExportPart> {
    const together = await linesOfAll(sessions);
    for (const session of sessions) {
      yield { session };
      if (together) yield { lines: together.get(session.id) ?? [] };
      else for await (const lines of linesOf(session.id)) yield { lines };
    }
  }

  return async function* (filter: SessionFilter): AsyncGenerator<ExportPart> {
    for await (const ids of search.ids(filter, SESSIONS_PER_PAGE)) {
      const page = { offset: 0, limit: SESSIONS_PER_PAGE };
      const sessions = await pages.pageOf(ids, DEFAULT_SORT, page);
      for (const group of toBatches(sessions, PAGE)) {
        yield* partsOf(group);
        await yieldToEventLoop();
      }
    }
  };
};
