import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ENTRIES_TABLE, SESSIONS_TABLE } from '../../../server/content-types/tables';
import { address, dayBefore, type Bench } from '../bench';
import { ENTRIES_PER_SESSION } from '../data/build';
import { holdFigure, type Figure } from '../figures';
import { watchHolds } from '../measure/event-loop';
import { inTurns } from '../measure/in-turns';
import { median, perSecond } from '../measure/statistics';

const ROUNDS = { quick: 3, whole: 5 };
const GOAL_MB = 30;
const MEMORY_EVERY_MS = 20;
const MEBIBYTE = 1024 ** 2;

/** About so many lines are exported, beside those of the one long session. */
const LINES = { quick: 20_000, whole: 300_000 };

/** Node offers it only where it was started with this flag. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Memory in use after a garbage collection, in MB. */
const used = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEBIBYTE;
};

/** The most memory more than before while `work` runs. */
const withMemory = async (work: () => Promise<unknown>) => {
  const before = used();
  let most = before;
  let isDone = false;
  const watch = async () => {
    while (!isDone) {
      const { heapUsed, external } = process.memoryUsage();
      if ((heapUsed + external) / MEBIBYTE > most + GOAL_MB / 2) most = Math.max(most, used());
      await sleep(MEMORY_EVERY_MS);
    }
  };
  const watching = watch();
  await work();
  isDone = true;
  await watching;
  return { before, moreMb: Math.max(most, used()) - before };
};

/** Days of sessions that have about as many lines. */
const daysOf = ({ sessions, quick }: Bench) =>
  Math.ceil((360 * LINES[quick ? 'quick' : 'whole']) / (sessions * ENTRIES_PER_SESSION));

const SESSIONS_PER_PAGE = 200;

/** Reads the sessions since an instant and their lines by pages, and turns each into JSON; without HTTP. Returns how many lines. */
const readByKnex = async ({ app }: Bench, since: number): Promise<number> => {
  let read = 0;
  let past = 0;
  let page: { id: number }[];
  do {
    page = await app
      .knex(SESSIONS_TABLE)
      .where('id', '>', past)
      .where('started_at', '>=', since)
      .orderBy('id')
      .limit(SESSIONS_PER_PAGE);
    const ids = page.map(({ id }) => id);
    const lines = await app
      .knex(ENTRIES_TABLE)
      .whereIn('session_id', ids)
      .orderBy(['session_id', 'sequence']);
    [...page, ...lines].forEach((row) => JSON.stringify(row));
    read += lines.length;
    past = ids[ids.length - 1];
    await nextTurn();
  } while (page.length === SESSIONS_PER_PAGE);
  return read;
};

const memoryFigure = (
  work: string,
  { before, moreMb }: { before: number; moreMb: number }
): Figure => ({
  work,
  value: moreMb,
  unit: 'MB',
  reference: { what: 'all of it before', value: before },
  goal: { of: 'value', atMost: GOAL_MB },
});

/** The file of the newest sessions, with the one long session among them, read as fast as it comes and slowly. */
export const benchExport = async (bench: Bench): Promise<Figure[]> => {
  const { app, client, quick } = bench;
  const from = dayBefore(daysOf(bench));
  const since = new Date(`${from}T00:00:00Z`).getTime();
  const wanted = { url: address(bench, '/export', { from }), token: app.admin.token };
  const slowly = { ...wanted, url: address(bench, '/export', { from: dayBefore(1) }), pauseMs: 5 };

  const watch = watchHolds(bench);
  let lines = 0;
  const { ours, reference } = await inTurns({
    rounds: quick ? ROUNDS.quick : ROUNDS.whole,
    watch,
    ours: () => client.download(wanted),
    reference: async () => {
      lines = await readByKnex(bench, since);
    },
  });
  return [
    {
      work: 'Lines exported',
      value: perSecond(lines, median(ours)),
      unit: 'a second',
      reference: { what: 'read by knex as JSON', value: perSecond(lines, median(reference)) },
      goal: { of: 'ratio', atLeast: 0.5 },
    },
    holdFigure(watch.holds),
    memoryFigure(
      '… more memory than before, at most',
      await withMemory(() => client.download(wanted))
    ),
    memoryFigure(
      'Export to a slow reader: more memory than before, at most',
      await withMemory(() => client.download(slowly))
    ),
  ];
};
