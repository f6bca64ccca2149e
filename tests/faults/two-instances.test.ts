import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createDatabaseWithTables,
  databases,
  startStrapi,
  until,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import type { ServerClient } from '../harness/databases';
import { startChildApp, type ChildApp, type ChildAppOptions } from './support/child-app';
import { startOperation } from './support/operation';
import { saw } from './support/saw';
import { INTERRUPTED, messagesOf, numbered, orphans, sessionOf } from './support/stored';

const LEASE_MS = 2_500;
const CONFIG = { heartbeat: { intervalMs: 300, leaseMs: LEASE_MS, sweepIntervalMs: 300 } };
const MINUTE = 60_000;

const TRANSITIONS = 'status_transitions';
const SESSIONS = 'localazy_activity_sessions';

/** Notes every change of a session's status, whoever makes it, as the database sees it. */
const NOTE_TRANSITIONS: Record<ServerClient, string> = {
  postgres: `
    create function note_transition() returns trigger language plpgsql as $$ begin
      if old.status is distinct from new.status then
        insert into ${TRANSITIONS} (session_id, status) values (new.id, new.status);
      end if;
      return new;
    end $$;
    create trigger note_transition after update on ${SESSIONS}
      for each row execute function note_transition();`,
  mysql: `
    create trigger note_transition after update on ${SESSIONS} for each row
      insert into ${TRANSITIONS} (session_id, status)
        select new.id, new.status from dual where not (old.status <=> new.status)`,
};

const recordTransitions = async (client: ServerClient, db: Knex) => {
  await db.schema.createTable(TRANSITIONS, (table) => {
    table.increments('id');
    table.integer('session_id');
    table.string('status');
  });
  await db.raw(NOTE_TRANSITIONS[client]);
};

// Two processes on one SQLite file are nothing that Strapi supports.
const servers = databases.filter((client): client is ServerClient => client !== 'sqlite');

