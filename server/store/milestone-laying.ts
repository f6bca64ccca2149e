import type { Knex } from 'knex';
import {
  eventTypeSchema,
  sortFieldSchema,
  type EventType,
  type SortField,
} from '../../shared/contracts';
import type { Database } from './database';
import { MAX_EXACT_TOTAL } from './found';
import { createFringe, type Frame } from './fringe';
import { createGently, type Gently } from './gently';
import { createLegEnd } from './leg-end';
import { createMilestoneRecords, type Laid } from './milestone-records';
import { MOST_IN_FRINGE } from './milestones';
import { narrow } from './session-filter';
import type { Stretch } from './stretch';
import type { SessionStore } from './types';
import { createWalks, toWalk, type Ask, type Walk } from './walk';

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

/** New sessions after which it's looked whether all is to be counted anew. */
const LATER_TO_LOOK = 100;

/** Twice the hour in which refused calls are counted in one session. */
const RECENT_MS = 2 * 60 * 60 * 1_000;

/** With more than either in its fringe a tab is counted later: sessions just imported, or left over by a crash. */
const MOST = { running: 500, recent: MOST_IN_FRINGE / 2 };

const FIELDS = sortFieldSchema.options;

/** Where this one has been counted, all have. */
const LAST_FIELD = FIELDS[FIELDS.length - 1];

interface LayingOptions {
  database: Database;
  sizes?: MilestoneSizes;
  now?: () => number;
}

/** Counts how many sessions come up to some of them, thousands apart, in each order of each tab. */
export const createMilestoneLaying = ({
  database,
  sizes = SIZES,
  now = Date.now,
}: LayingOptions): Pick<SessionStore, 'layMilestones'> => {
  const { knex, atOnce, sessions, sessionsBy } = database;
  const ask: Ask = (query) => atOnce(async (on) => query.connection(on));
  const walks = createWalks(database, ask);
  const legEnd = createLegEnd(walks);
  const fringeOf = createFringe(database);
  const records = createMilestoneRecords(database, atOnce);
  let lookedAtId = Number.NEGATIVE_INFINITY;

  const ofTab = (rows: Knex.QueryBuilder, eventType: EventType) =>
    narrow(rows, { eventTypes: [eventType] });

  const newestId = async (): Promise<number> => {
    const [newest] = await ask<{ id: number | null }>(sessions().max({ id: 'id' }));
    return newest.id ?? 0;
  };

  /** The start of the session that so many others of its tab are older than. */
  const startAfter = async (eventType: EventType, older: number): Promise<number | undefined> => {
    const rows = ofTab(sessionsBy('by_start'), eventType).orderBy('started_at');
    const [start] = await ask<number | string>(rows.offset(older).limit(1).pluck('started_at'));
    return start === undefined ? undefined : Number(start);
  };

  const isMoreThan = async (most: number, rows: Knex.QueryBuilder): Promise<boolean> =>
    (
      await ask(
        rows
          .clone()
          .select('id')
          .limit(most + 1)
      )
    ).length > most;

  /** Null where it isn't worth while to count. */
  const frameOf = async (eventType: EventType, newest: number): Promise<Frame | null> => {
    if ((await startAfter(eventType, sizes.many)) === undefined) return null;
    const [first, from] = [
      await startAfter(eventType, 0),
      await startAfter(eventType, sizes.oldest),
    ];
    if (first === undefined || from === undefined || first === from) return null;
    const inProgress = ofTab(sessionsBy('running'), eventType).where({ status: 'in-progress' });
    const running = await ask<number>(inProgress.limit(MOST.running + 1).pluck('id'));
    if (running.length > MOST.running) return null;
    const frame = { newestId: newest, from, to: now() - RECENT_MS, running };
    return (await isMoreThan(MOST.recent, fringeOf(eventType, frame).recent)) ? null : frame;
  };

  /** Settled sessions of a stretch. One statement, so that none can come or move between the counts. */
  const settledIn = async (walk: Walk, stretch: Stretch, frame: Frame): Promise<number> => {
    const [eventType] = walk.narrowing.eventTypes;
    const fringe = Object.values(fringeOf(eventType, frame)).map((rows) =>
      walks.within(rows, walk, stretch).select(knex.raw('-count(*) as settled'))
    );
    const all = walks
      .parts(walk, stretch)
      .map((rows) => rows.select(knex.raw('count(*) as settled')));
    const counts = await ask<{ settled: number | string }>(knex.unionAll([...all, ...fringe]));
    return counts.reduce((sum, { settled }) => sum + Number(settled), 0);
  };

  const layOrder = async (
    eventType: EventType,
    field: SortField,
    frame: Frame,
    gently: Gently
  ): Promise<Laid> => {
    const walk = toWalk({ eventTypes: [eventType] }, { field, order: 'asc' });
    const milestones: Laid['milestones'] = [];
    let settled = 0;
    let stretch: Stretch = {};
    do {
      const { past } = stretch;
      const { upTo } = await gently(() => legEnd(walk, past, sizes.rowsPerMilestone));
      settled += await gently(() => settledIn(walk, { past, upTo }, frame));
      if (upTo) milestones.push({ place: upTo, rows: settled });
      stretch = { past: upTo };
    } while (stretch.past);
    return { frame, settled, milestones };
  };

  const layTab = async (eventType: EventType, newest: number, gently: Gently): Promise<void> => {
    for (const field of FIELDS) {
      const frame = await frameOf(eventType, newest);
      if (!frame) {
        await records.removeAll(eventType);
        return;
      }
      await records.write(eventType, field, await layOrder(eventType, field, frame, gently));
    }
  };

  const isDue = async (eventType: EventType, newest: number): Promise<boolean> => {
    const laid = await records.read(eventType, LAST_FIELD);
    if (!laid) return true;
    const later = newest - laid.frame.newestId;
    if (later < 0 || later >= sizes.later) return true;
    return !(await isMoreThan(0, fringeOf(eventType, laid.frame).oldest));
  };

  return {
    async layMilestones({ signal }) {
      const newest = await newestId();
      if (newest <= sizes.many || newest - lookedAtId < LATER_TO_LOOK) return;
      const gently = createGently(signal);
      for (const eventType of eventTypeSchema.options) {
        if (await isDue(eventType, newest)) await layTab(eventType, newest, gently);
      }
      lookedAtId = newest;
    },
  };
};
