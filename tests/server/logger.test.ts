import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Entry,
  ListEntriesResponse,
  ListSessionsResponse,
  Session,
} from '../../shared/contracts';
import type { ActivityLogger, SessionMeta } from '../../server/recorder/types';
import type { NewSession, Store } from '../../server/store/types';
import { databases, startStrapi, until, type RunningStrapi } from '../harness';
import { loggerOf, storeOf } from './support/services';

const API = '/localazy-activity-logs';
const MAX_ENTRIES = 100;
const DAY_MS = 24 * 60 * 60 * 1_000;
const UPLOAD: SessionMeta = { eventType: 'upload' };

describe.each(databases)('the logger service on %s', (client) => {
  let app: RunningStrapi;
  let logger: ActivityLogger;
  let store: Store;
  const console_: string[] = [];

  beforeAll(async () => {
    app = await startStrapi({ database: client, config: { maxEntriesPerSession: MAX_ENTRIES } });
    logger = loggerOf(app);
    store = storeOf(app);
    app.strapi.log.on('data', ({ message }: { message: unknown }) =>
      console_.push(String(message))
    );
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    await logger.flush();
    await store.sessions.clear();
    console_.length = 0;
  });

  const get = async <Body>(path: string) => {
    const { body } = await app.request<Body>('GET', `${API}${path}`, { token: app.admin.token });
    return body;
  };

  /** All sessions, oldest first, once everything is stored. */
  const sessions = async (): Promise<Session[]> => {
    await logger.flush();
    return (await get<ListSessionsResponse>('/sessions?sort=startedAt:asc&pageSize=100')).results;
  };
  const onlySession = async () => {
    const all = await sessions();
    expect(all).toHaveLength(1);
    return all[0];
  };
  const entriesOf = async ({ id }: Pick<Session, 'id'>): Promise<Entry[]> =>
    (await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=1-100`)).results;
  const linesOf = async (session: Session) =>
    (await entriesOf(session)).map(({ level, message }) => `${level} ${message}`);
  const onlyLines = async () => linesOf(await onlySession());

  describe('run', () => {
    it('completes the session when the operation resolves, and hands its result on', async () => {
      const result = { keys: 5 };
      const given = await logger.run(
        { ...UPLOAD, initiatedBy: 'Nightly job', summary: 'Running' },
        async (session) => {
          await sleep(20);
          session.info('one', { n: 1 });
          session.summarize('Did it');
          return result;
        }
      );
      expect(given).toBe(result);
      const session = await onlySession();
      expect(session).toMatchObject({
        status: 'completed',
        initiatedBy: 'Nightly job',
        summary: 'Did it',
        entryCount: 1,
      });
      expect(session.durationMs).toBeGreaterThanOrEqual(19);
      expect(session.finishedAt).toBe(session.startedAt + (session.durationMs ?? 0));
      expect(await entriesOf(session)).toMatchObject([
        { sequence: 1, level: 'info', message: 'one', data: { n: 1 } },
      ]);
    });

    it.each([
      ['rejects', async () => Promise.reject(new Error('quota exceeded'))],
      [
        'throws',
        () => {
          throw new Error('quota exceeded');
        },
      ],
    ])(
      'fails the session when the operation %s, and throws the very same error',
      async (_, fail) => {
        let thrown: unknown;
        const error = await logger
          .run<unknown>(UPLOAD, async () => {
            try {
              return await fail();
            } catch (caught) {
              thrown = caught;
              throw caught;
            }
          })
          .catch((caught: unknown) => caught);
        expect(error).toBe(thrown);
        expect(error).toBeInstanceOf(Error);
        expect(await onlySession()).toMatchObject({
          status: 'failed',
          summary: 'quota exceeded',
          errorCount: 1,
        });
      }
    );

    it.each([[undefined], [null], ['text'], [{ code: 5 }]])(
      'hands on %j where that is thrown',
      async (thrown) => {
        const caught = await logger
          .run(UPLOAD, () => Promise.reject(thrown))
          .then(
            () => 'resolved',
            (reason: unknown) => ({ reason })
          );
        expect(caught).toEqual({ reason: thrown });
        expect(await onlySession()).toMatchObject({ status: 'failed' });
      }
    );
  });

  describe('wrap', () => {
    it('passes on this and the arguments, and describes each call by them', async () => {
      const service = {
        factor: 3,
        multiply: logger.wrap(
          (value: number) => ({ ...UPLOAD, summary: `Multiplying ${value}` }),
          function multiply(this: { factor: number }, value: number) {
            return this.factor * value;
          }
        ),
      };
      expect(await service.multiply(2)).toBe(6);
      await sleep(2);
      expect(await service.multiply(5)).toBe(15);
      expect((await sessions()).map(({ summary, status }) => [summary, status])).toEqual([
        ['Multiplying 2', 'completed'],
        ['Multiplying 5', 'completed'],
      ]);
    });

    it('runs the operation unrecorded where its description can not be made', async () => {
      const wrapped = logger.wrap<unknown, [], number>(
        () => {
          throw new Error('no description');
        },
        () => 7
      );
      expect(await wrapped()).toBe(7);
      expect(await sessions()).toEqual([]);
      expect(console_.join('\n')).toContain('no description');
    });
  });

  describe('start', () => {
    it('opens a session that runs until its caller ends it; the first end wins', async () => {
      const [completed, failed] = [logger.start(UPLOAD), logger.start({ eventType: 'download' })];
      expect((await sessions()).map(({ status }) => status)).toEqual([
        'in-progress',
        'in-progress',
      ]);
      completed.complete('All done');
      completed.fail('too late');
      completed.summarize('too late');
      failed.fail('Refused');
      failed.complete('too late');
      const byType = Object.fromEntries(
        (await sessions()).map((session) => [session.eventType, session])
      );
      expect(byType.upload).toMatchObject({ status: 'completed', summary: 'All done' });
      expect(byType.download).toMatchObject({ status: 'failed', summary: 'Refused' });
    });

    it('shows progress and counts while it runs', async () => {
      const session = logger.start(UPLOAD);
      session.progress(3, 10);
      session.progress(Number.NaN, 10);
      session.warn('careful');
      await until('its row says so', async () => (await onlySession()).warningCount === 1);
      expect(await onlySession()).toMatchObject({
        status: 'in-progress',
        progress: { done: 3, total: 10 },
        durationMs: null,
      });
      session.complete();
    });
  });

  it('keeps lines in the order in which they were written, and counts them by level', async () => {
    await logger.run(UPLOAD, (session) => {
      for (let n = 0; n < 80; n += 1) session.info(`line ${n}`);
      session.debug('detail');
      session.warn('careful');
      session.warn('careful');
      session.error('broken');
    });
    const session = await onlySession();
    expect(session).toMatchObject({ entryCount: 84, warningCount: 2, errorCount: 1 });
    const entries = await entriesOf(session);
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 84 }, (_, index) => index + 1)
    );
    expect(entries.slice(0, 80).map(({ message }) => message)).toEqual(
      Array.from({ length: 80 }, (_, n) => `line ${n}`)
    );
  });

  it.each([
    ['eventType', { eventType: 'sync' }],
    ['eventType', {}],
    ['initiatorId', { ...UPLOAD, initiatorId: 2 ** 40 }],
    ['meta', null],
    ['colour', { ...UPLOAD, colour: 'red' }],
  ])('runs an operation whose %s is wrong unrecorded, and logs why', async (field, meta) => {
    const wrong = meta as unknown as SessionMeta;
    expect(
      await logger.run(wrong, (session) => {
        session.info('into the void', 5);
        session.progress(1, 2);
        return 'result';
      })
    ).toBe('result');
    logger.start(wrong).fail('nothing');
    expect(await sessions()).toEqual([]);
    expect(console_.join('\n')).toContain(field);
  });

  it('survives what can not be read', async () => {
    const trap = () => {
      throw new Error('trapped');
    };
    const unreadable = new Proxy({}, { get: trap, ownKeys: trap, getPrototypeOf: trap }) as never;
    await logger.run(UPLOAD, (session) => {
      session.info(unreadable, unreadable);
      session.info('kept', unreadable);
      session.summarize(unreadable);
      session.progress(unreadable, unreadable);
    });
    logger.start(unreadable).complete(unreadable);
    expect(await onlyLines()).toEqual(['info kept']);
  });

  describe('the current session', () => {
    it('is found across awaits, timers and callbacks, and nowhere else', async () => {
      expect(logger.current()).toBeUndefined();
      await logger.run(UPLOAD, async (session) => {
        await sleep(1);
        expect(logger.current()).toBe(session);
        await new Promise<void>((resolve) => {
          setTimeout(
            () =>
              process.nextTick(() => {
                logger.current()?.info('from a timer');
                resolve();
              }),
            1
          );
        });
        await app.strapi.db.query('admin::user').findMany({});
        logger.current()?.info('behind a query');
      });
      expect(logger.current()).toBeUndefined();
      expect(await onlyLines()).toEqual(['info from a timer', 'info behind a query']);
    });

    it('is each operation’s own where operations nest and run at once', async () => {
      const operation = (name: string) =>
        logger.run({ ...UPLOAD, summary: name }, async () => {
          for (let n = 0; n < 5; n += 1) {
            await sleep(Math.random() * 5);
            logger.current()?.info(`${name} ${n}`);
            app.strapi.log.warn(`${name} console ${n}`);
          }
          await logger.run({ eventType: 'download', summary: `${name} inner` }, () =>
            logger.current()?.info(`${name} inner`)
          );
          logger.current()?.info(`${name} end`);
        });
      await Promise.all(['a', 'b', 'c', 'd'].map(operation));
      const all = await sessions();
      expect(all).toHaveLength(8);
      for (const session of all) {
        const lines = await linesOf(session);
        const name = session.summary;
        expect(lines).toEqual(
          name.endsWith('inner')
            ? [`info ${name}`]
            : [
                ...[0, 1, 2, 3, 4].flatMap((n) => [
                  `info ${name} ${n}`,
                  `warn ${name} console ${n}`,
                ]),
                `info ${name} end`,
              ]
        );
      }
    });
  });

  describe('the console', () => {
    it('becomes entries: info as debug, warnings and errors at their level, in order', async () => {
      await logger.run(UPLOAD, () => {
        app.strapi.log.info('said by log');
        app.strapi.log.warn('warned by log');
        app.strapi.log.error('failed by log');
        console.warn('warned by %s', 'console');
        console.error(new Error('failed by console').message);
        console.log('plain console output is nobody’s log');
      });
      expect(await onlyLines()).toEqual([
        'debug said by log',
        'warn warned by log',
        'error failed by log',
        'warn warned by console',
        'error failed by console',
      ]);
      expect(await onlySession()).toMatchObject({ entryCount: 5, warningCount: 2, errorCount: 2 });
    });

    it('is recorded of whatever logger the host puts in the place of Strapi’s', async () => {
      const said: unknown[] = [];
      const theirs = {
        write: () => 'a method of theirs',
        info: (...args: unknown[]) => void said.push(args),
        error: (...args: unknown[]) => void said.push(args),
      };
      const own = app.strapi.log;
      app.strapi.log = theirs as unknown as typeof own;
      try {
        await logger.run(UPLOAD, () => {
          theirs.info('said by %s', 'theirs');
          theirs.info({ article: 5 }, 'saved %d times', 2);
          theirs.error(new Error('failed by theirs'));
        });
      } finally {
        app.strapi.log = own;
      }
      expect(said).toHaveLength(3);
      const [session] = await sessions();
      expect(await linesOf(session)).toEqual([
        'debug said by theirs',
        'debug saved 2 times',
        'error failed by theirs',
      ]);
      expect((await entriesOf(session))[1].data).toEqual({ article: 5 });
    });

    it('and the session saying the same are one entry; equal lines on one channel stay two', async () => {
      await logger.run(UPLOAD, (session) => {
        session.info('on both channels');
        app.strapi.log.info('on both channels');
        app.strapi.log.error('other way round');
        session.info('other way round');
        session.info('again');
        session.info('again');
        app.strapi.log.warn('again and again');
        app.strapi.log.warn('again and again');
      });
      expect(await onlyLines()).toEqual([
        'info on both channels',
        'error other way round',
        'info again',
        'info again',
        'warn again and again',
        'warn again and again',
      ]);
    });

    it('is debug where it prints warnings of the process: they say nothing of the operation', async () => {
      // Node's own listener writes to the console that was there before the test runner's.
      const asNode = (warning: Error) =>
        console.error(`(node:7) ${warning.name}: ${warning.message}`);
      const asHosts = ({ message }: Error) => app.strapi.log.warn(`Node warns: ${message}`);
      process.on('warning', asNode).on('warning', asHosts);
      try {
        await logger.run(UPLOAD, async () => {
          process.emitWarning('old() is deprecated', 'DeprecationWarning');
          await new Promise(setImmediate);
          console.error('old() is deprecated, and it failed');
        });
      } finally {
        process.off('warning', asNode).off('warning', asHosts);
      }
      expect(await onlyLines()).toEqual([
        'debug (node:7) DeprecationWarning: old() is deprecated',
        'debug Node warns: old() is deprecated',
        'error old() is deprecated, and it failed',
      ]);
      expect(await onlySession()).toMatchObject({ warningCount: 0, errorCount: 1 });
    });

    it('is recorded whatever level the host lets through', async () => {
      const [transport] = app.strapi.log.transports;
      const { level } = transport;
      transport.level = 'error';
      try {
        await logger.run(UPLOAD, () => {
          app.strapi.log.debug('debugged by log');
          app.strapi.log.warn('warned by log');
          app.strapi.log.error('failed by log');
        });
      } finally {
        transport.level = level;
      }
      expect(await onlyLines()).toEqual([
        'debug debugged by log',
        'warn warned by log',
        'error failed by log',
      ]);
    });

    it('is nobody’s outside of sessions, nor are our own words', async () => {
      app.strapi.log.error('before');
      await logger.run(UPLOAD, async () => {
        await logger.run({ eventType: 'nonsense' } as unknown as SessionMeta, () => {});
      });
      console.error('after');
      expect(await onlyLines()).toEqual([]);
      expect(console_.join('\n')).toContain('eventType');
    });
  });

  describe('the host’s transactions', () => {
    it('take no line along when they roll back', async () => {
      const refused = app.strapi.db.transaction(async () => {
        await logger.run(UPLOAD, async (session) => {
          session.info('inside');
          await app.strapi.db.query('admin::user').findMany({});
        });
        throw new Error('rolled back');
      });
      await expect(refused).rejects.toThrow('rolled back');
      expect(await onlySession()).toMatchObject({ status: 'completed' });
      expect(await onlyLines()).toEqual(['info inside']);
    });

    it('may hold the only connection for as long as they like', async () => {
      const started = Date.now();
      await app.strapi.db.transaction(async () => {
        await app.strapi.db.query('admin::user').findMany({});
        await logger.run(UPLOAD, async (session) => {
          for (let n = 0; n < 30; n += 1) {
            session.info(`line ${n}`);
            await sleep(50);
          }
          await app.strapi.db.query('admin::user').findMany({});
        });
      });
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(await onlyLines()).toHaveLength(30);
    });
  });

  it('stops recording lines at the session’s limit with an entry that says why, and still records errors', async () => {
    await logger.run(UPLOAD, (session) => {
      for (let n = 0; n < MAX_ENTRIES + 50; n += 1) session.info(`line ${n}`);
      session.error('the cause');
    });
    const session = await onlySession();
    expect(session).toMatchObject({
      status: 'completed',
      entryCount: MAX_ENTRIES + 2,
      errorCount: 1,
      warningCount: 1,
    });
    const rest = await get<ListEntriesResponse>(
      `/sessions/${session.id}/entries?sequence=${MAX_ENTRIES + 1}-${MAX_ENTRIES + 100}`
    );
    expect(rest.results.map(({ message }) => message)).toEqual([
      `Further entries are not recorded: the session has reached its limit of ${MAX_ENTRIES}. Errors still are.`,
      'the cause',
    ]);
  });

  it('lets everything be cleared while operations run, and nothing comes back', async () => {
    const [open, unstored] = [logger.start(UPLOAD), UPLOAD];
    open.info('before');
    await logger.flush();
    const result = await logger.run(unstored, async (session) => {
      for (let n = 0; n < 40; n += 1) {
        session.info(`line ${n}`);
        if (n === 10) await logger.flush();
        if (n === 20) {
          const { status, body } = await app.request('DELETE', `${API}/sessions`, {
            token: app.admin.token,
          });
          expect(status).toBe(200);
          expect(body).toEqual({ deleted: 2 });
        }
        await sleep(2);
      }
      return 'unharmed';
    });
    open.error('after');
    open.fail('after');
    await logger.flush();
    await logger.flush();
    expect(result).toBe('unharmed');
    expect(await sessions()).toEqual([]);
    expect(await app.knex('localazy_activity_entries')).toEqual([]);
    expect(console_.filter((line) => line.includes('cannot be written'))).toEqual([]);
  });

  describe('without types', () => {
    it('stores an object given for a message as readable text, with its secrets redacted', async () => {
      const untyped: { info(message: unknown): void; fail(reason: unknown): void } =
        logger.start(UPLOAD);
      untyped.info({ a: 1, password: 'hunter2-hunter2' });
      untyped.info(['x', 2]);
      untyped.info(new Error('it broke', { cause: new Error('a fuse') }));
      untyped.info(null);
      untyped.fail({ code: 'E_ODD' });
      const session = await onlySession();
      expect(await linesOf(session)).toEqual([
        'info {"a":1,"password":"[redacted]"}',
        'info ["x",2]',
        'info it broke: a fuse',
        'info null',
      ]);
      expect(session).toMatchObject({ status: 'failed', summary: '{"code":"E_ODD"}' });
    });

    it.each(['', '   ', '\u00a0\t'])(
      'takes a blank initiatedBy for none: %j',
      async (initiatedBy) => {
        logger.start({ ...UPLOAD, initiatedBy }).complete();
        expect(await onlySession()).toMatchObject({ initiatedBy: 'Strapi User' });
      }
    );
  });

  describe('an async generator', () => {
    const count = (last: number) =>
      logger.wrap(UPLOAD, async function* values() {
        if (last < 0) throw new Error('nothing to count');
        for (let value = 1; value <= last; value += 1) {
          await sleep(1);
          logger.current()?.info(`value ${value}`);
          yield value;
        }
      })();

    it('is In Progress until its last value is read, and its lines are its session’s', async () => {
      const values = count(3);
      expect((await values.next()).value).toBe(1);
      expect(await onlySession()).toMatchObject({ status: 'in-progress' });
      const rest: number[] = [];
      for await (const value of values) rest.push(value);
      expect(rest).toEqual([2, 3]);
      const session = await onlySession();
      expect(session).toMatchObject({ status: 'completed' });
      expect(await linesOf(session)).toEqual(['info value 1', 'info value 2', 'info value 3']);
    });

    it('is Completed where its reader stops early', async () => {
      for await (const value of count(3)) if (value === 2) break;
      expect(await onlySession()).toMatchObject({ status: 'completed', entryCount: 2 });
    });

    it('is Failed where it throws, and its reader gets the same error', async () => {
      const values = count(-1);
      await expect(values.next()).rejects.toThrow('nothing to count');
      expect(await onlySession()).toMatchObject({ status: 'failed', summary: 'nothing to count' });
    });
  });

  it('records what a replaced strapi.log writes, once', async () => {
    const { log: original } = app.strapi;
    const replaced = (log: object) => Object.assign(app.strapi, { log });
    const collected: unknown[] = [];
    const collect = (...args: unknown[]) => void collected.push(args[0]);
    try {
      await logger.run(UPLOAD, () => {
        replaced({ info: collect, warn: collect, error: collect, debug: collect });
        app.strapi.log.warn('of another logger');
        replaced({ error: (text: string) => original.error(`outer ${text}`) });
        app.strapi.log.error('passed on');
      });
    } finally {
      replaced(original);
    }
    expect(collected).toEqual(['of another logger']);
    expect(await onlyLines()).toEqual(['warn of another logger', 'error passed on']);
  });

  it('removes sessions past their retention when a new one starts', async () => {
    const old = (ageDays: number): NewSession => ({
      instanceId: `old ${client}`,
      idempotencyKey: `${ageDays} days old`,
      eventType: 'upload',
      startedAt: Date.now() - ageDays * DAY_MS,
      initiatedBy: 'Ada',
      initiatorId: null,
      summary: `${ageDays} days old`,
    });
    await store.sessions.insert([old(400), old(366), old(364)]);
    logger.start({ ...UPLOAD, summary: 'new' }).complete();
    await until('the old ones are gone', async () => (await sessions()).length === 2);
    expect((await sessions()).map(({ summary }) => summary)).toEqual(['364 days old', 'new']);
  });
});
