import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { watchEventLoop } from './support/event-loop';
import { loggerOf, startOperation } from './support/operation';
import { captureOwnLines } from './support/own-lines';
import { saw } from './support/saw';
import { completedSession, messagesOf, numbered, sessionOf, SESSIONS } from './support/stored';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Shorter than a server's outage: nothing changes after the longest delay between two tries, which is
 * 5 s, as is the time that SQLite's driver would wait for the lock in one statement.
 */
const LOCKED_MS = 12_000;

/** What SQLite's driver waits for a lock by default, with the event loop held. */
const DRIVER_WAITS_MS = 5_000;

const lockFile = async (filename: string) => {
  const holder = fork(path.join(here, 'support', 'lock-holder.cjs'), [filename]);
  await once(holder, 'message');
  return async () => {
    const ended = once(holder, 'exit');
    holder.send('let go');
    await ended;
  };
};

describe('SQLite', () => {
  let app: RunningStrapi;
  let captured: ReturnType<typeof captureOwnLines>;

  beforeAll(async () => {
    app = await startStrapi({
      config: { heartbeat: { intervalMs: 1_000, leaseMs: 5_000, sweepIntervalMs: 1_000 } },
    });
    await seedApp(app, { articles: 2 });
    captured = captureOwnLines(app);
  }, 60_000);

  afterAll(async () => {
    captured?.stop();
    await app?.stop();
  });

  it('locked by another process: transfers end as without us, nobody waits for our writes, every line is there afterwards', async () => {
    const uploads = () => app.knex(SESSIONS).where({ event_type: 'upload' }).orderBy('id');
    const hasEnded = (count: number) => async () => {
      const ended = (await uploads()).filter(({ status }) => status !== 'in-progress');
      return ended.length === count;
    };
    await startTransfer(app, 'upload');
    await until('an upload went well', hasEnded(1));

    const operation = startOperation(app, 'During the lock');
    app.localazy.requests.length = 0;
    app.localazy.failOn({ path: '/import', trouble: { delayMs: LOCKED_MS + 2_000 } });
    await startTransfer(app, 'upload');
    await until('Localazy has the upload', () =>
      app.localazy.requests.some(({ path: url }) => url.endsWith('/import'))
    );
    const release = await lockFile(app.database.env.DATABASE_FILENAME);
    captured.lines.length = 0;
    const longestHold = watchEventLoop();
    loggerOf(app).start({ eventType: 'webhook', initiatedBy: 'Begun during the lock' }).complete();
    await sleep(LOCKED_MS);
    const held = longestHold();
    await release();
    // A statement that waits for the lock holds the event loop for as long as the driver waits.
    expect(held).toBeLessThan(DRIVER_WAITS_MS - 1_000);

    await until('the upload has ended', hasEnded(2), { timeoutMs: 60_000 });
    app.localazy.heal();
    expect(await operation.finish()).toBe('the result of During the lock');
    const own = await completedSession(app.knex, 'During the lock');
    expect(await messagesOf(app.knex, own.id)).toEqual(numbered(operation.lines));
    expect(await sessionOf(app.knex, 'Begun during the lock')).toMatchObject({
      status: 'completed',
    });
    const [first, second] = await uploads();
    expect(second).toMatchObject({ status: 'completed', summary: first.summary });
    expect(await messagesOf(app.knex, second.id)).toEqual(await messagesOf(app.knex, first.id));

    const errors = captured.lines.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0].text).toMatch(/cannot be written.*database is locked/);
    const [{ timeout }] = await app.knex.raw('pragma busy_timeout');
    expect(timeout).toBe(DRIVER_WAITS_MS);
    saw({
      heading: 'The database fails',
      done: `SQLite’s file locked by another process for ${LOCKED_MS / 1_000} s during an upload of the official plugin and an operation of the host`,
      seen: `both ended as usual; all ${operation.lines} lines are there, in order, once; one error in the console; the event loop was never held longer than ${held} ms (a write that waits for the lock holds it for ${DRIVER_WAITS_MS} ms)`,
    });
  }, 120_000);

  it('with its only connection in the host’s hands for seconds: nothing is lost, nobody waits for us', async () => {
    captured.lines.length = 0;
    const logger = loggerOf(app);
    const operation = startOperation(app, 'Beside a transaction');
    const result = await app.strapi.db.transaction(async () => {
      await logger.run(
        { eventType: 'upload', initiatedBy: 'In a transaction' },
        async (session) => {
          session.info('inside');
          await logger.flush();
          await sleep(3_000);
          session.info('still inside');
          await logger.flush();
        }
      );
      return 'the host’s result';
    });
    expect(result).toBe('the host’s result');
    await operation.finish();
    await logger.flush();
    const [inside, beside] = await Promise.all(
      ['In a transaction', 'Beside a transaction'].map((name) => sessionOf(app.knex, name))
    );
    expect(await messagesOf(app.knex, inside?.id ?? 0)).toEqual(['inside', 'still inside']);
    expect(await messagesOf(app.knex, beside?.id ?? 0)).toEqual(numbered(operation.lines));
    expect([inside?.status, beside?.status]).toEqual(['completed', 'completed']);
    expect(captured.lines).toEqual([]);
    saw({
      heading: 'The database fails',
      done: 'SQLite’s only connection held for 3 s by a transaction of the host in which lines are logged and flush() is awaited',
      seen: `the transaction ended as usual, flush() did not wait for it; all ${operation.lines + 2} lines are there, nothing in the console`,
    });
  }, 60_000);
});
