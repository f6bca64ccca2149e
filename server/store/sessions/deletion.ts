import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { eventTypeSchema, type SessionFilter } from '../../../shared/contracts';
import { createAdaptiveBatch } from '../database/adaptive-batch';
import type { Database } from '../database/database';
import { executeOnPool, type Executor } from '../database/statement-timeout';
import type { SessionStore } from '../types';
import type { SessionSearch } from './search';

const SESSIONS_PER_BATCH = 500;

/** Rows that one transaction deletes, sessions and lines: few enough that no row stays locked for long. */
const ROWS = { first: 1_500, max: 6_000, goalMs: 100 };

/** On SQLite a statement holds the event loop until it is on the disk. */
const SYNCHRONOUS_ROWS = { first: 300, max: 3_000, goalMs: 15 };

const EVERY_SESSION: SessionFilter = { timeZone: 'UTC', locale: 'en' };

interface SessionSize {
  id: number;
  lines: number;
}

/** Deleting sessions with their lines, in batches that each leave the event loop free soon. */
export const createDeletion = (
  { knex, dialect, execute, sessions, entries }: Database,
  search: SessionSearch
): Pick<SessionStore, 'pruneBatch' | 'clear'> => {
  const batch = createAdaptiveBatch(dialect.synchronous ? SYNCHRONOUS_ROWS : ROWS);

  /** Lines first; lines that come meanwhile go by the foreign key's cascade. */
  const deleteTogether = (ids: number[], executor: Executor): Promise<number> =>
    executor((connection) =>
      knex.transaction(async (trx) => {
        await entries().transacting(trx).whereIn('session_id', ids).delete();
        const deleted: number = await sessions().transacting(trx).whereIn('id', ids).delete();
        return deleted;
      }, connection && { connection })
    );

  /** The lines of a session that has too many for one transaction. */
  const deleteLines = async (sessionId: number, executor: Executor) => {
    let rows: number;
    let deleted: number;
    do {
      rows = batch.size();
      deleted = await batch.run(rows, () =>
        executor(async (on) => {
          const ids: number[] = await entries()
            .where({ session_id: sessionId })
            .limit(rows)
            .pluck('id')
            .connection(on);
          if (ids.length > 0) await entries().whereIn('id', ids).delete().connection(on);
          return ids.length;
        })
      );
      await yieldToEventLoop();
    } while (deleted === rows);
  };

  /** Sessions that fit one transaction together, from the front of a list. */
  const dequeueBatch = (queue: SessionSize[]): { ids: number[]; rows: number } => {
    const ids: number[] = [];
    let rows = 0;
    while (queue.length > 0 && (ids.length === 0 || rows + queue[0].lines + 1 <= batch.size())) {
      const [{ id, lines }] = queue.splice(0, 1);
      ids.push(id);
      rows += lines + 1;
    }
    return { ids, rows };
  };

  const deleteSessions = async (ids: number[], executor: Executor): Promise<number> => {
    if (ids.length === 0) return 0;
    const sizes = await executor((on) =>
      sessions().select('id', 'entry_count').whereIn('id', ids).connection(on)
    );
    const queue = sizes.map((row): SessionSize => ({ id: row.id, lines: row.entry_count }));
    let deleted = 0;
    while (queue.length > 0) {
      const [{ id, lines }] = queue;
      if (lines > batch.size()) {
        await deleteLines(id, executor);
        queue[0] = { id, lines: 0 };
      }
      const next = dequeueBatch(queue);
      deleted += await batch.run(next.rows, () => deleteTogether(next.ids, executor));
      await yieldToEventLoop();
    }
    return deleted;
  };

  const newestId = async (): Promise<number> => {
    const newest = await sessions().max({ id: 'id' }).first();
    return newest?.id ?? 0;
  };

  return {
    async pruneBatch({ before, limit }) {
      const ids: number[] = await execute((on) =>
        sessions()
          .whereIn('event_type', eventTypeSchema.options)
          .where('started_at', '<', before)
          .limit(limit)
          .pluck('id')
          .connection(on)
      );
      await deleteSessions(ids, execute);
      return ids.length;
    },

    async clear(filter = EVERY_SESSION) {
      const newest = await newestId();
      let deleted = 0;
      for await (const ids of search.ids(filter, SESSIONS_PER_BATCH)) {
        const existing = ids.filter((id) => id <= newest);
        deleted += await deleteSessions(existing, executeOnPool);
      }
      return deleted;
    },
  };
};
