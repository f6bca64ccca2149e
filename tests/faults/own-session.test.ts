import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { loggerOf } from './support/operation';
import { saw } from './support/saw';
import { messagesOf, sessionOf, SESSIONS } from './support/stored';

const LEASE_MS = 500;

/** Ways to go wrong, each somewhere else in an operation. */
const FAULTS: Record<string, () => unknown> = {
  'throws at once': () => {
    throw new Error('at once');
  },
  'rejects after a while': async () => {
    await sleep(20);
    throw new Error('after a while');
  },
  'throws something that is no error': async () => {
    await sleep(5);
    throw { code: 'E_ODD' };
  },
  'throws nothing': async () => {
    await sleep(10);
    throw undefined;
  },
  'rejects among others': () =>
    Promise.all([sleep(30), sleep(10).then(() => Promise.reject(new Error('among others')))]),
  'throws in a callback': () =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('in a callback')), 15);
    }),
};

/** The promise, as one that never rejects: what it was rejected with, in a list. */
const rejection = (promise: Promise<unknown>): Promise<unknown[]> =>
  promise.then(
    () => [],
    (error: unknown) => [error]
  );

/** The warnings of two downloads at the same time: the later one's, the earlier one's. */
const OVERLAPS = [
  'Another download is still running',
  'Another download has started before this one has ended',
];

