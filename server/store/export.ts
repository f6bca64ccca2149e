import { DEFAULT_SORT, type Session } from '../../shared/contracts';
import type { Database } from './database/database';
import type { EntryRow } from './database/rows';
import { yieldToEventLoop } from './database/yield';
import type { SessionKeyset } from './sessions/keyset';
import type { SessionPage } from './sessions/page';
import type { ExportedLine, ExportPart, Store } from './types';

const SESSIONS_PER_PAGE = 500;

/** Lines read by one statement: of usual ones a few hundred kilobytes, of the longest a few dozen megabytes. */
const LINES_PER_PAGE = 1_000;

const COLUMNS = ['session_id', 'sequence', 'timestamp', 'level', 'message', 'data'] as const;

type LineRow = Pick<EntryRow, (typeof COLUMNS)[number]>;

const toLine = ({ timestamp, level, message, data }: LineRow): ExportedLine => ({
  timestamp: Number(timestamp),
  level,
  message,
  data,
});

/** Groups of sessions, in order, whose lines fit a page together, by the counts in their rows. */
const groupByLines = (sessions: Session[]): Session[][] => {
  const groups: Session[][] = [];
  let room = 0;
  for (const session of sessions) {
    if (groups.length === 0 || session.entryCount > room) {
      groups.push([]);
      room = LINES_PER_PAGE;
    }
    groups[groups.length - 1].push(session);
    room -= session.entryCount;
  }
  return groups;
};

/** Reading all sessions of a filter with their lines, newest first. */
export const createExport = (
  { entries }: Database,
  { keyset, pages }: { keyset: SessionKeyset; pages: SessionPage }
): Store['export'] => {
  async function* linesOf(sessionId: number): AsyncGenerator<ExportPart> {
    let last = 0;
    let rows: LineRow[];
    do {
      rows = await entries()
        .select(...COLUMNS)
        .where({ session_id: sessionId })
        .where('sequence', '>', last)
        .orderBy('sequence')
        .limit(LINES_PER_PAGE);
      if (rows.length === 0) return;
      last = rows[rows.length - 1].sequence;
      yield { lines: rows.map(toLine) };
      await yieldToEventLoop();
    } while (rows.length === LINES_PER_PAGE);
  }

  /** The lines of several sessions; null where they are more than a page: a running session may have more than its row says. */
  const linesOfAll = async (sessions: Session[]): Promise<Map<number, LineRow[]> | null> => {
    if (sessions[0].entryCount > LINES_PER_PAGE) return null;
    const ids = sessions.map(({ id }) => id);
    const rows = await entries()
      .select(...COLUMNS)
      .whereIn('session_id', ids)
      .orderBy(['session_id', 'sequence'])
      .limit(LINES_PER_PAGE + 1);
    if (rows.length > LINES_PER_PAGE) return null;
    const bySession = new Map<number, LineRow[]>(ids.map((id) => [id, []]));
    rows.forEach((row) => bySession.get(row.session_id)?.push(row));
    return bySession;
  };

  async function* partsOf(sessions: Session[]): AsyncGenerator<ExportPart> {
    const lines = await linesOfAll(sessions);
    for (const session of sessions) {
      yield { session };
      if (!lines) yield* linesOf(session.id);
      else yield { lines: (lines.get(session.id) ?? []).map(toLine) };
    }
  }

  return async function* (filter) {
    for await (const ids of keyset(filter, SESSIONS_PER_PAGE)) {
      const page = { offset: 0, limit: SESSIONS_PER_PAGE };
      const sessions = await pages.pageOf(ids, DEFAULT_SORT, page);
      for (const group of groupByLines(sessions)) {
        yield* partsOf(group);
        await yieldToEventLoop();
      }
    }
  };
};
