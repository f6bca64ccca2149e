import type { Session } from '../../shared/contracts';
import type { Database } from './database';
import { createEntryPages, LINES_PER_PAGE } from './entry-pages';
import { pause } from './pause';
import { SESSION_COLUMNS, toSession } from './rows';
import { createSessionMatching } from './session-matching';
import type { ExportPart, Store } from './types';

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

/** Reading everything that a filter lets through, newest first. */
export const createExport = (database: Database): Store['export'] => {
  const matching = createSessionMatching(database);
  const { pages, together } = createEntryPages(database);

  async function* sessionPages(filter: Parameters<Store['export']>[0]) {
    const rows = await matching(filter);
    const pageAfter = async (last?: Session): Promise<Session[]> => {
      const query = rows()
        .select(...SESSION_COLUMNS)
        .orderBy(['started_at', 'id'].map((column) => ({ column, order: 'desc' })))
        .limit(SESSIONS_PER_PAGE);
      if (last) {
        query
          .where('started_at', '<=', last.startedAt)
          .where((rest) =>
            rest.where('started_at', '<', last.startedAt).orWhere('id', '<', last.id)
          );
      }
      return (await query).map(toSession);
    };

    let page = await pageAfter();
    while (page.length > 0) {
      yield page;
      await pause();
      page = page.length < SESSIONS_PER_PAGE ? [] : await pageAfter(page[page.length - 1]);
    }
  }

  async function* oneByOne(sessions: Session[]): AsyncGenerator<ExportPart> {
    for (const session of sessions) {
      yield { session };
      for await (const entries of pages(session.id)) yield { entries };
    }
  }

  async function* readGroup(sessions: Session[]): AsyncGenerator<ExportPart> {
    const isLong = sessions[0].entryCount > LINES_PER_PAGE;
    const lines = isLong ? null : await together(sessions.map(({ id }) => id));
    // A running session may have more lines than its row says.
    if (!lines) return yield* oneByOne(sessions);
    for (const session of sessions) {
      yield { session };
      const entries = lines.get(session.id) ?? [];
      if (entries.length > 0) yield { entries };
    }
  }

  return async function* (filter) {
    for await (const page of sessionPages(filter)) {
      for (const group of groupsOf(page)) {
        yield* readGroup(group);
        await pause();
      }
    }
  };
};
