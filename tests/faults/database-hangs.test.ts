import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  databases,
  findDatabase,
  seedApp,
  startStrapi,
  startTransfer,
  until,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { createOnServer, type ServerClient } from '../harness/databases';
import { startChildApp } from './support/child-app';
import { loggerOf, startOperation } from './support/operation';
import { captureOwnLines } from './support/own-lines';
import { startProxy, type Proxy } from './support/proxy';
import { saw } from './support/saw';
import {
  completedSession,
  INTERRUPTED,
  messagesOf,
  numbered,
  sessionOf,
  SESSIONS,
} from './support/stored';

const HELD_MS = 8_000;

/** Writes without a response are aborted after so long; the default is half a minute. */
const TIMEOUT_MS = 1_500;

const MAX_BYTES = 1024 * 1024;

/** Whoever waits for the database waits for as long as it doesn't respond. */
const AT_ONCE_MS = 500;

/** One for the write queue, one for the sweep, one for retention. */
const MOST_CONNECTIONS = 3;

/** Ours after 5 s of silence, then Strapi's pool, which gives its idle connections 5 s. */
const STOPPED_WITHIN_MS = 20_000;

const CONFIG = {
  writeQueue: { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS },
  // Often, so that their turns would pile up.
  heartbeat: { intervalMs: 200, leaseMs: 60_000, sweepIntervalMs: 200 },
};

const servers = databases.filter((client): client is ServerClient => client !== 'sqlite');

