import { afterEach, describe, expect, it } from 'vitest';
import type { Knex } from 'knex';
import {
  createDatabaseWithTables,
  createLocalazyApi,
  databases,
  seedApp,
  startStrapi,
  startTransfer,
  until,
  type DatabaseClient,
  type LocalazyApi,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { startChildApp, type ChildApp, type ChildAppOptions } from './support/child-app';
import { saw } from './support/saw';
import { ENTRIES, INTERRUPTED, messagesOf, numbered, sessionOf, SESSIONS } from './support/stored';

/** Lines up to so long before a kill are stored. */
const AT_MOST_LOST_MS = 1_000;

const NAME = 'An operation';

let child: ChildApp | null = null;
let app: RunningStrapi | null = null;
let database: TestDatabase | null = null;
let localazy: LocalazyApi | null = null;
let db: Knex | null = null;

afterEach(async () => {
  await child?.dispose();
  await app?.stop();
  await db?.destroy();
  await database?.drop();
  await localazy?.close();
  [child, app, database, localazy, db] = [null, null, null, null, null];
});

const newDatabase = async (client: DatabaseClient) => {
  database = await createDatabaseWithTables(client);
  db = database.connect();
  return { database, db };
};

const startChild = async (options: ChildAppOptions) => {
  child = await startChildApp(options);
  return child;
};

const clock = () => performance.timeOrigin + performance.now();

/** The next start of Strapi on the same database, in this process. */
const restart = async (options: Parameters<typeof startStrapi>[0]) => {
  app = await startStrapi(options);
  return app;
};

describe.each(databases)('on %s', (client) => {
  it('a Strapi killed in the middle of an operation leaves it failed at the next start, with its lines up to a second before', async () => {
    const { database, db } = await newDatabase(client);
    const killed = await startChild({ database });
    await killed.ask('begin', NAME);
    await until('it has logged for a while', () => killed.said.length > 120);
    const killedAt = clock();
    killed.signal('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    const beat = (await sessionOf(db, NAME))?.heartbeat_at;

    await restart({ database });
    const session = await sessionOf(db, NAME);
    expect(session).toMatchObject({ status: 'failed', summary: INTERRUPTED });
    const stored = await messagesOf(db, session?.id ?? 0);
    const lastLine = await db(ENTRIES).max('timestamp as at').first();
    expect(Number(session?.finished_at)).toBe(Math.max(Number(beat), Number(lastLine?.at)));
    expect(Number(session?.finished_at)).toBeLessThanOrEqual(killedAt);
    expect(session?.entry_count).toBe(stored.length);
    const due = killed.said.filter(({ at }) => at < killedAt - AT_MOST_LOST_MS).length;
    expect(due).toBeGreaterThan(10);
    expect(stored).toEqual(numbered(stored.length));
    expect(stored.length).toBeGreaterThanOrEqual(due);
    const lost = killed.said.filter(({ line }) => line > stored.length);
    const lostMs = lost.length > 0 ? Math.round(killedAt - lost[0].at) : 0;
    saw({
      heading: 'Interruptions',
      done: `Strapi killed (SIGKILL) while a download logs a line every 20 ms, on ${client}`,
      seen: `Failed at the next start, "${INTERRUPTED}", its end its last line, its counts those of its lines; ${stored.length} of ${killed.said.length} lines are there, in order, all but the last ${lostMs} ms`,
    });
  }, 120_000);

  it('a Strapi stopped by SIGTERM in the middle of an operation stores every line of it', async () => {
    const { database, db } = await newDatabase(client);
    const stopped = await startChild({ database });
    await stopped.ask('begin', NAME);
    await until('it has logged for a while', () => stopped.said.length > 20);
    stopped.signal('SIGTERM');
    expect(await stopped.ended).toBe(0);

    const session = await sessionOf(db, NAME);
    expect(session).toMatchObject({ status: 'failed', summary: INTERRUPTED });
    const stored = await messagesOf(db, session?.id ?? 0);
    expect(stored).toEqual(numbered(stored.length));
    expect(session?.entry_count).toBe(stored.length);
    const before = stopped.said.filter(({ at }) => at <= Number(session?.finished_at)).length;
    expect(stored.length).toBeGreaterThanOrEqual(before);
    saw({
      heading: 'Interruptions',
      done: `Strapi stopped by SIGTERM while a download logs, on ${client}`,
      seen: `exit code 0; Failed, "${INTERRUPTED}"; all ${before} lines up to the stop are there`,
    });
  }, 120_000);
});

it('the official plugin’s download, killed in its middle, is failed at the next start with the lines that it had', async () => {
  const { database, db } = await newDatabase('sqlite');
  localazy = await createLocalazyApi();
  const first = await restart({ database, localazy });
  await seedApp(first, { articles: 3 });
  const { token } = first.admin;
  const completed = () => db(SESSIONS).where({ status: 'completed' }).orderBy('id');
  // The first download creates what later ones update.
  for (const [index, kind] of (['upload', 'download', 'download'] as const).entries()) {
    await startTransfer(first, kind);
    await until(`the ${kind} went well`, async () => (await completed()).length > index);
  }
  const [, , { id: usual }] = await completed();
  const whole = await messagesOf(db, usual);
  await first.stop();
  app = null;

  const killed = await startChild({ database, localazyUrl: localazy.url });
  localazy.failOn({ path: /\/keys\//, trouble: { delayMs: 1_500 } });
  const response = await fetch(new URL('/localazy/transfer/download', killed.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-localazy-initiated-by': 'strapi-plugin-localazy',
    },
    body: '{}',
  });
  expect(response.status).toBe(200);
  const stored = () => messagesOf(db, 4);
  await until('it is in its middle', async () => (await stored()).length >= 2);
  killed.signal('SIGKILL');
  await killed.ended;
  localazy.heal();

  await restart({ database, localazy });
  const [session] = await db(SESSIONS).orderBy('id', 'desc');
  expect(session).toMatchObject({ event_type: 'download', status: 'failed', summary: INTERRUPTED });
  expect(session.initiated_by).toBe('Ada Lovelace');
  const lines = await stored();
  expect(lines).toEqual(whole.slice(0, lines.length));
  expect(lines.length).toBeLessThan(whole.length);
  saw({
    heading: 'Interruptions',
    done: 'Strapi killed (SIGKILL) in the middle of a download of the official plugin',
    seen: `Failed at the next start, "${INTERRUPTED}"; its first ${lines.length} lines of ${whole.length} are there`,
  });
}, 120_000);

it.each([
  ['rejectUnawaited', 'a rejected promise that nobody awaits'],
  ['throwInTimer', 'an exception in a timer'],
] as const)(
  'an operation whose process dies of its own fault (%s) is failed at the next start',
  async (command, fault) => {
    const { database, db } = await newDatabase('sqlite');
    const dying = await startChild({ database });
    void dying.ask(command, NAME).catch(() => undefined);
    expect(await dying.ended).toBe(1);
    await restart({ database });
    const session = await sessionOf(db, NAME);
    expect(session).toMatchObject({ status: 'failed', summary: INTERRUPTED });
    expect(await messagesOf(db, session?.id ?? 0)).toEqual(['before']);
    saw({
      heading: 'Interruptions',
      done: `${fault}, in a recorded operation: it ends the whole Strapi process, as without us`,
      seen: `Failed at the next start, "${INTERRUPTED}"; its line from before is there`,
    });
  },
  120_000
);
