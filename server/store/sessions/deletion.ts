import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { eventTypeSchema, type SessionFilter } from '../../../shared/contracts';
import { createAdaptiveBatch } from '../../domain/adaptive-batch';
import type { Database } from '../database/database';
import { executeOnPool, type Executor } from '../database/statement-timeout';
import type { SessionStore } from '../types';
import type { SessionPage } from './page';
import type { SessionSearch } from './search';

const SESSIONS_PER_BATCH = 500;

/** Rows that one transaction deletes, sessions and lines: few enough that no row stays locked for long. */
const ROWS = { first: 1_500, max: 6_000, goalMs: 100 };

/** On SQLite a statement holds the event loop until it is on the disk. */
const SYNCHRONOUS_ROWS = { first: 300, max: 3_000, goalMs: 15 };

const EVERY_SESSION: SessionFilter = { timeZone: 'UTC', locale: 'en' };

/** Deleting sessions with their lines, in batches that each leave the event loop free soon. */
export const createDeletion = (
  { knex, dialect, execute, sessions, entries }: Database,
  { pages, search }: { pages: SessionPage; search: SessionSearch }
): Pick<SessionStore, 'expiry' | 'pruneBatch' | 'clear'> => {
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

  const deleteSessions = async (ids: number[], executor: Executor): Promise<number> => {
    if (ids.length === 0) return 0;
    const queue = await executor((on) =>
      sessions().select('id', 'entry_count').whereIn('id', ids).connection(on)
    );
    let deleted = 0;
    while (queue.length > 0) {
      const together: number[] = [];
      let rows = 0;
      do {
        const [{ id, entry_count: lines }] = queue.splice(0, 1);
        if (lines > batch.size()) await deleteLines(id, executor);
        else rows += lines;
        rows += 1;
        together.push(id);
      } while (queue.length > 0 && rows + queue[0].entry_count < batch.size());
      deleted += await batch.run(rows, () => deleteTogether(together, executor));
      await yieldToEventLoop();
    }
    return deleted;
  };

  /** Lines whose session is gone, as a host's dump may lose the foreign key: those below all sessions, found by their index. */
  const deleteOrphans = async (belowId: number, executor: Executor) => {
    for (;;) {
      const [{ first }] = await executor((on) =>
        entries().min({ first: 'session_id' }).where('session_id', '<', belowId).connection(on)
      );
      if (first === null) return;
      await deleteLines(Number(first), executor);
    }
  };

  return {
    expiry: (ageMs) =>
      execute(async (on) => {
        const [clock]: { now: number | string; newest: number | string }[] = await sessions()
          .select(knex.raw(`${dialect.now} as now`), 'started_at as newest')
          .orderBy('id', 'desc')
          .limit(1)
          .connection(on);
        if (!clock) return null;
        const now = Number(clock.now);
        const before = now - ageMs;
        const everyTab = { eventTypes: eventTypeSchema.options };
        const expired = await pages.count({ ...everyTab, to: before }, on);
        // Usually nothing has expired, and each session's start asks for it.
        const kept = expired > 0 ? await pages.count({ ...everyTab, from: before }, on) : 0;
        return { now, newest: Number(clock.newest), before, expired, kept };
      }),

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
      if (ids.length < limit) {
        const oldest = await execute((on) => sessions().min({ id: 'id' }).first().connection(on));
        if (oldest?.id) await deleteOrphans(oldest.id, execute);
      }
      return ids.length;
    },

    async clear(filter) {
      const newest = (await sessions().max({ id: 'id' }).first())?.id ?? 0;
      let deleted = 0;
      for await (const ids of search.ids(filter ?? EVERY_SESSION, SESSIONS_PER_BATCH)) {
        const existing = ids.filter((id) => id <= newest);
        deleted += await deleteSessions(existing, executeOnPool);
      }
      if (!filter) await deleteOrphans(newest + 1, executeOnPool);
      return deleted;
    },
  };
};
