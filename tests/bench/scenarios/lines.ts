import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ENTRIES_TABLE } from '../../../server/content-types/tables';
import { createRedactor } from '../../../server/domain/redaction';
import type { ActivityLogger, SessionHandle } from '../../../server/recorder/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { insertSession } from '../../harness/seed-session';
import type { Bench } from '../bench';
import { holdFigure, type Figure } from '../figures';
import { watchHolds } from '../measure/event-loop';
import { inTurns } from '../measure/in-turns';
import { median, perSecond, timed } from '../measure/statistics';

const LINES = 10_000;
const ROUNDS = { quick: 3, whole: 7 };

/** As many as knex can insert in one statement into SQLite, whose compound SELECT takes 500 terms. */
const ROWS_PER_INSERT = 500;

/** An operation that logs waits for something now and then. */
const LINES_PER_TURN = 100;

const messageOf = (line: number) => `Updated api::article.article[${line}] (cs)`;

const loggerOf = ({ app }: Bench): ActivityLogger => app.strapi.plugin(PLUGIN_ID).service('logger');

type LogLine = (session: SessionHandle, line: number) => void;

const info: LogLine = (session, line) => session.info(messageOf(line), { line, language: 'cs' });

const aboutContent: LogLine = (session, line) =>
  session.about({ type: 'api::article.article', id: line + 1, locale: 'cs', action: 'updated' });

/** Logs `LINES` lines into one session until all are stored. Returns what each call cost its caller, in µs. */
const logLines = async (logger: ActivityLogger, log: LogLine): Promise<number[]> => {
  const microseconds: number[] = [];
  const session = logger.start({ eventType: 'download', initiatedBy: 'Bench' });
  for (let line = 0; line < LINES; line += 1) {
    const start = process.hrtime.bigint();
    log(session, line);
    microseconds.push(Number(process.hrtime.bigint() - start) / 1_000);
    if (line % LINES_PER_TURN === LINES_PER_TURN - 1) await nextTurn();
  }
  session.complete();
  await logger.flush();
  return microseconds;
};

const newSession = (bench: Bench): Promise<number> =>
  insertSession(bench.store, {
    instanceId: 'bench',
    idempotencyKey: randomUUID(),
    eventType: 'download',
    startedAt: Date.now(),
    initiatedBy: 'Bench',
    initiatorId: null,
    summary: '',
  });

const insertByKnex = async ({ app }: Bench, session_id: number) => {
  for (let start = 0; start < LINES; start += ROWS_PER_INSERT) {
    const rows = Array.from({ length: ROWS_PER_INSERT }, (_, index) => ({
      session_id,
      sequence: start + index + 1,
      timestamp: Date.now(),
      level: 'info',
      message: messageOf(start + index),
      search_text: null,
      data: JSON.stringify({ line: start + index, language: 'cs' }),
    }));
    await app.knex(ENTRIES_TABLE).insert(rows);
  }
};

/** Lines through the public logger beside the same rows through knex alone. */
const lineFigures = async (bench: Bench): Promise<Figure[]> => {
  const logger = loggerOf(bench);
  const watch = watchHolds(bench);
  const caller: number[] = [];
  const session = [await newSession(bench)];
  const turn = {
    watch,
    ours: async () => void caller.push(median(await logLines(logger, info))),
    reference: async () => {
      await insertByKnex(bench, session[session.length - 1]);
      session.push(await newSession(bench));
    },
  };
  await inTurns({ ...turn, watch: watchHolds(bench), rounds: 1 });
  const { ours, reference } = await inTurns({
    ...turn,
    rounds: bench.quick ? ROUNDS.quick : ROUNDS.whole,
  });
  return [
    {
      work: 'Lines stored, from the call to the row',
      value: perSecond(LINES, median(ours)),
      unit: 'a second',
      reference: { what: 'inserted by knex', value: perSecond(LINES, median(reference)) },
      goal: { of: 'ratio', atLeast: 0.8 },
    },
    holdFigure(watch.holds),
    {
      work: 'What a line costs its caller, median',
      value: median(caller),
      unit: 'µs',
      reference: { what: 'a row by knex', value: (1_000 * median(reference)) / LINES },
      goal: { of: 'ratio', atMost: 1 },
    },
    {
      work: '… a line about an entry of content, median',
      value: median(await logLines(logger, aboutContent)),
      unit: 'µs',
      reference: { what: 'a line with data', value: median(caller) },
      goal: { of: 'ratio', atMost: 2 },
    },
  ];
};

const LONG_LINE = messageOf(1).repeat(16_384 / messageOf(1).length);
const REPEATS = 50;

const redactionFigures = async (bench: Bench): Promise<Figure[]> => {
  const values = Array.from({ length: 50 }, (_, index) => `${index}-${randomUUID()}`);
  const redactor = createRedactor({
    secrets: values.map((value) => ({ value, label: 'bench' })),
  });
  const { ours, reference } = await inTurns({
    rounds: REPEATS,
    watch: watchHolds(bench),
    ours: async () => redactor.message(LONG_LINE),
    reference: async () => values.some((value) => LONG_LINE.includes(value)),
  });
  return [
    {
      work: 'Redaction of a line of 16 KB with 50 known secrets, median',
      value: 1_000 * median(ours),
      unit: 'µs',
      reference: { what: 'looking for each of them', value: 1_000 * median(reference) },
    },
  ];
};

const OPERATIONS = 2_000;

/** Many short operations that begin in the same turn. */
const operationFigures = async (bench: Bench): Promise<Figure[]> => {
  const logger = loggerOf(bench);
  const watch = watchHolds(bench);
  const run = async (operation: number) => {
    await logger.run({ eventType: 'upload', initiatedBy: 'Bench' }, async (session) => {
      session.info(messageOf(operation));
      await nextTurn();
    });
  };
  const ms = await watch.during(() =>
    timed(async () => {
      await Promise.all(Array.from({ length: OPERATIONS }, (_, operation) => run(operation)));
      await logger.flush();
    })
  );
  return [
    { work: '2,000 operations that begin together, until stored', value: ms / 1_000, unit: 's' },
    holdFigure(watch.holds),
  ];
};

/** The write path. */
export const benchWrites = async (bench: Bench): Promise<Figure[]> => [
  ...(await lineFigures(bench)),
  ...(await redactionFigures(bench)),
  ...(await operationFigures(bench)),
];
