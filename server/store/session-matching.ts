import type { Knex } from 'knex';
import type { Database } from './database';
import { narrow, searchCondition, type SessionFilter } from './session-filter';

/** Makes queries for the sessions that a filter lets through. */
export const createSessionMatching = ({ dialect, sessions }: Database) => {
  const span = async () => {
    const ends = await Promise.all(
      (['asc', 'desc'] as const).map((order) =>
        sessions().orderBy('started_at', order).limit(1).pluck('started_at')
      )
    );
    const [earliest = 0, latest = -1] = ends.flat().map(Number);
    return { earliest, latest };
  };

  /** A query each time it's called, as running one uses it up. */
  return async (filter: SessionFilter): Promise<() => Knex.QueryBuilder> => {
    const condition =
      filter.search && searchCondition({ dialect, filter, ...(await span()) });
    return () => {
      const query = narrow(sessions(), filter);
      return condition ? query.whereRaw(condition.sql, condition.bindings) : query;
    };
  };
};