describe.each(servers)('Strapi processes on one %s', (client) => {
  let database: TestDatabase;
  let db: Knex;
  let app: RunningStrapi;
  let children: ChildApp[] = [];

  beforeAll(async () => {
    database = await createDatabaseWithTables(client);
    app = await startStrapi({ database, config: CONFIG });
    db = database.connect();
    // Strapi drops tables that it doesn't know where a start compares all of them.
    await app.strapi.store.set({ type: 'core', key: 'persisted_tables', value: [TRANSITIONS] });
    await recordTransitions(client, db);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(children.map((child) => child.dispose()));
    children = [];
  });

  afterAll(async () => {
    await app?.stop();
    await db?.destroy();
    await database?.drop();
  });

  const startElsewhere = async (elsewhere: ChildAppOptions['elsewhere']) => {
    const child = await startChildApp({ database, config: CONFIG, elsewhere });
    children.push(child);
    return child;
  };

  const transitionsOf = async (name: string): Promise<string[]> => {
    const session = await sessionOf(db, name);
    return db(TRANSITIONS)
      .where({ session_id: session?.id ?? 0 })
      .orderBy('id')
      .pluck('status');
  };

  const statusOf = async (name: string) => (await sessionOf(db, name))?.status;

  it('one is killed: the others mark its sessions, all of them, once, within the lease, and no other', async () => {
    const fast = await startElsewhere({ host: 'machine-a', clockMs: MINUTE });
    const slow = await startElsewhere({ host: 'machine-b', clockMs: -MINUTE });
    await fast.ask('begin', 'killed 1');
    await fast.ask('begin', 'killed 2');
    await slow.ask('begin', 'survivor elsewhere');
    const own = startOperation(app, 'survivor here');
    await sleep(2 * LEASE_MS);
    const names = ['killed 1', 'killed 2', 'survivor elsewhere', 'survivor here'];
    for (const name of names) expect(await transitionsOf(name)).toEqual([]);
    saw({
      heading: 'Interruptions',
      done: `three Strapi processes record on one ${client}, two of them seemingly on other machines, with clocks a minute ahead and a minute behind, for ${(2 * LEASE_MS) / 1_000} s with a lease of ${LEASE_MS / 1_000} s`,
      seen: 'no session was taken for interrupted: heartbeats and sweeps go by the database’s clock',
    });

    fast.signal('SIGKILL');
    const killedAt = performance.now();
    await until('its sessions are marked', async () => {
      const marked = await Promise.all(['killed 1', 'killed 2'].map(statusOf));
      return marked.every((status) => status === 'failed');
    });
    const markedAfter = Math.round(performance.now() - killedAt);
    await sleep(2 * LEASE_MS);
    for (const name of ['killed 1', 'killed 2']) {
      expect(await transitionsOf(name)).toEqual(['failed']);
      const session = await sessionOf(db, name);
      expect(session).toMatchObject({ summary: INTERRUPTED });
      expect(Number(session?.finished_at)).toBeGreaterThanOrEqual(Number(session?.started_at));
    }
    for (const name of ['survivor elsewhere', 'survivor here']) {
      expect(await transitionsOf(name)).toEqual([]);
    }
    await own.finish();
    saw({
      heading: 'Interruptions',
      done: `one of the three is killed (SIGKILL), the others go on recording and sweeping, on ${client}`,
      seen: `both of its sessions Failed, "${INTERRUPTED}", ${markedAfter} ms after the kill, each marked once; none of the others’ was touched; no end before its start, for all the clocks`,
    });
  }, 120_000);

  it('one is stopped (SIGSTOP) beyond the lease and continued: its later lines and its true end are there', async () => {
    const child = await startElsewhere({ host: 'machine-c' });
    await child.ask('begin', 'stopped');
    await until('it logs', () => child.said.length > 20);
    child.signal('SIGSTOP');
    const saidBefore = child.said.length;
    await until(
      'it is taken for interrupted',
      async () => (await statusOf('stopped')) === 'failed'
    );
    expect((await sessionOf(db, 'stopped'))?.summary).toBe(INTERRUPTED);

    child.signal('SIGCONT');
    await until('it logs again', () => child.said.length > saidBefore + 20);
    await until('it runs again', async () => (await statusOf('stopped')) === 'in-progress');
    await child.ask('complete', 'stopped');
    const session = await sessionOf(db, 'stopped');
    expect(session).toMatchObject({ status: 'completed', summary: 'Done' });
    expect(await transitionsOf('stopped')).toEqual(['failed', 'in-progress', 'completed']);
    expect(await messagesOf(db, session?.id ?? 0)).toEqual(numbered(child.said.length));
    const durationMs = Number(session?.finished_at) - Number(session?.started_at);
    expect(durationMs).toBe(Number(session?.duration_ms));
    expect(durationMs).toBeGreaterThan(LEASE_MS);
    saw({
      heading: 'Interruptions',
      done: `a process stopped (SIGSTOP) beyond its lease of ${LEASE_MS / 1_000} s, then continued (SIGCONT), on ${client}`,
      seen: `Failed meanwhile; In Progress again with its first heartbeat, at last Completed with its own end after ${durationMs} ms and all ${child.said.length} lines. The rule: a sweep only supposes, the owner knows`,
    });
  }, 120_000);

  it('the logs are cleared while one is stopped: nothing of its session comes back', async () => {
    const child = await startElsewhere({ host: 'machine-d' });
    await child.ask('begin', 'stopped and cleared');
    await until('it logs', () => child.said.length > 20);
    child.signal('SIGSTOP');
    const { status } = await app.request('DELETE', '/localazy-activity-logs/sessions', {
      token: app.admin.token,
    });
    expect(status).toBe(200);
    child.signal('SIGCONT');
    const saidBefore = child.said.length;
    await until('it logs again', () => child.said.length > saidBefore + 50);
    await child.ask('complete', 'stopped and cleared');
    expect(await sessionOf(db, 'stopped and cleared')).toBeUndefined();
    expect(await orphans(db)).toEqual([]);
    saw({
      heading: 'Interruptions',
      done: `the logs cleared by another process while the process of a running session is stopped, which then goes on, on ${client}`,
      seen: 'its session does not come back, and none of its lines',
    });
  }, 120_000);
});
