import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Knex } from 'knex';
import type { Store } from '../../server/store/types';
import {
  databases,
  seedSession,
  startStrapi,
  times,
  until,
  type DatabaseClient,
  type RunningStrapi,
} from '../harness';
import { storeOf } from './support/services';

const SESSIONS = 'localazy_activity_sessions';

/** More than one transaction deletes. */
const COUNT = 1_100;

/** Refuses to delete the session that started first. */
const REFUSAL: Record<DatabaseClient, string[]> = {
  sqlite: [
    `create trigger refusal before delete on ${SESSIONS} when old.started_at = 1
     begin select raise(abort, 'The disk is broken'); end`,
  ],
  postgres: [
    `create function refuse() returns trigger as $$
     begin if old.started_at = 1 then raise 'The disk is broken'; end if; return old; end
     $$ language plpgsql`,
    `create trigger refusal before delete on ${SESSIONS} for each row execute function refuse()`,
  ],
  mysql: [
    `create trigger refusal before delete on ${SESSIONS} for each row
     begin if old.started_at = 1 then signal sqlstate '45000' set message_text = 'The disk is broken'; end if; end`,
  ],
};

const REMOVAL: Record<DatabaseClient, string> = {
  sqlite: 'drop trigger refusal',
  postgres: `drop trigger refusal on ${SESSIONS}`,
  mysql: 'drop trigger refusal',
};

const WAITING =
  "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

describe.each(databases)('a clear on %s', (client) => {
  let app: RunningStrapi;
  let store: Store;
  let db: Knex;

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    store = storeOf(app);
    db = app.database.connect();
  });
  afterAll(async () => {
    await db?.destroy();
    await app?.stop();
  });
  beforeEach(async () => {
    await store.sessions.clear();
    await seedSession(store, { startedAt: 1 });
    const [{ id: _, ...row }] = await db(SESSIONS);
    const rows = times(COUNT - 1, (number) => ({
      ...row,
      idempotency_key: `row ${number}`,
      started_at: 1 + number,
    }));
    await db.batchInsert(SESSIONS, rows, 30);
  });

  const left = async () => Number((await db(SESSIONS).count({ total: '*' }))[0].total);

  const clear = () =>
    app.request<{
      deleted?: number;
      error?: { name: string; message: string; details: { deleted: number } };
    }>('DELETE', '/localazy-activity-logs/sessions', { token: app.admin.token });

  const onDelete = (work: () => Promise<unknown>) => {
    const listener = ({ sql }: { sql: string }) => {
      if (!/^delete from .*sessions/.test(sql)) return;
      app.knex.removeListener('query', listener);
      void work();
    };
    app.knex.on('query', listener);
  };

  const endOtherConnections = async () => {
    const [processes]: { ID: number }[][] = await db.raw(
      'select ID from information_schema.processlist where DB = database() and ID <> connection_id()'
    );
    for (const { ID } of processes) await db.raw(`kill ${ID}`).catch(() => undefined);
  };

  /** Begins a clear that waits for a session which another transaction holds; on PostgreSQL. */
  const clearWhileHeld = async (id: number) => {
    const other = await db.transaction();
    await other(SESSIONS).where({ id }).update({ summary: 'held' });
    const cleared = clear();
    await until('the clear waits for the session that is held', async () => {
      const { rows } = await db.raw(WAITING);
      return rows.length > 0;
    });
    return { other, cleared };
  };

  test.runIf(client === 'postgres')(
    'whose connection is lost while it deletes goes on with another',
    async () => {
      const [newest] = await db(SESSIONS).orderBy('id', 'desc').limit(1).pluck('id');
      const { other, cleared } = await clearWhileHeld(newest);
      await db.raw(`select pg_terminate_backend(pid) from (${WAITING}) as waiting`);
      await other.rollback();
      expect([(await cleared).status, await left()]).toEqual([200, 0]);
    },
    30_000
  );

  test.runIf(client === 'mysql')(
    'whose connections are lost goes on with others, and nothing is left',
    async () => {
      onDelete(endOtherConnections);
      const { status, body } = await clear();
      expect([status, await left()]).toEqual([200, 0]);
      expect(body.deleted).toBeGreaterThan(0);
    },
    30_000
  );

  test.runIf(client === 'postgres')(
    'that meets a deadlock is tried again',
    async () => {
      // Rows are deleted by ascending ids, so that the clear holds the second one when it waits for the newest.
      const [newest, second] = await db(SESSIONS).orderBy('id', 'desc').limit(2).pluck('id');
      const { other, cleared } = await clearWhileHeld(newest);
      const meeting = other(SESSIONS).where({ id: second }).update({ summary: 'held' });
      await meeting.then(
        () => other.commit(),
        () => other.rollback()
      );
      expect([(await cleared).status, await left()]).toEqual([200, 0]);
    },
    30_000
  );

  test('that can not be finished fails, and says how many sessions are gone', async () => {
    for (const statement of REFUSAL[client]) await db.raw(statement);
    try {
      const { body } = await clear();
      const remaining = await left();
      expect(remaining).toBeGreaterThan(0);
      expect(remaining).toBeLessThan(COUNT);
      expect(body.error).toMatchObject({
        name: 'IncompleteClearError',
        details: { deleted: COUNT - remaining },
      });
      expect(body.error?.message).toContain(String(COUNT - remaining));
      expect(JSON.stringify(body)).not.toContain('disk');
    } finally {
      await db.raw(REMOVAL[client]);
    }
  }, 30_000);
});
