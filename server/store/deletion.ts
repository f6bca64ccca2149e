import { chunksOf } from './chunks';
import type { Database } from './database';
import { patiently, type Manner } from './patience';
import { pause } from './pause';
import type { SessionStore } from './types';

const SESSIONS_PER_BATCH = 500;

/** Deleted in one statement, which on SQLite holds the event loop: about ten milliseconds' worth of either. */
const ENTRIES_PER_BATCH = 500;
const SESSIONS_PER_STATEMENT = 100;

/** Deleting sessions with their lines, in batches that each leave the event loop free soon. */
export const createDeletion = ({
  atOnce,
  sessions,
  entries,
}: Database): Pick<SessionStore, 'pruneBatch' | 'clear'> => {
  const deleteEntriesOf = async (sessionIds: number[], manner: Manner) => {
    let found = ENTRIES_PER_BATCH;
    while (found === ENTRIES_PER_BATCH) {
      const ids: number[] = await manner((on) =>
        entries()
          .whereIn('session_id', sessionIds)
          .limit(ENTRIES_PER_BATCH)
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
    for (const some of chunksOf(ids, SESSIONS_PER_STATEMENT)) {
      deleted += await manner((on) => sessions().whereIn('id', some).delete().connection(on));
      await pause();
    }
    return deleted;
  };

  const newestId = async (): Promise<number> => {
    const [newest] = await sessions().max({ id: 'id' });
    return newest?.id ?? 0;
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
      return deleted;
    },
  };
};
