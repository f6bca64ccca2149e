import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { address, cheapAddress, type Bench } from '../bench';
import { ENTRIES_PER_SESSION } from '../data/build';
import type { Figure } from '../figures';
import { whileIdle, whileOthersAsk } from '../measure/event-loop';
import { perSecond, timed } from '../measure/statistics';
import { HOLD_GOAL_MS, LONGEST_HOLD } from './reads';

const GOAL_PER_SECOND = 100_000;
const GOAL_MB = 30;
const MEMORY_EVERY_MS = 20;
const MEBIBYTE = 1024 ** 2;

/** About so many lines are exported at most, beside those of the one long session. */
const MOST_LINES = { quick: 20_000, whole: 1_000_000 };

/** Node lets nobody ask for it unless it was started so. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What the process holds on to. */
const used = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEBIBYTE;
};

/** The most memory more than before while `work` runs. */
const withMemory = async <Result>(work: () => Promise<Result>) => {
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
  const result = await work();
  isDone = true;
  await watching;
  return { result, before, moreMb: Math.max(most, used()) - before };
};

const dayBefore = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

/** Days of sessions that have about as many lines. */
const daysOf = ({ sessions, quick }: Bench) => {
  const lines = MOST_LINES[quick ? 'quick' : 'whole'];
  return Math.min(400, Math.ceil((360 * lines) / (sessions * ENTRIES_PER_SESSION)));
};

const countLines = async ({ app }: Bench, from: string): Promise<number> => {
  const { lines } = await app
    .knex('localazy_activity_sessions')
    .where('started_at', '>=', new Date(`${from}T00:00:00Z`).getTime())
    .sum({ lines: 'entry_count' })
    .first<{ lines: number | string }>();
  return Number(lines);
};

/** So many lines are read for reference. */
const REFERENCE_LINES = 100_000;
const LINES_PER_PAGE = 1_000;

/** Lines in a second that knex alone reads by their ids and turns into JSON, without sessions, filter or HTTP. */
const readByKnex = async ({ app }: Bench): Promise<number> => {
  let read = 0;
  const ms = await timed(async () => {
    let page: { id: number }[];
    let past = 0;
    do {
      page = await app
        .knex('localazy_activity_entries')
        .where('id', '>', past)
        .orderBy('id')
        .limit(LINES_PER_PAGE);
      page.forEach((row) => JSON.stringify(row));
      read += page.length;
      past = page[page.length - 1]?.id;
      await nextTurn();
    } while (page.length === LINES_PER_PAGE && read < REFERENCE_LINES);
  });
  return perSecond(read, ms);
};

/** The file of everything, or of about a million lines, read as fast as it comes and slowly. */
export const benchExport = async (bench: Bench): Promise<Figure[]> => {
  const { app, client } = bench;
  const from = dayBefore(daysOf(bench));
  const lines = await countLines(bench, from);
  const wanted = { url: address(bench, '/export', { from }), token: app.admin.token };

  const idle = await whileIdle(client, cheapAddress(bench));
  const fast = await whileOthersAsk(client, cheapAddress(bench), () =>
    client.download({ ...wanted })
  );
  const slowly = { ...wanted, url: address(bench, '/export', { from: dayBefore(1) }), pauseMs: 5 };
  const quick = await withMemory(() => client.download(wanted));
  const slow = await withMemory(() => client.download(slowly));
  return [
    {
      work: 'Lines exported, of all sessions or the newest',
      value: perSecond(lines, fast.result.ms),
      unit: 'a second',
      reference: { what: 'read by knex as JSON', value: await readByKnex(bench) },
      goal: { of: 'value', atLeast: GOAL_PER_SECOND },
    },
    {
      work: LONGEST_HOLD,
      value: fast.longestHoldMs,
      unit: 'ms',
      reference: { what: 'when idle', value: idle.longestHoldMs },
      goal: { of: 'value', atMost: HOLD_GOAL_MS },
    },
    {
      work: '… more memory than before, at most',
      value: quick.moreMb,
      unit: 'MB',
      reference: { what: 'all of it before', value: quick.before },
      goal: { of: 'value', atMost: GOAL_MB },
    },
    {
      work: 'Export to a slow reader: more memory than before, at most',
      value: slow.moreMb,
      unit: 'MB',
      reference: { what: 'all of it before', value: slow.before },
      goal: { of: 'value', atMost: GOAL_MB },
    },
  ];
};
