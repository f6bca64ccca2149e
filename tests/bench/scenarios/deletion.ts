import { sessionFilterSchema } from '../../../shared/contracts';
import { SESSIONS_TABLE } from '../../../server/content-types/tables';
import type { Bench } from '../bench';
import { holdFigure, type Figure } from '../figures';
import { watchHolds, type HoldWatch } from '../measure/event-loop';
import { inTurns, type Turns } from '../measure/in-turns';
import { median, timed } from '../measure/statistics';

const ROUNDS = { quick: 3, whole: 5 };

/** Sessions of a turn: a whole day or more of them. */
const SESSIONS = { quick: 3_000, whole: 9_000 };
const PER_STATEMENT = 1_000;
const PER_PRUNED_BATCH = 500;
const GOAL_RATIO = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

const sizeOf = ({ quick }: Bench) => SESSIONS[quick ? 'quick' : 'whole'];

/** The oldest sessions, whose lines go by the foreign key. */
const deleteByKnex = async (bench: Bench) => {
  const { knex } = bench.app;
  for (let deleted = 0; deleted < sizeOf(bench); deleted += PER_STATEMENT) {
    const ids = await knex(SESSIONS_TABLE).orderBy('id').limit(PER_STATEMENT).pluck('id');
    await knex(SESSIONS_TABLE).whereIn('id', ids).delete();
  }
};

/** The start of the first session that is not among the oldest of a turn. */
const startAfterOldest = async (bench: Bench): Promise<number> => {
  const row = await bench.app
    .knex(SESSIONS_TABLE)
    .orderBy('id')
    .offset(sizeOf(bench))
    .first('started_at');
  return Number(row.started_at);
};

const prune = async ({ store }: Bench, before: number): Promise<number> => {
  let total = 0;
  let deleted: number;
  do {
    deleted = await store.sessions.pruneBatch({ before, limit: PER_PRUNED_BATCH });
    total += deleted;
  } while (deleted === PER_PRUNED_BATCH);
  return total;
};

/** Whole days only, as filters name days. */
const clearDays = ({ store }: Bench, before: number): Promise<number> => {
  const to = new Date(before - DAY_MS).toISOString().slice(0, 10);
  return store.sessions.clear(sessionFilterSchema.parse({ to }));
};

/** Microseconds that a session took in each turn. */
const turnsOf = async (
  bench: Bench,
  watch: HoldWatch,
  deleteBefore: (bench: Bench, instant: number) => Promise<number>
): Promise<Turns> => {
  const turns: Turns = { ours: [], reference: [] };
  for (let round = 0; round < ROUNDS[bench.quick ? 'quick' : 'whole']; round += 1) {
    const before = await startAfterOldest(bench);
    let deleted = 0;
    const { ours, reference } = await inTurns({
      rounds: 1,
      watch,
      ours: async () => {
        deleted = await deleteBefore(bench, before);
      },
      reference: () => deleteByKnex(bench),
    });
    if (deleted === 0) throw new Error('Nothing was deleted: its time would mean nothing');
    turns.ours.push((1_000 * ours[0]) / deleted);
    turns.reference.push((1_000 * reference[0]) / sizeOf(bench));
  }
  return turns;
};

const ratioFigure = (work: string, { ours, reference }: Turns): Figure => ({
  work: `${work}, a session with its lines, median`,
  value: median(ours),
  unit: 'µs',
  reference: { what: 'knex, 1,000 a statement', value: median(reference) },
  goal: { of: 'ratio', atMost: GOAL_RATIO },
});

const countSessions = async ({ app }: Bench): Promise<number> => {
  const row = await app.knex(SESSIONS_TABLE).count({ counted: '*' }).first();
  return Number(row?.counted);
};

const clearAll = async (bench: Bench, reference: number): Promise<Figure[]> => {
  const watch = watchHolds(bench);
  const left = await countSessions(bench);
  const ms = await watch.during(() => timed(() => bench.store.sessions.clear()));
  return [
    {
      work: 'Clearing of all that is left, a session with its lines',
      value: (1_000 * ms) / left,
      unit: 'µs',
      reference: { what: 'knex, 1,000 a statement, before', value: reference },
    },
    holdFigure(watch.holds),
  ];
};

/** Retention and clearing in turns with knex, then, unless it's a quick bench, clearing of all that is left. */
export const benchDeletion = async (bench: Bench): Promise<Figure[]> => {
  const [pruning, clearing] = [watchHolds(bench), watchHolds(bench)];
  const pruned = await turnsOf(bench, pruning, prune);
  const cleared = await turnsOf(bench, clearing, clearDays);
  return [
    ratioFigure('Retention', pruned),
    holdFigure(pruning.holds),
    ratioFigure('Clearing of some days', cleared),
    holdFigure(clearing.holds),
    ...(bench.quick ? [] : await clearAll(bench, median(cleared.reference))),
  ];
};
