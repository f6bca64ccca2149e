import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDatabaseWithTables, databases, until, type TestDatabase } from '../harness';
import {
  startChildApp,
  whyNoContainers,
  type ChildApp,
  type ChildAppOptions,
} from './support/child-app';
import { saw } from './support/saw';
import { INTERRUPTED, messagesOf, numbered, sessionOf } from './support/stored';

const heading = 'Interruptions';

const LEASE_MS = 2_500;
const CONFIG = { heartbeat: { intervalMs: 300, leaseMs: LEASE_MS, sweepIntervalMs: 300 } };

describe.runIf(databases.includes('postgres'))('Strapis that share a PostgreSQL', () => {
  let database: TestDatabase;
  let db: Knex;
  let children: ChildApp[] = [];

  beforeAll(async () => {
    database = await createDatabaseWithTables('postgres');
    db = database.connect();
  }, 60_000);

  afterEach(async () => {
    await Promise.all(children.map((child) => child.dispose()));
    children = [];
  });

  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  const startTwo = async (as: ChildAppOptions['as']) => {
    const start = () => startChildApp({ database, config: CONFIG, as });
    children = await Promise.all([start(), start()]);
    return children;
  };

  const statusOf = async (name: string) => (await sessionOf(db, name))?.status;

  /** One records, the other is killed while it records: returns how long it took until that was noticed. */
  const killOne = async (
    [killed, survivor]: ChildApp[],
    names: { killed: string; survivor: string }
  ) => {
    await killed.ask('begin', names.killed);
    await survivor.ask('begin', names.survivor);
    await sleep(2 * LEASE_MS);
    for (const name of Object.values(names)) expect(await statusOf(name)).toBe('in-progress');
    killed.signal('SIGKILL');
    await killed.ended;
    const before = performance.now();
    await until('it is noticed', async () => (await statusOf(names.killed)) === 'failed');
    const noticedAfter = Math.round(performance.now() - before);
    expect((await sessionOf(db, names.killed))?.summary).toBe(INTERRUPTED);
    await survivor.ask('complete', names.survivor);
    const session = await sessionOf(db, names.survivor);
    expect(session?.status).toBe('completed');
    const messages = await messagesOf(db, session?.id ?? 0);
    expect(messages).toEqual(numbered(messages.length));
    return noticedAfter;
  };

  it('workers of Node’s cluster: one is killed, the other notices at its next sweep, and goes on', async () => {
    const workers = await startTwo('cluster-worker');
    expect(workers[0].url).toBe(workers[1].url);
    const names = { killed: 'A killed worker', survivor: 'A worker' };
    const noticedAfter = await killOne(workers, names);
    expect(noticedAfter).toBeLessThan(LEASE_MS);
    saw({
      heading,
      done: 'two workers of Node’s cluster with a Strapi each, on one port and one PostgreSQL; one is killed',
      seen: `its session is Failed, interrupted, ${noticedAfter} ms later, as its process is known to be dead; the other’s is Completed, with every line`,
    });
  }, 120_000);

  it.skipIf(whyNoContainers())(
    'containers whose Strapis have the same process id and host name: one is killed, the other goes on',
    async () => {
      const containers = await startTwo('container');
      const names = { killed: 'A killed container', survivor: 'A container' };
      const noticed = killOne(containers, names);
      await until(
        'both record',
        async () => (await statusOf(names.survivor)) && (await statusOf(names.killed))
      );
      const ids = await Promise.all(
        Object.values(names).map(async (name) => (await sessionOf(db, name))?.instance_id ?? '')
      );
      const [[spaceA, pidA], [spaceB, pidB]] = ids.map((id) => id.split('|'));
      expect([spaceA === spaceB, pidA === pidB]).toEqual([false, true]);
      const noticedAfter = await noticed;
      saw({
        heading,
        done: 'two containers (process ids and host names of their own) with a Strapi each, both process 1 of the same host name, on one PostgreSQL; one is killed',
        seen: `its session is Failed, interrupted, when its lease of ${LEASE_MS / 1_000} s is over (${noticedAfter} ms later); the other’s is Completed, with every line`,
      });
    },
    120_000
  );
});
