import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, startStrapi, type RunningStrapi } from '../harness';
import { watchEventLoop } from './support/event-loop';
import { loggerOf } from './support/operation';
import { saw } from './support/saw';
import { ENTRIES, messagesOf, numbered, sessionOf, SESSIONS } from './support/stored';

const heading = 'The database fails';

const SESSIONS_AT_ONCE = 2_000;
const LINES_AT_ONCE = 90_000;

/** As long as lines of the official plugin are. */
const LINE_LENGTH = 120;

describe.each(databases)('on %s', (client) => {
  let app: RunningStrapi;

  beforeAll(async () => {
    app = await startStrapi({ database: client });
  }, 60_000);
  afterAll(() => app?.stop());

  const count = async (table: string, where: object) => {
    const [row] = await app.knex(table).where(where).count({ rows: '*' });
    return Number(row.rows);
  };

  it(`${SESSIONS_AT_ONCE} operations that begin and end together are stored, each with its line`, async () => {
    const logger = loggerOf(app);
    const stopWatching = watchEventLoop();
    const started = performance.now();
    await Promise.all(
      Array.from({ length: SESSIONS_AT_ONCE }, (_, index) =>
        logger.run({ eventType: 'upload', initiatedBy: 'Burst' }, (session) =>
          session.info(`line ${index + 1}`)
        )
      )
    );
    await logger.flush();
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    const held = stopWatching();
    const completed = { initiated_by: 'Burst', status: 'completed', entry_count: 1 };
    expect(await count(SESSIONS, completed)).toBe(SESSIONS_AT_ONCE);
    const messages: string[] = await app.knex(ENTRIES).pluck('message');
    expect(new Set(messages)).toEqual(new Set(numbered(SESSIONS_AT_ONCE)));
    saw({
      heading,
      done: `${SESSIONS_AT_ONCE} logger.run together on ${client}`,
      seen: `all are stored after ${seconds} s; the event loop was held for ${held} ms at most`,
    });
  });

  it(`${LINES_AT_ONCE} lines of one synchronous loop are all stored`, async () => {
    const logger = loggerOf(app);
    const session = logger.start({ eventType: 'download', initiatedBy: 'Loop' });
    const lines = numbered(LINES_AT_ONCE).map((line) => line.padEnd(LINE_LENGTH, '.'));
    lines.forEach((line) => session.info(line));
    session.complete();
    await logger.flush();
    const row = await sessionOf(app.knex, 'Loop');
    expect(row).toMatchObject({
      status: 'completed',
      entry_count: LINES_AT_ONCE,
      warning_count: 0,
    });
    expect(await messagesOf(app.knex, row?.id ?? 0)).toEqual(lines);
    saw({
      heading,
      done: `${LINES_AT_ONCE} lines of one synchronous loop on ${client}`,
      seen: 'all are stored, in order',
    });
  });

  it('sessions opened without a pause keep nobody else’s lines, end and heartbeat waiting', async () => {
    const logger = loggerOf(app);
    const other = logger.start({ eventType: 'download', initiatedBy: 'Other' });
    await logger.flush();
    const flood = setInterval(() => {
      for (let opened = 0; opened < 10; opened += 1) {
        logger.start({ eventType: 'upload', initiatedBy: 'Flood' }).complete();
      }
    }, 10);
    const started = performance.now();
    try {
      other.info('in the flood');
      other.complete('Done');
      await expect
        .poll(async () => (await sessionOf(app.knex, 'Other'))?.status, { timeout: 10_000 })
        .toBe('completed');
    } finally {
      clearInterval(flood);
    }
    const milliseconds = Math.round(performance.now() - started);
    await logger.flush();
    saw({
      heading,
      done: `sessions opened 1,000 a second on ${client} while another logs and ends`,
      seen: `its line and its end are stored after ${milliseconds} ms`,
    });
  });
});
