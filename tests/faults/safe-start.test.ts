import type { Knex } from 'knex';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createDatabaseWithTables,
  databases,
  KEEP_CHANGED_TABLES,
  startStrapi,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import type { ServerClient } from '../harness/databases';
import { listenInEachTest } from './support/console-lines';
import { fixturePlugin, startOfficialApp } from './support/official-app';
import { loggerOf } from './support/operation';
import { saw } from './support/saw';
import { messagesOf, sessionOf, SESSIONS } from './support/stored';

const heading = 'Living in a host';

const ourLines = listenInEachTest();

let app: RunningStrapi | null = null;
let database: TestDatabase | null = null;
let db: Knex | null = null;

afterEach(async () => {
  await app?.stop();
  app = null;
  await db?.destroy();
  db = null;
  await database?.drop();
  database = null;
}, 60_000);

/** Statements are aborted after so long by default; no start may wait for that. */
const STATEMENT_TIMEOUT_S = 30;

const errors = () => ourLines().filter((line) => line.startsWith('error: '));

describe('a Strapi that lacks what this plugin needs', () => {
  it.each([
    ['services.extend', /^error: Operations of the Localazy plugin are not recorded: /],
    ['actionProvider.registerMany', /^error: The page of the activity logs cannot be opened: /],
    [
      'a registry of content types that can be changed',
      /^error: Strapi’s export and transfer commands include the activity logs: /,
    ],
    ['a readable configuration', /config\.get is not a function/],
  ])('%s: it starts, one error says what is missing, an upload runs', async (part, error) => {
    const running = await startOfficialApp({
      env: { STRAPI_WITHOUT: part },
      pluginsBefore: { 'older-strapi': fixturePlugin('older-strapi') },
    });
    app = running;
    expect(errors()).toEqual([expect.stringMatching(error)]);
    const imports = () => running.localazy.requests.filter(({ path }) => path.endsWith('/import'));
    const { body } = await running.request<{ streamIdentifier?: string }>(
      'POST',
      '/localazy/transfer/upload',
      { token: running.admin.token, body: {} }
    );
    expect(body.streamIdentifier).toBeTruthy();
    await expect.poll(() => imports().length, { timeout: 10_000 }).toBeGreaterThan(0);
    saw({
      heading,
      done: `a start without ${part}`,
      seen: `Strapi runs, an upload ends; “${errors()[0]}”`,
    });
  });
});

describe.each(databases)('a start on %s', (client) => {
  it('whose table of sessions lacks a column: Strapi runs, the console names the column', async () => {
    database = await createDatabaseWithTables(client);
    db = database.connect();
    await db.schema.alterTable(SESSIONS, (table) => table.dropColumn('summary'));
    if (client === 'sqlite') {
      await db.destroy();
      db = null;
    }
    app = await startStrapi({ database, env: KEEP_CHANGED_TABLES });
    const { status } = await app.request('GET', '/admin/users/me', { token: app.admin.token });
    expect(status).toBe(200);
    await loggerOf(app).run({ eventType: 'upload' }, () => 'unharmed');
    await loggerOf(app).flush();
    await loggerOf(app).flush();
    await expect.poll(() => ourLines().join('\n'), { timeout: 10_000 }).toMatch(/summary/);
    expect(errors().length).toBeLessThanOrEqual(1);
    saw({
      heading,
      done: `a start on ${client} whose table of sessions lacks a column`,
      seen: `Strapi runs; “${ourLines()[0]}”`,
    });
  });
});

const servers = databases.filter((client): client is ServerClient => client !== 'sqlite');

const LOCKS: Record<ServerClient, string> = {
  postgres: `begin; lock table ${SESSIONS} in access exclusive mode`,
  mysql: `lock tables ${SESSIONS} write`,
};
const UNLOCKS: Record<ServerClient, string> = { postgres: 'rollback', mysql: 'unlock tables' };

describe.each(servers)('a start on %s', (client) => {
  it('whose table of sessions is locked: Strapi runs, what is recorded meanwhile is stored after it', async () => {
    database = await createDatabaseWithTables(client);
    const locker = database.connect({ connections: 1 });
    db = locker;
    await locker.raw(LOCKS[client]);
    const started = performance.now();
    app = await startStrapi({ database, env: KEEP_CHANGED_TABLES });
    const seconds = Math.round((performance.now() - started) / 1_000);
    expect(seconds).toBeLessThan(STATEMENT_TIMEOUT_S / 2);
    await loggerOf(app).run({ eventType: 'upload', initiatedBy: 'Locked' }, (session) =>
      session.info('meanwhile')
    );
    await locker.raw(UNLOCKS[client]);
    await expect
      .poll(async () => (await sessionOf(locker, 'Locked'))?.status, { timeout: 40_000 })
      .toBe('completed');
    const session = await sessionOf(locker, 'Locked');
    expect(await messagesOf(locker, session?.id ?? 0)).toEqual(['meanwhile']);
    saw({
      heading,
      done: `a start on ${client} while the table of sessions is locked`,
      seen: `Strapi runs after ${seconds} s; what was recorded meanwhile is stored when the lock is gone`,
    });
  }, 90_000);
});