describe.each(servers)('a %s that does not respond, its connections open', (client) => {
  let proxy: Proxy;
  let database: TestDatabase;
  let db: Knex;

  beforeAll(async () => {
    proxy = await startProxy(client);
    database = await createOnServer(client, { url: proxy.url });
    const direct = await findDatabase(client, database.env.DATABASE_NAME);
    if (!direct) throw new Error('The new database is not there');
    db = direct.connect();
  }, 60_000);

  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
    await proxy?.dispose();
  }, 60_000);

  const completed = (name: string) => completedSession(db, name);

  describe('in a running Strapi', () => {
    let app: RunningStrapi;
    let captured: ReturnType<typeof captureOwnLines>;

    beforeAll(async () => {
      app = await startStrapi({ database, config: CONFIG });
      await seedApp(app, { articles: 2 });
      captured = captureOwnLines(app);
    }, 60_000);

    afterAll(async () => {
      captured?.stop();
      proxy.letGo();
      await app?.stop();
    }, 60_000);

    const uploads = () => db(SESSIONS).where({ event_type: 'upload' }).orderBy('id');

    const endedUploads = (count: number) => async () => {
      const ended = (await uploads()).filter(({ status }) => status !== 'in-progress');
      return ended.length === count ? ended : undefined;
    };

    /** More than there is memory for, and what must be kept of it. */
    const talk = async () => {
      const text = 'x'.repeat(200);
      await loggerOf(app).run(
        { eventType: 'webhook', initiatedBy: 'A talkative one' },
        (session) => {
          for (let line = 1; line <= 3_000; line += 1) session.debug(`debug ${line} ${text}`);
          for (let line = 1; line <= 30; line += 1) session.error(`error ${line}`);
        }
      );
    };

    it('for a while: operations end as without us, memory and connections are bounded, all is there afterwards, once', async () => {
      await startTransfer(app, 'upload');
      const [solo] = await until('an upload went well', endedUploads(1));
      const operation = startOperation(app, 'Meanwhile');
      app.localazy.requests.length = 0;
      app.localazy.failOn({ path: '/import', trouble: { delayMs: HELD_MS + 2_000 } });
      await startTransfer(app, 'upload');
      await until('Localazy has the upload', () =>
        app.localazy.requests.some(({ path }) => path.endsWith('/import'))
      );
      captured.lines.length = 0;

      proxy.hold();
      await sleep(HELD_MS);
      const { pool } = app.knex.client;
      const connections = pool.numUsed() + pool.numPendingCreates();
      const started = performance.now();
      await talk();
      expect(await operation.finish()).toBe('the result of Meanwhile');
      const waited = Math.round(performance.now() - started);
      proxy.letGo();
      expect(waited).toBeLessThan(AT_ONCE_MS);
      expect(connections).toBeLessThanOrEqual(MOST_CONNECTIONS);

      const own = await completed('Meanwhile');
      expect(await messagesOf(db, own.id)).toEqual(numbered(operation.lines));
      expect(own.entry_count).toBe(operation.lines);
      const talkative = await completed('A talkative one');
      const messages = await messagesOf(db, talkative.id);
      const [mark, ...marks] = messages.filter((message) => / entries dropped: /.test(message));
      expect(marks).toEqual([]);
      expect(messages.filter((message) => message.startsWith('error'))).toHaveLength(30);
      expect(talkative.entry_count).toBe(messages.length);
      const [, upload] = await until('the upload has ended', endedUploads(2));
      app.localazy.heal();
      expect(upload).toMatchObject({ status: 'completed', summary: solo.summary });
      expect(await messagesOf(db, upload.id)).toEqual(await messagesOf(db, solo.id));
      await until('the console reports the recovery', () => captured.lines.length > 1);
      // Retention may have been under way when the database stopped responding.
      const lines = captured.lines.filter(
        ({ text }) => !text.startsWith('Could not delete old sessions')
      );
      expect(lines).toEqual([
        { level: 'error', text: expect.stringMatching(/cannot be written.*did not respond/) },
        { level: 'info', text: 'The activity logs can be written again' },
      ]);
      saw({
        heading: 'The database fails',
        done: `${client} does not respond for ${HELD_MS / 1_000} s, its connections open, during an upload of the official plugin and an operation of the host`,
        seen: `both ended as usual, the latter within ${waited} ms in the middle of it; all ${operation.lines} lines are there, once; of 3,000 debug lines and 30 errors, with memory for ${MAX_BYTES / 1024} KB, “${mark}”, no error among them; ${connections} of the pool’s connections in our hands; one error and one "can be written again" in the console`,
      });
    }, 120_000);

    it('on the connections that there are, for ever: they are given up, and others take their place', async () => {
      const operation = startOperation(app, 'Stranded');
      await until('it is stored', () => sessionOf(db, 'Stranded'));
      proxy.strand();
      const started = performance.now();
      await sleep(1_000);
      await operation.finish();
      const session = await completed('Stranded');
      const seconds = ((performance.now() - started) / 1_000).toFixed(0);
      expect(await messagesOf(db, session.id)).toEqual(numbered(operation.lines));
      expect(session.entry_count).toBe(operation.lines);
      expect(app.knex.client.pool.numUsed()).toBeLessThanOrEqual(1);
      saw({
        heading: 'The database fails',
        done: `every connection to ${client} dead without a word, new ones fine, with writes given up after ${TIMEOUT_MS / 1_000} s`,
        seen: `all ${operation.lines} lines are there, in order, once, ${seconds} s later`,
      });
    }, 120_000);
  });

  it('when SIGTERM comes: Strapi stops', async () => {
    const child = await startChildApp({ database });
    try {
      await child.ask('begin', 'Told to stop');
      await until('lines are stored', async () => {
        const session = await sessionOf(db, 'Told to stop');
        return session && (await messagesOf(db, session.id)).length > 20;
      });
      proxy.hold();
      await sleep(1_000);
      const said = child.said.length;
      const before = performance.now();
      child.signal('SIGTERM');
      const end = await Promise.race([child.ended, sleep(2 * STOPPED_WITHIN_MS)]);
      const seconds = ((performance.now() - before) / 1_000).toFixed(1);
      expect(end).toBe(0);
      expect(performance.now() - before).toBeLessThan(STOPPED_WITHIN_MS);
      proxy.letGo();

      const next = await startChildApp({ database });
      await next.dispose();
      const session = await sessionOf(db, 'Told to stop');
      expect(session).toMatchObject({ status: 'failed', summary: INTERRUPTED });
      const lines = await messagesOf(db, session?.id ?? 0);
      expect(lines).toEqual(numbered(lines.length));
      saw({
        heading: 'The database fails',
        done: `Strapi stopped by SIGTERM in the middle of an operation while ${client} does not respond`,
        seen: `it stopped after ${seconds} s, exit code 0; at the next start Failed, "${INTERRUPTED}", with ${lines.length} of ${said} lines`,
      });
    } finally {
      proxy.letGo();
      await child.dispose();
    }
  }, 120_000);
});
