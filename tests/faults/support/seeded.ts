import { createStore } from '../../../server/store';
import type { Store } from '../../../server/store/types';
import type { RunningStrapi } from '../../harness';
import { ENTRIES, SESSIONS } from './stored';

interface Seeded {
  sessions: number;
  /** Lines of each. */
  lines: number;
  /** Epoch milliseconds. */
  startedAt?: number;
}

let lastNumber = 0;

const nextKey = () => {
  lastNumber += 1;
  return `seed|${lastNumber}`;
};

/** Stores a session with numbered lines, the way that the recorder does. Returns its id. */
const seedFirst = async (store: Store, { lines, startedAt }: Required<Seeded>): Promise<number> => {
  const opened = { instanceId: 'seed', initiatedBy: 'Seed', initiatorId: null, summary: '' };
  const [inserted] = await store.sessions.insert([
    { ...opened, idempotencyKey: nextKey(), eventType: 'download', startedAt },
  ]);
  if (!('id' in inserted)) throw new Error(inserted.refused);
  const { id } = inserted;
  await store.entries.insert(
    Array.from({ length: lines }, (_, index) => ({
      sessionId: id,
      sequence: index + 1,
      timestamp: startedAt,
      level: 'info',
      message: `line ${index + 1}`,
      data: null,
    }))
  );
  await store.sessions.end([
    {
      id,
      entryCount: lines,
      warningCount: 0,
      errorCount: 0,
      summary: 'Seeded',
      progress: null,
      status: 'completed',
      finishedAt: startedAt + 1_000,
      durationMs: 1_000,
    },
  ]);
  return id;
};

const ROWS_PER_INSERT = 20;

/** Copies a session, without its lines. */
const copySession = async ({ knex }: RunningStrapi, id: number, copies: number) => {
  const { id: _id, ...row } = await knex(SESSIONS).where({ id }).first();
  const rows = Array.from({ length: copies }, () => ({ ...row, idempotency_key: nextKey() }));
  await knex.batchInsert(SESSIONS, rows, ROWS_PER_INSERT);
};

/** Stores sessions that have ended, with numbered lines. */
export const seedSessions = async (
  app: RunningStrapi,
  { sessions, lines, startedAt = Date.now() }: Seeded
): Promise<void> => {
  const store = createStore({ strapi: app.strapi });
  const first = await seedFirst(store, { sessions, lines, startedAt });
  await copySession(app, first, sessions - 1);
  await app.knex.raw(
    `insert into ${ENTRIES} (session_id, sequence, level, timestamp, message)
      select copy.id, line.sequence, line.level, line.timestamp, line.message
        from ${SESSIONS} copy join ${ENTRIES} line on line.session_id = ?
        where copy.id > ? and copy.instance_id = 'seed' order by copy.id, line.sequence`,
    [first, first]
  );
};
