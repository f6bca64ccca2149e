import { createStore } from '../../../server/store';
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

/** Stores sessions that have ended, with numbered lines, the way that the recorder does. */
export const seedSessions = async (
  app: RunningStrapi,
  { sessions, lines, startedAt = Date.now() }: Seeded
): Promise<void> => {
  const store = createStore({ strapi: app.strapi });
  for (let session = 0; session < sessions; session += 1) {
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
  }
};

const ROWS_PER_INSERT = 20;

/** Stores many sessions of one line each, quickly. */
export const seedOldSessions = async (
  app: RunningStrapi,
  { sessions, startedAt }: Pick<Seeded, 'sessions'> & { startedAt: number }
): Promise<void> => {
  await seedSessions(app, { sessions: 1, lines: 1, startedAt });
  const { id: _id, ...row } = await app.knex(SESSIONS).orderBy('id', 'desc').first();
  const rows = Array.from({ length: sessions - 1 }, () => ({ ...row, idempotency_key: nextKey() }));
  await app.knex.batchInsert(SESSIONS, rows, ROWS_PER_INSERT);
  await app.knex.raw(
    `insert into ${ENTRIES} (session_id, sequence, level, timestamp, message)
      select id, 2, 'info', started_at, 'another line' from ${SESSIONS}`
  );
};
