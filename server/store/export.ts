import { DEFAULT_SORT, type Entry, type Session } from '../../shared/contracts';
import { chunksOf } from './pace/chunks';
import type { Database } from './database/database';
import { createEntryPages, LINES_PER_PAGE } from './entries/entry-pages';
import { pause } from './pace/pause';
import { readAhead } from './pace/read-ahead';
import type { Place } from './walks/places';
import { SESSION_COLUMNS, toSession, type SelectedSession } from './database/rows';
import { toNarrowing, type Narrowing, type SessionFilter } from './filters/session-filter';
import { createScans, type Scan } from './sessions/session-scan';
import type { ExportPart, Store } from './types';
import { createWalks, type Walk } from './walks/walk';
import { createWindows } from './walks/windows';

const SESSIONS_PER_PAGE = 500;

/** Runs of sessions, in order, whose lines fit a page together, going by what their rows say. */
const groupsOf = (sessions: Session[]): Session[][] => {
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

/** Sessions in order, with their lines where those are read together. */
interface Group {
  sessions: Session[];
  lines: Map<number, Entry[]> | null;
}

/** Reading everything that a filter lets through, newest first; on servers one group ahead of what is asked for. */
export const createExport = (database: Database): Store['export'] => {
  const { dialect } = database;
  const walks = createWalks(database);
  const { scanOf, foundToTheLast, rowsAt } = createScans(
    database,
    walks,
    createWindows(database, walks)
  );
  const { pages, together } = createEntryPages(database);

  async function* searched(scan: Scan): AsyncGenerator<Session[]> {
    for await (const starts of foundToTheLast(scan)) {
      for (const instants of chunksOf([...new Set(starts)], SESSIONS_PER_PAGE)) {
        const rows: SelectedSession[] = await rowsAt(scan, instants)
          .select(...SESSION_COLUMNS)
          .orderBy(['started_at', 'id'].map((column) => ({ column, order: scan.order })));
        yield rows.map(toSession);
        await pause();
      }
    }
  }

  async function* browsed(narrowing: Narrowing): AsyncGenerator<Session[]> {
    const walk: Walk = { narrowing, sort: DEFAULT_SORT };
    let past: Place | undefined;
    do {
      const upTo = await walks.placeAt(walk, SESSIONS_PER_PAGE, past);
      const rows: SelectedSession[] = await walks.rows(walk, { past, upTo }, SESSION_COLUMNS);
      yield rows.map(toSession);
      past = upTo;
      await pause();
    } while (past);
  }

  const sessionPages = async (filter: SessionFilter) => {
    const scan = await scanOf(filter);
    return scan ? searched({ ...scan, order: 'desc' }) : browsed(toNarrowing(filter));
  };

  async function* oneByOne(sessions: Session[]): AsyncGenerator<ExportPart> {
    for (const session of sessions) {
      yield { session };
      for await (const entries of pages(session.id)) yield { entries };
    }
  }

  /** The lines of a group that has few enough; null where they are read one session after the other. */
  const linesOf = async (sessions: Session[]) =>
    sessions[0].entryCount > LINES_PER_PAGE
      ? null
      : // A running session may have more lines than its row says.
        together(sessions.map(({ id }) => id));

  async function* groups(filter: SessionFilter): AsyncGenerator<Group> {
    for await (const page of await sessionPages(filter)) {
      for (const sessions of groupsOf(page)) yield { sessions, lines: await linesOf(sessions) };
    }
  }

  async function* partsOf({ sessions, lines }: Group): AsyncGenerator<ExportPart> {
    if (!lines) return yield* oneByOne(sessions);
    for (const session of sessions) {
      yield { session };
      const entries = lines.get(session.id) ?? [];
      if (entries.length > 0) yield { entries };
    }
  }

  return async function* (filter) {
    const found = groups(filter);
    for await (const group of dialect.synchronous ? found : readAhead(found)) {
      yield* partsOf(group);
      await pause();
    }
  };
};
