import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDatabaseWithTables,
  databases,
  startStrapi,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { createOnServer, type ServerClient } from '../harness/databases';
import { loggerOf, startOperation } from './support/operation';
import { startOwnServer } from './support/own-server';
import { saw } from './support/saw';
import { completedSession, ENTRIES, messagesOf, numbered } from './support/stored';

const heading = 'The database fails';

const servers = databases.filter((client): client is ServerClient => client !== 'sqlite');

describe.each(servers)('a pool of %s without a free connection', (client) => {
  let app: RunningStrapi;

  beforeAll(async () => {
    app = await startStrapi({ database: client });
  }, 60_000);
  afterAll(() => app?.stop());

  it('keeps no operation waiting; all is stored once a connection is free', async () => {
    const { pool } = app.knex.client;
    const taken: unknown[] = await Promise.all(
      Array.from({ length: pool.max }, () => app.knex.client.acquireConnection())
    );
    const operation = startOperation(app, 'Without a connection');
    await sleep(2_000);
    const started = performance.now();
    await operation.finish();
    const waited = Math.round(performance.now() - started);
    expect(pool.numFree()).toBe(0);
    await Promise.all(taken.map((connection) => app.knex.client.releaseConnection(connection)));
    const session = await completedSession(app.knex, 'Without a connection');
    expect(await messagesOf(app.knex, session.id)).toEqual(numbered(operation.lines));
    saw({
      heading,
      done: `all ${taken.length} connections of the pool on ${client} taken for 2 s`,
      seen: `the operation ended within ${waited} ms; all ${operation.lines} lines are there`,
    });
  });
});

describe.each(servers.filter((client) => client === 'postgres'))('time limits of %s', () => {
  let database: TestDatabase;
  let app: RunningStrapi;
  let db: Knex;

  beforeAll(async () => {
    database = await createDatabaseWithTables('postgres');
    db = database.connect();
    for (const setting of ['statement_timeout', 'idle_in_transaction_session_timeout']) {
      await db.raw(`alter database ?? set ${setting} = '250ms'`, [database.env.DATABASE_NAME]);
    }
    app = await startStrapi({ database });
  }, 60_000);
  afterAll(async () => {
    await app?.stop();
    await db?.destroy();
    await database?.drop();
  }, 60_000);

  it('a statement_timeout that ends our statements: they are retried, every line is there once', async () => {
    const operation = startOperation(app, 'Timed out');
    const lock = await db.transaction();
    await lock.raw(
      'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0'
    );
    await lock.raw(`lock table ${ENTRIES} in access exclusive mode`);
    await sleep(2_000);
    await lock.rollback();
    await operation.finish();
    const session = await completedSession(db, 'Timed out');
    expect(await messagesOf(db, session.id)).toEqual(numbered(operation.lines));
    saw({
      heading,
      done: 'PostgreSQL with a statement_timeout of 250 ms, its table of entries locked for 2 s',
      seen: `all ${operation.lines} lines are there, in order, once`,
    });
  });

  it('an idle_in_transaction_session_timeout that ends our connections: every session is there once', async () => {
    const logger = loggerOf(app);
    const names = Array.from({ length: 30 }, (_, index) => `Idle ${index}`);
    for (const name of names) {
      const session = logger.start({ eventType: 'upload', initiatedBy: name });
      session.info('line 1');
      await sleep(20);
      // The event loop is held in the middle of whatever transaction is open.
      const until = performance.now() + (Math.random() < 0.3 ? 400 : 0);
      while (performance.now() < until);
      session.complete();
    }
    for (const name of names) {
      const { id } = await completedSession(db, name);
      expect(await messagesOf(db, id)).toEqual(['line 1']);
    }
    saw({
      heading,
      done: 'PostgreSQL with an idle_in_transaction_session_timeout of 250 ms, the event loop held for 400 ms again and again',
      seen: `all ${names.length} sessions are there, each once`,
    });
  }, 60_000);
});

describe.each(servers.filter((client) => client === 'mysql'))('settings of %s', () => {
  it('packets of 1 MB at most: long lines are all stored', async ({ skip }) => {
    const server = await startOwnServer('mysql', ['--max-allowed-packet=1M']);
    if (!server) return skip();
    const database = await createOnServer('mysql', { url: server.url });
    const db = database.connect();
    const app = await startStrapi({ database });
    try {
      const session = loggerOf(app).start({ eventType: 'upload', initiatedBy: 'Packets' });
      const text = `${`"'\\`.repeat(2_000)}日本語`.repeat(2);
      for (let line = 1; line <= 300; line += 1) session.info(`${line} ${text}`, { text });
      session.complete();
      const { id, warning_count } = await completedSession(db, 'Packets');
      expect(warning_count).toBe(0);
      const messages = await messagesOf(db, id);
      expect(messages.map((message) => parseInt(message, 10))).toEqual(
        Array.from({ length: 300 }, (_, index) => index + 1)
      );
      saw({
        heading,
        done: '300 lines of 36 KB, most of it quotes and backslashes, on MariaDB with packets of 1 MB at most',
        seen: 'all are there',
      });
    } finally {
      await app.stop();
      await db.destroy();
      await server.dispose();
    }
  }, 120_000);
});
