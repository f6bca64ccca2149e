import type { ListSessionsQuery, SessionPagination } from '../../../shared/contracts';
import type { Database } from '../database/database';
import type { Found } from '../walks/found';
import { createBrowse } from './session-browse';
import { createFind } from './session-find';
import { createByIds } from './sessions-by-ids';
import type { SessionStore } from '../types';
import { createWalks } from '../walks/walk';

const toPagination = (
  { page, pageSize }: ListSessionsQuery,
  { total, totalIsExact }: Found
): SessionPagination => ({
  page,
  pageSize,
  pageCount: Math.ceil(total / pageSize),
  total,
  totalIsExact,
});

/** Lists of sessions, and single ones. */
export const createSessionList = (database: Database): Pick<SessionStore, 'list' | 'find'> => {
  const walks = createWalks(database);
  const browse = createBrowse(database, walks);
  const find = createFind(database, walks);
  const byIds = createByIds(database);

  return {
    async list(query) {
      const found = (await find(query)) ?? (await browse(query));
      return { results: await byIds(found.ids), pagination: toPagination(query, found) };
    },

    async find(id) {
      const [session] = await byIds([id]);
      return session ?? null;
    },
  };
};
