import type { Entry } from '../../shared/contracts';
import type { Database } from './database';
import { pause } from './pause';
import { ENTRY_COLUMNS, toEntry } from './rows';

/** Lines read at once: a page of the longest ones is a few dozen megabytes, of usual ones a few hundred kilobytes. */
export const LINES_PER_PAGE = 1_000;

/** Reading whole sessions' lines, by key. */
export const createEntryPages = ({ entries }: Database) => ({
  /** All lines of a session in order. */
  async *pages(sessionId: number): AsyncGenerator<Entry[]> {
    let last = 0;
    let found = LINES_PER_PAGE;
    while (found === LINES_PER_PAGE) {
      const rows = await entries()
        .select(...ENTRY_COLUMNS)
        .where({ session_id: sessionId })
        .where('sequence', '>', last)
        .orderBy('sequence')
        .limit(LINES_PER_PAGE);
      found = rows.length;
      if (found === 0) return;
      last = rows[found - 1].sequence;
      yield rows.map(toEntry);
      await pause();
    }
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
});
