import type { ActivityLogger } from '../../server/recorder/types';
import { createStore } from '../../server/store';
import type { NewEntry } from '../../server/store/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { RunningStrapi } from '../harness/start-strapi';
import { formatCount, median, perSecond, timed, type Figure } from './figures';

const LINES = 10_000;
const ROUNDS = 5;
const ENTRIES_TABLE = 'localazy_activity_entries';

/** As many as knex can insert at once into SQLite, whose compound SELECT takes 500 terms. */
const ROWS_PER_INSERT = 500;

const CALLER_GOAL_US = 20;
const STORED_GOAL_RATIO = 0.6;

const messageOf = (line: number) => `Updated api::article.article[${line}] (cs)`;

interface Round {
  callerMicroseconds: number[];
  storedPerSecond: number;
}

/** Logs `LINES` lines into one session: what each call costs its caller, and how long until all are stored. */
const logLines = async (logger: ActivityLogger): Promise<Round> => {
  const callerMicroseconds: number[] = [];
  const session = logger.start({ eventType: 'download', initiatedBy: 'Bench' });
  const ms = await timed(async () => {
    for (let line = 0; line < LINES; line += 1) {
      const start = process.hrtime.bigint();
      session.info(messageOf(line), { line, language: 'cs' });
      callerMicroseconds.push(Number(process.hrtime.bigint() - start) / 1_000);
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
const insertRows = async ({ knex }: RunningStrapi, sessionId: number): Promise<number> => {
  const rows = rowsOf(sessionId).map(({ sessionId: session_id, ...row }) => ({
    session_id,
    search_text: null,
    ...row,
  }));
  const ms = await timed(async () => {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await knex(ENTRIES_TABLE).insert(rows.slice(start, start + ROWS_PER_INSERT));
    }
  });
  return perSecond(LINES, ms);
};

/** What a line costs its caller, and how many are stored in a second, beside knex alone. */
export const benchLines = async (app: RunningStrapi, database: string): Promise<Figure[]> => {
  const logger: ActivityLogger = app.strapi.plugin(PLUGIN_ID).service('logger');
  const store = createStore({ strapi: app.strapi });
  const rounds: Round[] = [];
  const references: number[] = [];

  // The first round warms up both sides and isn't counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const logged = await logLines(logger);
    const sessionId = await store.sessions.insert({
      instanceId: 'bench',
      ordinal: round + 1,
      eventType: 'download',
      startedAt: Date.now(),
      initiatedBy: 'Bench',
      initiatorId: null,
      summary: '',
    });
    const reference = await insertRows(app, sessionId);
    if (round === 0) continue;
    rounds.push(logged);
    references.push(reference);
  }

  const caller = median(rounds.flatMap(({ callerMicroseconds }) => callerMicroseconds));
  const stored = median(rounds.map(({ storedPerSecond }) => storedPerSecond));
  const reference = median(references);
  return [
    {
      work: `One line of ${formatCount(LINES)}, caller's cost, median (${database})`,
      measured: `${caller.toFixed(1)} µs`,
      reference: `knex, a row: ${(1_000_000 / reference).toFixed(1)} µs`,
      goal: `≤ ${CALLER_GOAL_US} µs`,
      reached: caller <= CALLER_GOAL_US,
    },
    {
      work: `Lines stored in a second, call to row (${database})`,
      measured: formatCount(stored),
      reference: `knex multi-row insert: ${formatCount(reference)} (${Math.round((100 * stored) / reference)} % of it)`,
      goal: `≥ ${100 * STORED_GOAL_RATIO} %`,
      reached: stored / reference >= STORED_GOAL_RATIO,
    },
  ];
};
