import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityLogger } from '../../../server/recorder/types';
import { createStore } from '../../../server/store';
import type { NewEntry } from '../../../server/store/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Bench } from '../bench';
import type { Figure } from '../figures';
import { median, perSecond, timed } from '../measure/statistics';

const LINES = 10_000;
const ROUNDS = { quick: 2, whole: 5 };
const ENTRIES_TABLE = 'localazy_activity_entries';

/** As many as knex can insert at once into SQLite, whose compound SELECT takes 500 terms. */
const ROWS_PER_INSERT = 500;

const CALLER_GOAL_US = 20;
const STORED_GOAL_RATIO = 0.6;
const SQLITE_GOAL_PER_SECOND = 50_000;

const messageOf = (line: number) => `Updated api::article.article[${line}] (cs)`;

interface Round {
  callerMicroseconds: number[];
  storedPerSecond: number;
}

/** An operation that logs waits for something now and then; one that doesn't keeps the database waiting too. */
const LINES_PER_TURN = 100;

/** Logs `LINES` lines into one session: what each call costs its caller, and how long until all are stored. */
const logLines = async (logger: ActivityLogger): Promise<Round> => {
  const callerMicroseconds: number[] = [];
  const session = logger.start({ eventType: 'download', initiatedBy: 'Bench' });
  const ms = await timed(async () => {
    for (let line = 0; line < LINES; line += 1) {
      const start = process.hrtime.bigint();
      session.info(messageOf(line), { line, language: 'cs' });
      callerMicroseconds.push(Number(process.hrtime.bigint() - start) / 1_000);
      if (line % LINES_PER_TURN === LINES_PER_TURN - 1) await nextTurn();
    }
    session.complete();
    await logger.flush();
  });
  return { callerMicroseconds, storedPerSecond: perSecond(LINES, ms) };
};

const rowsOf = (sessionId: number): NewEntry[] =>
  Array.from({ length: LINES }, (_, line) => ({
    sessionId,
    sequence: line + 1,
    timestamp: Date.now(),
    level: 'info',
    message: messageOf(line),
    data: JSON.stringify({ line, language: 'cs' }),
  }));

/** The same rows by knex alone, as one who had them all would write them. */
const insertRows = async ({ app }: Bench, sessionId: number): Promise<number> => {
  const rows = rowsOf(sessionId).map(({ sessionId: session_id, ...row }) => ({
    session_id,
    search_text: null,
    ...row,
  }));
  const ms = await timed(async () => {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await app.knex(ENTRIES_TABLE).insert(rows.slice(start, start + ROWS_PER_INSERT));
    }
  });
  return perSecond(LINES, ms);
};

/** What a line costs its caller, and how many are stored in a second, beside knex alone. */
export const benchLines = async (bench: Bench): Promise<Figure[]> => {
  const { app, database } = bench;
  const logger: ActivityLogger = app.strapi.plugin(PLUGIN_ID).service('logger');
  const store = createStore({ strapi: app.strapi });
  const rounds: Round[] = [];
  const references: number[] = [];

  // The first round warms up both sides and isn't counted.
  for (let round = 0; round <= (bench.quick ? ROUNDS.quick : ROUNDS.whole); round += 1) {
    const logged = await logLines(logger);
    const sessionId = await store.sessions.insert({
      instanceId: `bench lines ${process.pid}`,
      ordinal: round + 1,
      eventType: 'download',
      startedAt: Date.now(),
      initiatedBy: 'Bench',
      initiatorId: null,
      summary: '',
    });
    const reference = await insertRows(bench, sessionId);
    if (round === 0) continue;
    rounds.push(logged);
    references.push(reference);
  }

  const reference = median(references);
  const stored: Figure = {
    work: 'Lines stored, from the call to the row',
    value: median(rounds.map(({ storedPerSecond }) => storedPerSecond)),
    unit: 'a second',
    reference: { what: 'knex multi-row insert', value: reference },
    goal: { of: 'ratio', atLeast: STORED_GOAL_RATIO },
  };
  return [
    {
      work: `One of ${LINES.toLocaleString('en-US')} lines, the caller's cost, median`,
      value: median(rounds.flatMap(({ callerMicroseconds }) => callerMicroseconds)),
      unit: 'µs',
      reference: { what: 'knex, a row', value: 1_000_000 / reference },
      goal: { of: 'value', atMost: CALLER_GOAL_US },
    },
    stored,
    ...(database === 'sqlite'
      ? [{ ...stored, goal: { of: 'value' as const, atLeast: SQLITE_GOAL_PER_SECOND } }]
      : []),
  ];
};
