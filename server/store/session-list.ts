import type { Knex } from 'knex';
import type { ListSessionsQuery, Session } from '../../shared/contracts';
import type { Database } from './database';
import { inOrder } from './order';
import { SESSION_COLUMNS, toSession } from './rows';
import { createSessionMatching } from './session-matching';
import type { SessionStore } from './types';

/** Past this a person no longer cares how many there are, and counting would take ever longer. */
export const MAX_EXACT_TOTAL = 10_000;

/** Lists of sessions, and single ones. */
export const createSessionList = (
  database: Database
): Pick<SessionStore, 'list' | 'find'> => {
  const { knex, sessions } = database;
  const matching = createSessionMatching(database);

  const count = async (rows: Knex.QueryBuilder) => {
    const hits = rows.select(knex.raw('1 as hit')).limit(MAX_EXACT_TOTAL + 1).as('hits');
    const { counted } = await knex.from(hits).first(knex.raw('count(*) as counted'));
    return Number(counted);
  };

  const byIds = async (ids: number[]): Promise<Session[]> => {
    const rows = await sessions().select(...SESSION_COLUMNS).whereIn('id', ids);
    const found = new Map(rows.map((row) => [row.id, toSession(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  };

  return {
    async list(query: ListSessionsQuery) {
      const rows = await matching(query);
      const counted = await count(rows());
      const ids: number[] = await inOrder(rows(), query.sort)
        .limit(query.pageSize)
        .offset((query.page - 1) * query.pageSize)
        .pluck('id');
      const total = Math.min(counted, MAX_EXACT_TOTAL);
      return {
        results: await byIds(ids),
        pagination: {
          page: query.page,
          pageSize: query.pageSize,
          pageCount: Math.ceil(total / query.pageSize),
          total,
          totalIsExact: counted <= MAX_EXACT_TOTAL,
        },
      };
    },

    async find(id) {
      const [session] = await byIds([id]);
      return session ?? null;
    },
  };
};
