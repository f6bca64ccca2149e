import type { Session } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { SESSION_COLUMNS, toSession } from '../database/rows';

/** Reads sessions in the order of their ids given; those that are gone are left out. */
export const createByIds =
  ({ sessions }: Database) =>
  async (ids: number[]): Promise<Session[]> => {
    if (ids.length === 0) return [];
    const rows = await sessions()
      .select(...SESSION_COLUMNS)
      .whereIn('id', ids);
    const found = new Map(rows.map((row) => [row.id, toSession(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  };