describe('each line is in its own session', () => {
  let app: RunningStrapi;

  beforeAll(async () => {
    app = await startStrapi({
      config: { heartbeat: { intervalMs: 100, leaseMs: LEASE_MS, sweepIntervalMs: 100 } },
    });
    await seedApp(app, { articles: 3 });
  }, 60_000);

  afterAll(() => app?.stop());

  it('whatever way operations beside each other go wrong', async () => {
    const logger = loggerOf(app);
    const names = Object.keys(FAULTS);
    const rejections = await Promise.all(
      names.map((name) =>
        rejection(
          logger.run({ eventType: 'upload', initiatedBy: name }, async (session) => {
            session.info(`${name}: begins`);
            await sleep(Math.random() * 10);
            app.strapi.log.warn(`${name}: on the console`);
            // A part of it that nobody awaits still belongs to it.
            setTimeout(() => logger.current()?.info(`${name}: in a timer`), 1);
            await sleep(10);
            await FAULTS[name]();
          })
        )
      )
    );
    await logger.flush();
    expect(rejections.map(({ length }) => length)).toEqual(names.map(() => 1));
    expect(rejections[2]).toEqual([{ code: 'E_ODD' }]);
    for (const name of names) {
      const session = await sessionOf(app.knex, name);
      expect(session).toMatchObject({ status: 'failed' });
      const messages = await messagesOf(app.knex, session?.id ?? 0);
      const own = messages.filter((message) => message.startsWith(`${name}: `));
      expect(own.sort()).toEqual(
        ['begins', 'in a timer', 'on the console'].map((text) => `${name}: ${text}`)
      );
      expect(messages).toHaveLength(4);
    }
    saw({
      heading: 'Interruptions',
      done: `${names.length} operations together, each failing in another way: ${names.join(', ')}`,
      seen: 'each Failed with its reason, its caller got the same error; each has its own lines and no other’s',
    });
  });

  it('and a rejected promise that nobody awaits, where the host survives it, is in its session’s lines', async () => {
    const logger = loggerOf(app);
    const others = process.rawListeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => app.strapi.log.error(String(reason)));
    try {
      await Promise.all(
        ['left alone', 'beside it'].map((name) =>
          logger.run({ eventType: 'upload', initiatedBy: name }, async (session) => {
            session.info('begins');
            if (name === 'left alone') void Promise.reject(new Error('nobody awaits this'));
            await sleep(30);
          })
        )
      );
    } finally {
      process.removeAllListeners('unhandledRejection');
      others.forEach((listener) =>
        process.on('unhandledRejection', listener as NodeJS.UnhandledRejectionListener)
      );
    }
    await logger.flush();
    const [left, beside] = await Promise.all(
      ['left alone', 'beside it'].map((name) => sessionOf(app.knex, name))
    );
    expect(await messagesOf(app.knex, left?.id ?? 0)).toEqual([
      'begins',
      'Error: nobody awaits this',
    ]);
    expect(await messagesOf(app.knex, beside?.id ?? 0)).toEqual(['begins']);
    saw({
      heading: 'Interruptions',
      done: 'a rejected promise that nobody awaits in one of two operations, in a host that logs such and goes on',
      seen: 'the host’s error line is in that operation’s session alone; both end as usual',
    });
  });

  it('a promise that never settles: its session runs on, with heartbeats, for many leases', async () => {
    void loggerOf(app).run(
      { eventType: 'download', initiatedBy: 'Never ends' },
      async (session) => {
        session.progress(1, 2);
        await new Promise(() => {});
      }
    );
    const beat = async () => Number((await sessionOf(app.knex, 'Never ends'))?.heartbeat_at ?? 0);
    const first = await until('it is stored', beat);
    await sleep(6 * LEASE_MS);
    expect(await beat()).toBeGreaterThan(first + 4 * LEASE_MS);
    const { body } = await app.request<{ results: object[] }>(
      'GET',
      '/localazy-activity-logs/sessions?search=Never%20ends',
      { token: app.admin.token }
    );
    expect(body.results).toMatchObject([
      { status: 'in-progress', finishedAt: null, progress: { done: 1, total: 2 } },
    ]);
    saw({
      heading: 'Interruptions',
      done: `an operation whose promise never settles, for six leases of ${LEASE_MS} ms with sweeps all the while`,
      seen: 'In Progress, with its progress; heartbeats go on',
    });
  });

  it('an upload and a download by two admins and a webhook, all together', async () => {
    const other = await app.createAdmin({ firstname: 'Grace', lastname: 'Hopper' });
    const newest = async (type: string) =>
      app.knex(SESSIONS).where({ event_type: type }).orderBy('id', 'desc').first();
    const types = ['upload', 'download', 'webhook'];
    const start: Record<string, () => Promise<unknown>> = {
      upload: () => startTransfer(app, 'upload'),
      download: () => startTransfer(app, 'download', other.token),
      webhook: () => app.localazy.deliverWebhook(app.url),
    };
    const lastIds = async () =>
      Promise.all(types.map(async (type) => (await newest(type))?.id ?? 0));
    const ended = async (type: string, past: number) => {
      const session = await newest(type);
      return session && session.id > past && session.status !== 'in-progress' ? session : undefined;
    };

    const linesAlone = async (type: string) => {
      const past = (await newest(type))?.id ?? 0;
      await start[type]();
      const { id } = await until(`the ${type} has ended`, () => ended(type, past));
      return messagesOf(app.knex, id);
    };
    // The first download creates what later ones update.
    for (const type of ['upload', 'download']) await linesAlone(type);
    const alone: string[][] = [];
    for (const type of types) alone.push(await linesAlone(type));

    app.localazy.failOn({ trouble: { delayMs: 150 } });
    const past = await lastIds();
    await Promise.all(types.map((type) => start[type]()));
    const together = await Promise.all(
      types.map((type, index) => until(`the ${type} has ended`, () => ended(type, past[index])))
    );
    app.localazy.heal();

    const [upload, download, webhook] = together;
    expect(together.map(({ status }) => status)).toEqual(types.map(() => 'completed'));
    expect(Number(download.started_at)).toBeLessThan(Number(upload.finished_at));
    expect(Number(webhook.started_at)).toBeLessThan(Number(download.finished_at));
    expect(together.map(({ initiated_by }) => initiated_by)).toEqual([
      'Ada Lovelace',
      'Grace Hopper',
      'Webhook',
    ]);
    const lines = await Promise.all(together.map(({ id }) => messagesOf(app.knex, id)));
    const isOverlap = (text: string) => OVERLAPS.includes(text);
    expect(lines.map((texts) => texts.filter(isOverlap).length)).toEqual([0, 1, 1]);
    expect(lines.map((texts) => texts.filter((text) => !isOverlap(text)))).toEqual(alone);
    saw({
      heading: 'Interruptions',
      done: 'an upload and a download of the official plugin by two admins and a webhook’s download, all together',
      seen: `three Completed sessions of the right people; each has the same lines as when it ran alone, and both downloads a warning of the other (${alone.map(({ length }) => length).join(', ')})`,
    });
  }, 60_000);
});
