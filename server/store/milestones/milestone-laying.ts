import type { Knex } from 'knex';
import { eventTypeSchema, sortFieldSchema, type EventType } from '../../../shared/contracts';
import { cellsFor, writeCounts, type TimeCells } from '../../domain/time-cells';
import type { Database } from '../database/database';
import { MAX_EXACT_TOTAL } from '../walks/found';
import { createFringe, type Frame } from './fringe';
import { createGently, type Gently } from '../pace/gently';
import { createLegEnd } from '../walks/leg-end';
import { createMilestoneRecords, type Laid, type LaidByTime } from './milestone-records';
import { narrow } from '../filters/session-filter';
import type { Stretch } from '../walks/stretch';
import type { SessionStore } from '../types';
import { createWalks, toWalk, type Ask, type Walk } from '../walks/walk';

const SIZES = {
  /** A tab that has no more is counted to its end by any list. */
  many: MAX_EXACT_TOTAL,
  /** Few enough to be passed in a millisecond or two. */
  rowsPerMilestone: 5_000,
  /** Sessions that retention may take before all is counted anew. */
  oldest: 500,
  /** New sessions after which all is counted anew. */
  later: 1_000,
};

export type MilestoneSizes = typeof SIZES;

/** The share of the oldest that is to be left: all is counted anew before retention takes the last of them. */
const OLDEST_LEFT = 1 / 4;

/** New sessions after which it's looked whether all is to be counted anew. */
const LATER_TO_LOOK = 100;

/** Of so many moments one is worked in. */
const ONE_IN = 10;

/** Twice the hour in which refused calls are counted in one session. */
const RECENT_MS = 2 * 60 * 60 * 1_000;

/** With more than either in its fringe a tab is counted later: sessions just imported, or left over by a crash. */
const MOST = { running: 500, recent: 1_000 };

/** Running sessions aren't settled. */
const STATUSES = [undefined, 'completed', 'failed'] as const;

/** All orders of a tab, and of each status in it. */
const walksOf = (eventType: EventType): Walk[] =>
  STATUSES.flatMap((status) =>
    sortFieldSchema.options
      .filter((field) => !(status && field === 'status'))
      .map((field) => toWalk({ eventTypes: [eventType], status }, { field, order: 'asc' }))
  );

/** Where the last one has been counted, all have. */
const lastWalkOf = (eventType: EventType) => walksOf(eventType).slice(-1)[0];

/** What is counted, and in what cells of time. */
interface Ground {
  frame: Frame;
  cells: TimeCells;
}

interface CellCount {
  cell: number | string;
  settled: number | string;
}

interface LayingOptions {
  database: Database;
  sizes?: MilestoneSizes;
  oneIn?: number;
  now?: () => number;
}

