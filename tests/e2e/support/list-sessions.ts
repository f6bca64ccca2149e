import { randomUUID } from 'node:crypto';
import type { Entry, EventType, Session, SessionStatus } from '../../../shared/contracts';
import type { Store } from '../../../server/store/types';
import type { RunningStrapi } from '../../harness';

/** A session as a test needs it; the rest has defaults. */
export type SeededSession = Partial<
  Pick<
    Session,
    | 'eventType'
    | 'status'
    | 'startedAt'
    | 'initiatedBy'
    | 'summary'
    | 'warningCount'
    | 'errorCount'
    | 'progress'
  >
> & { durationMs?: number; lines?: string[]; content?: Entry['content'] };

const COPIES_PER_INSERT = 20;

/** Stores sessions as the recorder does, without recording them. */
export const createSeeder = async (app: RunningStrapi) => {
  const store: Store = app.strapi.plugin('localazy-activity-logs').service('store');
  // Nothing here has to survive a power cut, and each session is several writes.
  await app.knex.raw('pragma synchronous = off');

  const open = async ({
    eventType = 'upload',
    startedAt = Date.now(),
    initiatedBy = 'Ada Lovelace',
    summary = 'Uploaded 12 keys',
  }: SeededSession) => {
    const session = { eventType, startedAt, initiatedBy, initiatorId: null, summary };
    const [stored] = await store.sessions.insert([
      { ...session, instanceId: 'seeded', idempotencyKey: randomUUID() },
    ]);
    if ('refused' in stored) throw new Error(stored.refused);
    return stored.id;
  };

  const addLines = (sessionId: number, messages: string[], content: Entry['content'] = null) =>
    store.entries.insert(
      messages.map((message, index) => ({
        sessionId,
        sequence: index + 1,
        timestamp: Date.now(),
        level: 'info',
        message,
        data: null,
        content,
      }))
    );

  const settle = async (id: number, given: SeededSession) => {
    const { status = 'completed', startedAt = Date.now(), durationMs = 1_000 } = given;
    const present = {
      id,
      entryCount: given.lines?.length ?? 0,
      warningCount: given.warningCount ?? 0,
      errorCount: given.errorCount ?? 0,
      summary: given.summary ?? 'Uploaded 12 keys',
      progress: given.progress ?? null,
    };
    if (status === 'in-progress') await store.sessions.renew([present]);
    else {
      const finishedAt = startedAt + durationMs;
      await store.sessions.end([{ ...present, status, finishedAt, durationMs }]);
    }
  };

  /** Stores one session and returns its id. */
  const session = async (given: SeededSession = {}): Promise<number> => {
    const id = await open(given);
    if (given.lines) await addLines(id, given.lines, given.content);
    await settle(id, given);
    return id;
  };

  return {
    session,

    /** Stores many, one after the other, and returns their ids. */
    async sessions(many: SeededSession[]): Promise<number[]> {
      const ids: number[] = [];
      for (const given of many) ids.push(await session(given));
      return ids;
    },

    /** Stores `count` more like the session `id`, each started a second before the last. For thousands. */
    async copies(id: number, count: number) {
      const table = 'localazy_activity_sessions';
      const { id: _id, ...row } = await app.knex(table).where({ id }).first();
      const rows = Array.from({ length: count }, (_, index) => ({
        ...row,
        idempotency_key: randomUUID(),
        started_at: Number(row.started_at) - 1_000 * (index + 1),
      }));
      await app.knex.batchInsert(table, rows, COPIES_PER_INSERT);
    },

    clear: () => store.sessions.clear(),
  };
};

export type Seeder = Awaited<ReturnType<typeof createSeeder>>;

const TYPES: EventType[] = ['upload', 'download', 'webhook'];
const STATUSES: SessionStatus[] = ['completed', 'failed', 'completed', 'completed'];
const USERS = ['Ada Lovelace', 'Grace Hopper', 'Strapi User'];
const VERBS = { upload: 'Uploaded', download: 'Downloaded', webhook: 'Webhook downloaded' };
const HOUR_MS = 3_600_000;

/**
 * A history of `count` sessions in all tabs, one for each hour before `newest` (epoch milliseconds).
 * No two have the same start, duration or summary; statuses and users repeat.
 */
export const history = (count: number, newest: number): SeededSession[] =>
  Array.from({ length: count }, (_, index) => {
    const eventType = TYPES[index % TYPES.length];
    const turn = Math.floor(index / TYPES.length);
    const status = STATUSES[turn % STATUSES.length];
    const keys = ((index * 37) % 1_000) + 1;
    return {
      eventType,
      status,
      startedAt: newest - index * HOUR_MS,
      durationMs: ((index * 7_919) % 100_000) + 500,
      initiatedBy: eventType === 'webhook' ? 'Webhook' : USERS[turn % USERS.length],
      summary:
        status === 'failed' ? `Localazy refused key ${keys}` : `${VERBS[eventType]} ${keys} keys`,
      errorCount: status === 'failed' ? 1 : 0,
      warningCount: index % 5 === 0 ? 2 : 0,
    };
  });
