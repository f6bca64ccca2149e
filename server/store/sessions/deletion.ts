import { setImmediate as yieldToEventLoop, setTimeout as sleep } from 'node:timers/promises';
import { eventTypeSchema, type SessionFilter } from '../../../shared/contracts';
import { createAdaptiveBatch } from '../../domain/adaptive-batch';
import type { Database } from '../database/database';
import { executeOnPool, type Executor } from '../database/statement-timeout';
import { IncompleteClear, type Expiry } from '../types';
import type { SessionPage } from './page';
import type { SessionSearch } from './search';

const SESSIONS_PER_BATCH = 500;

/** Rows that one transaction deletes, sessions and lines: few enough that no row stays locked for long. */
const ROWS = { first: 1_500, max: 6_000, goalMs: 100 };

/** On SQLite a statement holds the event loop until it is on the disk. */
const SYNCHRONOUS_ROWS = { first: 300, max: 3_000, goalMs: 15 };

/** After these a clear that fails and has deleted nothing meanwhile is tried again: a deadlock or a lost connection passes. */
const RETRY_AFTER_MS = [100, 300, 900, 2_700];

const EVERY_SESSION: SessionFilter = { timeZone: 'UTC', locale: 'en' };

/** Deleting sessions with their lines, in batches that each leave the event loop free soon. */
export const createDeletion = (
  { knex, dialect, execute, sessions, entries }: Database,
  { pages, search }: { pages: SessionPage; search: SessionSearch }
) => {
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

  const deleteSessions = async (
    ids: number[],
    executor: Executor,
    onDeleted: (count: number) => void = () => {}
  ) => {
    if (ids.length === 0) return;
    const queue = await executor((on) =>
      sessions().select('id', 'entry_count').whereIn('id', ids).connection(on)
    );
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
      onDeleted(await batch.run(rows, () => deleteTogether(together, executor)));
      await yieldToEventLoop();
    }
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

  /** The newest session that there is, or was where only its lines are left. */
  const newestId = async (): Promise<number> => {
    const session = await sessions().max({ id: 'id' }).first();
    const line = await entries().max({ id: 'session_id' }).first();
    return Math.max(session?.id ?? 0, line?.id ?? 0);
  };

  return {
    /** What retention would delete: sessions older than `ageMs`. Null where there is no session. */
    expiry: (ageMs: number): Promise<Expiry | null> =>
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

    /**
     * Deletes at most `limit` sessions started before an instant, with their lines; in the end also lines
     * whose session is gone. Returns how many sessions: below `limit` means done.
     */
    async pruneBatch({ before, limit }: { before: number; limit: number }): Promise<number> {
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

    /**
     * Deletes every session, or every one of a filter, that exists when it's called. Returns how many.
     * Rejects with an IncompleteClear where the database keeps failing.
     */
    async clear(filter?: SessionFilter): Promise<number> {
      let newest: number | null = null;
      let deleted = 0;
      const clearRest = async () => {
        newest ??= await newestId();
        for await (const ids of search.ids(filter ?? EVERY_SESSION, SESSIONS_PER_BATCH)) {
          const existing = ids.filter((id) => newest !== null && id <= newest);
          await deleteSessions(existing, executeOnPool, (count) => (deleted += count));
        }
        if (!filter) await deleteOrphans(newest + 1, executeOnPool);
      };
      for (let tries = 0; ; tries += 1) {
        const before = deleted;
        try {
          await clearRest();
          return deleted;
        } catch (error) {
          if (deleted > before) tries = 0;
          if (tries === RETRY_AFTER_MS.length) throw new IncompleteClear(deleted, error);
          await sleep(RETRY_AFTER_MS[tries]);
        }
      }
    },
  };
};