/** Counts how many sessions come up to some of them, thousands apart, in each order of each tab. */
export const createMilestoneLaying = ({
  database,
  sizes = SIZES,
  oneIn = ONE_IN,
  now = Date.now,
}: LayingOptions): Pick<SessionStore, 'layMilestones'> => {
  const { knex, atOnce, newestId, sessionsBy } = database;
  const ask: Ask = (query) => atOnce(async (on) => query.connection(on));
  const walks = createWalks(database, ask);
  const legEnd = createLegEnd(walks);
  const fringeOf = createFringe(database);
  const records = createMilestoneRecords(database, atOnce);
  let lookedAtId = Number.NEGATIVE_INFINITY;

  const ofTab = (rows: Knex.QueryBuilder, eventType: EventType) =>
    narrow(rows, { eventTypes: [eventType] });

  /** The start of the session that so many others of its tab are older than. */
  const startAfter = async (eventType: EventType, older: number): Promise<number | undefined> => {
    const rows = ofTab(sessionsBy('by_start'), eventType).orderBy('started_at');
    const [start] = await ask<number | string>(rows.offset(older).limit(1).pluck('started_at'));
    return start === undefined ? undefined : Number(start);
  };

  const isMoreThan = async (most: number, rows: Knex.QueryBuilder): Promise<boolean> => {
    const found = await ask(rows.select('started_at').limit(most + 1));
    return found.length > most;
  };

  const runningUpTo = (newestId: number, eventType: EventType): Promise<number[]> => {
    const inProgress = ofTab(sessionsBy('running'), eventType).where({ status: 'in-progress' });
    return ask(
      inProgress
        .where('id', '<=', newestId)
        .limit(MOST.running + 1)
        .pluck('id')
    );
  };

  /** Null where it isn't worth while to count. */
  const frameOf = async (eventType: EventType, newestId: number): Promise<Frame | null> => {
    if ((await startAfter(eventType, sizes.many)) === undefined) return null;
    const first = await startAfter(eventType, 0);
    const from = await startAfter(eventType, sizes.oldest);
    if (first === undefined || from === undefined || first === from) return null;
    const running = await runningUpTo(newestId, eventType);
    if (running.length > MOST.running) return null;
    const frame = { newestId, from, to: now() - RECENT_MS, running };
    const { recent } = fringeOf({ eventTypes: [eventType] }, frame);
    return (await isMoreThan(MOST.recent, recent)) ? null : frame;
  };

  /** Sessions by the cells in which they started. */
  const countsByCell = (rows: Knex.QueryBuilder, sign: '' | '-', { widthMs }: TimeCells) =>
    rows
      .select(knex.raw(`started_at - started_at % ${widthMs} as cell`))
      .select(knex.raw(`${sign}count(*) as settled`))
      .groupByRaw('1');

  /** Settled sessions of a stretch, by cell. One statement, so that none can come or move between the counts. */
  const settledIn = async (
    walk: Walk,
    stretch: Stretch,
    { frame, cells }: Ground
  ): Promise<Map<number, number>> => {
    const all = walks.parts(walk, stretch).map((rows) => countsByCell(rows, '', cells));
    const fringe = fringeOf(walk.narrowing, frame).parts.map((rows) =>
      countsByCell(walks.within(rows, walk, stretch), '-', cells)
    );
    const settled = new Map<number, number>();
    for (const row of await ask<CellCount>(knex.unionAll([...all, ...fringe]))) {
      const cell = Number(row.cell);
      settled.set(cell, (settled.get(cell) ?? 0) + Number(row.settled));
    }
    return settled;
  };

  const layWalk = async (walk: Walk, ground: Ground, gently: Gently): Promise<void> => {
    const milestones: Laid['milestones'] = [];
    const stretches: LaidByTime['stretches'] = [];
    let settled = 0;
    let past: Stretch['past'];
    do {
      const stretch: Stretch = { past };
      const { upTo } = await gently(() => legEnd(walk, stretch.past, sizes.rowsPerMilestone));
      const counts = await gently(() => settledIn(walk, { ...stretch, upTo }, ground));
      stretches.push(writeCounts(counts, ground.cells));
      for (const count of counts.values()) settled += count;
      if (upTo) milestones.push({ place: upTo, settled });
      past = upTo;
    } while (past);
    const { frame, cells } = ground;
    await records.write(walk, { frame, settled, milestones }, { cells, stretches });
  };

  const layTab = async (eventType: EventType, newestId: number, gently: Gently): Promise<void> => {
    const frame = await frameOf(eventType, newestId);
    if (!frame) {
      await records.removeAll(eventType);
      return;
    }
    const ground = { frame, cells: cellsFor(frame.from, frame.to) };
    for (const walk of walksOf(eventType)) await layWalk(walk, ground, gently);
  };

  const isDue = async (eventType: EventType, newest: number): Promise<boolean> => {
    const laid = await records.read(lastWalkOf(eventType));
    if (!laid) return true;
    const { newestId, from } = laid.frame;
    const later = newest - newestId;
    if (later < 0 || later >= sizes.later) return true;
    const oldest = ofTab(sessionsBy('by_start'), eventType).where('started_at', '<', from);
    return !(await isMoreThan(sizes.oldest * OLDEST_LEFT, oldest));
  };

  return {
    async layMilestones({ signal }) {
      const newest = await atOnce(newestId);
      if (newest <= sizes.many || newest - lookedAtId < LATER_TO_LOOK) return;
      const gently = createGently(signal, oneIn);
      for (const eventType of eventTypeSchema.options) {
        if (await isDue(eventType, newest)) await layTab(eventType, newest, gently);
      }
      lookedAtId = newest;
    },
  };
};
