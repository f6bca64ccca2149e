import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databases,
  seedApp,
  startStrapi,
  startTransfer,
  until,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { createStore } from '../../server/store';
import { createOnServer, type ServerClient } from '../harness/databases';
import { startBreakableServer, type BreakableServer } from './support/breakable-server';
import { loggerOf, startOperation } from './support/operation';
import { captureOwnLines } from './support/own-lines';
import { saw } from './support/saw';
import { seedSessions } from './support/seeded';
import {
  completedSession,
  ENTRIES,
  messagesOf,
  numbered,
  sessionOf,
  SESSIONS,
} from './support/stored';

const API = '/localazy-activity-logs';

/** How long the database is away. */
const AWAY_MS = 30_000;

const MAX_BYTES = 1024 * 1024;

/** MariaDB's root may write to a read-only server. */
const asOrdinaryUser = async (database: TestDatabase, db: Knex) => {
  await db.raw("create user ordinary@'%'");
  await db.raw(`grant all on \`${database.env.DATABASE_NAME}\`.* to ordinary@'%'`);
  database.env.DATABASE_USERNAME = 'ordinary';
};

const servers = databases.filter((client): client is ServerClient => client !== 'sqlite');

describe.each(servers)('a %s server that goes away', (client) => {
  let server: BreakableServer;
  let database: TestDatabase;
  let app: RunningStrapi;
  let db: Knex;
  let captured: ReturnType<typeof captureOwnLines>;

  beforeAll(async () => {
    server = await startBreakableServer(client);
    database = await createOnServer(client, { url: server.url });
    db = database.connect();
    if (client === 'mysql' && server.isOwn) await asOrdinaryUser(database, db);
    app = await startStrapi({
      database,
      config: { writeQueue: { flushIntervalMs: 250, batchSize: 1_000, maxBytes: MAX_BYTES } },
    });
    await seedApp(app, { articles: 2 });
    captured = captureOwnLines(app);
  }, 180_000);

  afterAll(async () => {
    captured?.stop();
    await app?.stop();
    await db?.destroy();
    await server?.dispose();
  }, 60_000);

  const uploads = () => db(SESSIONS).where({ event_type: 'upload' }).orderBy('id');

  const upload = async () => {
    const before = (await uploads()).length;
    await startTransfer(app, 'upload');
    return async () => {
      const session = (await uploads())[before];
      return session && session.status !== 'in-progress' ? session : undefined;
    };
  };

  it('for 30 seconds: transfers end as without us, every line is there afterwards, in order, once', async () => {
    const solo = await until('an upload went well', await upload());
    const usual = await messagesOf(db, solo.id);
    captured.lines.length = 0;

    const operation = startOperation(app, 'A long operation');
    app.localazy.requests.length = 0;
    app.localazy.failOn({ path: '/import', trouble: { delayMs: AWAY_MS + 5_000 } });
    const uploaded = await upload();
    await until('Localazy has the upload', () =>
      app.localazy.requests.some(({ path }) => path.endsWith('/import'))
    );
    await sleep(500);
    await server.breakOff();
    const before = operation.lines;
    await sleep(AWAY_MS);
    const meanwhile = operation.lines - before;
    await server.mend();

    const session = await until('the upload has ended', uploaded, { timeoutMs: 60_000 });
    app.localazy.heal();
    expect(session).toMatchObject({ status: 'completed', summary: solo.summary });
    const messages = await messagesOf(db, session.id);
    // That Localazy takes its time, as it does here, is a line of its own.
    expect(messages.filter((text) => !text.startsWith('No progress for over'))).toEqual(usual);
    expect(session.entry_count).toBe(messages.length);

    expect(await operation.finish()).toBe('the result of A long operation');
    const own = await completedSession(db, 'A long operation');
    expect(await messagesOf(db, own.id)).toEqual(numbered(operation.lines));
    expect(own.entry_count).toBe(operation.lines);
    const errors = captured.lines.filter(({ level }) => level !== 'info');
    expect(errors).toHaveLength(1);
    expect(errors[0].text).toMatch(
      /^The activity logs cannot be written: lines are kept in memory/
    );
    expect(captured.lines.at(-1)?.text).toBe('The activity logs can be written again');
    saw({
      heading: 'The database fails',
      done: `${client} away for ${AWAY_MS / 1_000} s during an upload of the official plugin and an operation of the host: ${server.how}`,
      seen: `both ended as usual; all ${operation.lines} lines (${meanwhile} of them from meanwhile) and the upload’s ${messages.length} are there, in order, once; one error and one "can be written again" in the console`,
    });
  }, 180_000);

  it('restarted in the middle of an export and of a clear: neither seems whole that is not', async () => {
    await seedSessions(app, { sessions: 60, lines: 1_500 });
    const headers = { authorization: `Bearer ${app.admin.token}` };
    const response = await fetch(new URL(`${API}/export?timeZone=UTC`, app.url), { headers });
    const reader = response.body?.getReader();
    if (!reader) throw new Error('The export has no body');
    const parts = [Buffer.from((await reader.read()).value ?? [])];
    await server.breakOff();
    await server.mend();
    const readRest = async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(Buffer.from(part.value));
      }
      return JSON.parse(Buffer.concat(parts).toString()).length;
    };
    const exported = await readRest().catch(() => 'the download broke');
    const sessions = Number((await db(SESSIONS).count({ rows: '*' }))[0].rows);
    expect([sessions, 'the download broke']).toContain(exported);

    const clearing = app.request<{ deleted?: number; error?: { message: string } }>(
      'DELETE',
      `${API}/sessions`,
      { token: app.admin.token }
    );
    await until('it is at work', async () => (await db(ENTRIES).first('id'))?.id > 1, {
      everyMs: 1,
    });
    await server.breakOff();
    await server.mend();
    const { status, body } = await clearing;
    const left = Number((await db(SESSIONS).count({ rows: '*' }))[0].rows);
    expect(status === 200 ? left : body.error?.message).toEqual(
      status === 200 ? 0 : expect.stringMatching(/\d/)
    );
    await app.request('DELETE', `${API}/sessions`, { token: app.admin.token });
    expect(await db(ENTRIES).first('id')).toBeUndefined();
    saw({
      heading: 'The database fails',
      done: `${client} restarted in the middle of an export of ${sessions} sessions, and of a clear: ${server.how}`,
      seen: `the export: ${exported}; the clear: ${status}, ${JSON.stringify(body)}, ${left} sessions left; the next clear empties the tables`,
    });
  }, 120_000);

  it('until its memory is full: debug lines go first, warnings and errors stay, and a visible entry says how many', async () => {
    const logger = loggerOf(app);
    const session = logger.start({ eventType: 'download', initiatedBy: 'A talkative one' });
    session.info('first');
    await logger.flush();
    await server.breakOff();
    const text = 'x'.repeat(200);
    for (let line = 1; line <= 3_000; line += 1) {
      session.debug(`debug ${line} ${text}`);
      if (line % 100 === 0) {
        session.warn(`warning ${line}`);
        session.error(`error ${line}`);
      }
    }
    session.info('last');
    session.complete('Done');
    await logger.flush();
    await server.mend();
    const row = await completedSession(db, 'A talkative one');
    const levels: { level: string; lines: number | string }[] = await db(ENTRIES)
      .where({ session_id: row.id })
      .select('level', db.raw('count(*) as ??', ['lines']))
      .groupBy('level');
    const counted = Object.fromEntries(levels.map(({ level, lines }) => [level, Number(lines)]));
    const messages = await messagesOf(db, row.id);
    const [mark] = messages.filter((message) => / dropped: /.test(message));
    expect(mark).toBe(
      `${3_000 - counted.debug} entries dropped: the database could not be written and the memory for waiting entries was full`
    );
    expect(counted).toMatchObject({ info: 2, warn: 30 + 1, error: 30 });
    expect([messages[0], messages[1], messages.at(-1)]).toEqual(['first', mark, 'last']);
    expect(row).toMatchObject({
      entry_count: messages.length,
      warning_count: 31,
      error_count: 30,
    });
    saw({
      heading: 'The database fails',
      done: `${client} away while 3,000 debug lines, 30 warnings and 30 errors come, with memory for ${MAX_BYTES / 1024} KB of them`,
      seen: `all warnings and errors are there; in the place of the first missing line: "${mark}"; the counts in the table are those of what is there`,
    });
  }, 120_000);

  // On PostgreSQL a single database can be read-only, see database-refuses.
  const itOnMysql = client === 'mysql' ? it : () => {};

  itOnMysql(
    'is read-only for a while: the operation is not affected, one error in the console, all is there afterwards',
    async (context) => {
      if (!server.isOwn) return context.skip();
      captured.lines.length = 0;
      const operation = startOperation(app, 'On a read-only server');
      await until('it logs', () => operation.lines > 20);
      await db.raw('set global read_only = 1');
      await until('the console reports it', () => captured.lines.length > 0);
      await sleep(2_000);
      expect(await operation.finish()).toBe('the result of On a read-only server');
      await db.raw('set global read_only = 0');
      const session = await completedSession(db, 'On a read-only server');
      expect(await messagesOf(db, session.id)).toEqual(numbered(operation.lines));
      await until('the console reports the recovery', () => captured.lines.length > 1);
      expect(captured.lines.map(({ level }) => level)).toEqual(['error', 'info']);
      expect(captured.lines[0].text).toMatch(/--read-only option/);
      saw({
        heading: 'The database fails',
        done: 'a read-only database on mysql during an operation (the server’s own read_only)',
        seen: `the operation ended as usual; all ${operation.lines} lines are there afterwards, in order, once; one error and one "can be written again" in the console`,
      });
    },
    60_000
  );

  it('takes batches of the longest lines in any script, within the smallest usual packet of 4 MB', async () => {
    const MESSAGE = '翻訳'.repeat(4_000);
    const operation = loggerOf(app).start({ eventType: 'upload', initiatedBy: 'In Japanese' });
    operation.complete();
    await loggerOf(app).flush();
    const sessionId = (await sessionOf(db, 'In Japanese'))?.id ?? 0;
    const lines = Array.from({ length: 400 }, (_, index) => ({
      sessionId,
      sequence: index + 1,
      timestamp: 1,
      level: 'info' as const,
      message: `${MESSAGE} ${index}`,
      data: JSON.stringify({ quotes: '"'.repeat(1_000) }),
    }));
    const store = createStore({ strapi: app.strapi });
    expect(await store.entries.insert(lines)).toEqual({ missing: [], refused: [] });
    expect(await messagesOf(db, sessionId)).toHaveLength(400);
    saw({
      heading: 'The database fails',
      done: `400 lines of 8,000 Japanese characters at once on ${client}${client === 'mysql' && server.isOwn ? ', whose packets are limited to 4 MB, as MySQL 5.7’s are' : ''}`,
      seen: 'all are there: statements are cut by bytes',
    });
  });
});
