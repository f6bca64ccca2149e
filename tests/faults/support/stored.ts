import type { Knex } from 'knex';
import { until } from '../../harness/until';
import type { EntryRow, SessionRow } from '../../../server/store/database/rows';

export const SESSIONS = 'localazy_activity_sessions';
export const ENTRIES = 'localazy_activity_entries';
export const INTERRUPTED =
  'Interrupted: Strapi stopped before the operation finished. Start it again.';

/** The session that `name` initiated. */
export const sessionOf = async (db: Knex, name: string): Promise<SessionRow | undefined> =>
  db<SessionRow>(SESSIONS).where({ initiated_by: name }).first();

/** The session that `name` initiated, once it's stored as completed. */
export const completedSession = (db: Knex, name: string): Promise<SessionRow> =>
  until(
    `${name} is stored`,
    async () => {
      const session = await sessionOf(db, name);
      return session?.status === 'completed' ? session : undefined;
    },
    { timeoutMs: 30_000 }
  );

/** A session's messages, in order. */
export const messagesOf = async (db: Knex, id: number): Promise<string[]> =>
  db<EntryRow>(ENTRIES).where({ session_id: id }).orderBy('sequence').pluck('message');

/** Lines whose session isn't there. */
export const orphans = (db: Knex): Promise<unknown[]> =>
  db(ENTRIES).whereNotIn('session_id', db(SESSIONS).select('id'));

/** "line 1", "line 2", … */
export const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);
