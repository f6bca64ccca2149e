import type { Database } from '../database/database';
import { createPace } from '../pace/pace';
import { patiently, type Manner } from '../database/patience';
import { pause } from '../pace/pause';
import type { SessionStore } from '../types';

const SESSIONS_PER_BATCH = 500;

/** The most that one statement deletes: few enough that no row stays locked for long. */
const PER_STATEMENT = { entries: 2_000, sessions: { most: 500, goalMs: 100 } };

/** On SQLite a statement holds the event loop until it is on the disk. */
const PER_SYNCHRONOUS_STATEMENT = { entries: 500, sessions: { most: 100, goalMs: 15 } };

/** Deleting sessions with their lines, in batches that each leave the event loop free soon. */
export const createDeletion = ({
  dialect,
  atOnce,
  newestId,
  sessions,
  entries,
  milestones,
}: Database): Pick<SessionStore, 'pruneBatch' | 'clear'> => {
  const perStatement = dialect.synchronous ? PER_SYNCHRONOUS_STATEMENT : PER_STATEMENT;
  const pace = createPace(perStatement.sessions);

  const deleteEntriesOf = async (sessionIds: number[], manner: Manner) => {
    let found = perStatement.entries;
    while (found === perStatement.entries) {
      const ids: number[] = await manner((on) =>
        entries()
          .whereIn('session_id', sessionIds)
          .limit(perStatement.entries)
          .pluck('id')
          .connection(on)
      );
      if (ids.length > 0) {
        await manner((on) => entries().whereIn('id', ids).delete().connection(on));
      }
      found = ids.length;
      await pause();
    }
  };

  /** Lines that came meanwhile go by the foreign key's cascade. */
  const deleteSessions = async (ids: number[], manner: Manner): Promise<number> => {
    if (ids.length === 0) return 0;
    await deleteEntriesOf(ids, manner);
    let deleted = 0;
    await pace.inParts(ids, async (some) => {
      deleted += await manner((on) => sessions().whereIn('id', some).delete().connection(on));
    });
    return deleted;
  };

  return {
    async pruneBatch({ before, limit }) {
      const ids: number[] = await atOnce((on) =>
        sessions()
          .where('started_at', '<', before)
          .orderBy('started_at')
          .limit(limit)
          .pluck('id')
          .connection(on)
      );
      await deleteSessions(ids, atOnce);
      return ids.length;
    },

    async clear() {
      const last = await newestId();
      let deleted = 0;
      let ids: number[];
      do {
        ids = await sessions()
          .where('id', '<=', last)
          .orderBy('id')
          .limit(SESSIONS_PER_BATCH)
          .pluck('id');
        deleted += await deleteSessions(ids, patiently);
      } while (ids.length === SESSIONS_PER_BATCH);
      // They hold the sort keys of texts.
      await milestones().delete();
      return deleted;
    },
  };
};
