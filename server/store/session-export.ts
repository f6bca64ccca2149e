import type { Database } from './database';
import { pause } from './pause';
import { SESSION_COLUMNS, toSession } from './rows';
import { createSessionMatching } from './session-matching';
import type { SessionStore } from './types';

const SESSIONS_PER_PAGE = 500;

/** Reading all sessions that a filter lets through, newest first. */
export const createSessionExport = (database: Database): Pick<SessionStore, 'exportPages'> => {
  const matching = createSessionMatching(database);

  return {
    async *exportPages(filter) {
      const rows = await matching(filter);
      const pageAfter = (last?: { startedAt: number; id: number }) => {
        const query = rows()
          .select(...SESSION_COLUMNS)
          .orderBy(['started_at', 'id'].map((column) => ({ column, order: 'desc' })))
          .limit(SESSIONS_PER_PAGE);
        if (!last) return query;
        return query.where('started_at', '<=', last.startedAt).where((older) =>
          older
            .where('started_at', '<', last.startedAt)
            .orWhere('id', '<', last.id)
        );
      };

      let page = (await pageAfter()).map(toSession);
      while (page.length > 0) {
        yield page;
        if (page.length < SESSIONS_PER_PAGE) return;
        await pause();
        page = (await pageAfter(page[page.length - 1])).map(toSession);
      }
    },
  };
};
