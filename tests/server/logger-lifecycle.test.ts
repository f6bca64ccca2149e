import { afterEach, describe, expect, it } from 'vitest';
import type { ListEntriesResponse, ListSessionsResponse } from '../../shared/contracts';
import {
  createDatabaseWithTables,
  databases,
  seedApp,
  startStrapi,
  startTransfer,
  until,
  type RunningStrapi,
  type StartOptions,
  type TestDatabase,
} from '../harness';
import { loggerOf } from './support/services';

const API = '/localazy-activity-logs';
const INTERRUPTED = 'Interrupted: Strapi stopped before the operation finished. Start it again.';

let app: RunningStrapi | null = null;
let database: TestDatabase | null = null;

const start = async (options?: StartOptions) => {
  app = await startStrapi(options);
  return app;
};
const stop = async () => {
  const running = app;
  app = null;
  await running?.stop();
};
afterEach(async () => {
  await stop();
  await database?.drop();
  database = null;
});

const sessionsOf = async ({ request, admin }: RunningStrapi) =>
  (
    await request<ListSessionsResponse>('GET', `${API}/sessions?pageSize=100`, {
      token: admin.token,
    })
  ).body.results;
const messagesOf = async ({ request, admin }: RunningStrapi, id: number) =>
  (
    await request<ListEntriesResponse>('GET', `${API}/sessions/${id}/entries?sequence=1-100`, {
      token: admin.token,
    })
  ).body.results.map(({ message }) => message);

describe.each(databases)('a graceful stop on %s', (client) => {
  it('stores every line, and calls what still ran interrupted', async () => {
    database = await createDatabaseWithTables(client);
    const before = await start({ database });
    const running = loggerOf(before).start({ eventType: 'upload', summary: 'Uploading' });
    const done = loggerOf(before).start({ eventType: 'download' });
    for (let n = 0; n < 90; n += 1) running.info(`line ${n}`);
    done.info('the only line');
    done.complete('Downloaded');
    await stop();
    running.info('after the end');
    running.complete('after the end');

    const after = await start({ database });
    const sessions = await sessionsOf(after);
    expect(sessions).toHaveLength(2);
    const [upload, download] = ['upload', 'download'].map((type) =>
      sessions.find(({ eventType }) => eventType === type)
    );
    expect(upload).toMatchObject({ status: 'failed', summary: INTERRUPTED, entryCount: 90 });
    expect(upload?.durationMs).toBeGreaterThanOrEqual(0);
    expect(download).toMatchObject({ status: 'completed', summary: 'Downloaded', entryCount: 1 });
    expect(await messagesOf(after, upload?.id ?? 0)).toEqual(
      Array.from({ length: 90 }, (_, n) => `line ${n}`)
    );
  });
});

describe('starting and stopping', () => {
  it('leaves alone what another has wrapped around ours', async () => {
    const original = console.error;
    const current = await start();
    const ours = console.error;
    const said: unknown[] = [];
    const theirs = (...args: unknown[]) => {
      said.push(args[0]);
      ours(...args);
    };
    console.error = theirs;
    try {
      await loggerOf(current).run({ eventType: 'upload' }, () => console.error('captured by both'));
      await loggerOf(current).flush();
      const [session] = await sessionsOf(current);
      expect(await messagesOf(current, session.id)).toEqual(['captured by both']);
      await stop();
      expect(console.error).toBe(theirs);
      console.error('still works');
      expect(said).toEqual(['captured by both', 'still works']);
    } finally {
      console.error = original;
    }
  });
});

describe('the config', () => {
  it.each([
    ['retentionDays', { retentionDays: 0 }],
    ['retentionDays', { retentionDays: 0.5 }],
    ['retentionDays', { retentionDays: 36_501 }],
    ['retentionDays', { retentionDays: '365' }],
    ['writeQueue.maxOpenSessions', { writeQueue: { maxOpenSessions: 0 } }],
    ['captureConsole', { captureConsole: 'yes' }],
    ['maxEntriesPerSession', { maxEntriesPerSession: 1 }],
    ['redact.values', { redact: { keys: [], values: ['abc'] } }],
    ['writeQueue.batchSize', { writeQueue: { batchSize: 0 } }],
    [
      'heartbeat.leaseMs',
      { heartbeat: { intervalMs: 10_000, leaseMs: 15_000, sweepIntervalMs: 1_000 } },
    ],
    ['retentionDay', { retentionDay: 5 }],
  ])('stops the start with a message that names %s where that is wrong', async (key, config) => {
    await expect(start({ config })).rejects.toThrow(
      new RegExp(`localazy-activity-logs.*\\b${key.replace('.', '\\.')}\\b`, 's')
    );
  });

  it('can switch the capture of the console off', async () => {
    const current = await start({ config: { captureConsole: false } });
    await loggerOf(current).run({ eventType: 'upload' }, (session) => {
      current.strapi.log.error('on the console');
      console.error('on the console');
      session.info('own word');
    });
    await loggerOf(current).flush();
    const [session] = await sessionsOf(current);
    expect(await messagesOf(current, session.id)).toEqual(['own word']);
  });

  it('takes further keys and values to blank out', async () => {
    const current = await start({
      config: { redact: { keys: ['customerNumber'], values: ['house-secret'] } },
    });
    await loggerOf(current).run(
      { eventType: 'upload', summary: 'with house-secret', initiatedBy: 'house-secret' },
      (session) =>
        session.info('it is house-secret', {
          customerNumber: 31415,
          jwt: current.strapi.config.get('admin.auth.secret'),
        })
    );
    await loggerOf(current).flush();
    const rows = JSON.stringify([
      await current.knex('localazy_activity_sessions'),
      await current.knex('localazy_activity_entries'),
    ]);
    expect(rows).toContain('it is [redacted]');
    expect(rows).not.toMatch(/house-secret|31415/);
    expect(rows).not.toContain(current.strapi.config.get('admin.auth.secret'));
  });
});

describe('without the official plugin', () => {
  it('it starts and records what other code logs', async () => {
    const current = await start({ withLocalazy: false });
    await loggerOf(current).run({ eventType: 'upload' }, (session) =>
      session.info('own operation')
    );
    await loggerOf(current).flush();
    const [session] = await sessionsOf(current);
    expect(session).toMatchObject({ status: 'completed', initiatedBy: 'Strapi User' });
    expect(await messagesOf(current, session.id)).toEqual(['own operation']);
  });
});

describe('a stop in the middle of the official plugin’s download', () => {
  it('leaves no session running, and its lines are there', async () => {
    database = await createDatabaseWithTables('sqlite');
    const before = await start({ database });
    await seedApp(before, { articles: 2 });
    await startTransfer(before, 'download');
    await until('it runs', async () => (await sessionsOf(before)).length === 1);
    const [{ id }] = await sessionsOf(before);
    await stop();
    const after = await start({ database });
    const session = (await sessionsOf(after)).find((found) => found.id === id);
    expect(session?.status).not.toBe('in-progress');
    expect((await messagesOf(after, id))[0]).toBe('Download started');
  });
});
