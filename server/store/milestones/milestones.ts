import { sumCounts, wholeCells, type TimeSpan } from '../../domain/time-cells';
import type { Database } from '../database/database';
import { createFringe, type Frame } from './fringe';
import type { PageOfWalk } from '../walks/legs';
import { createMilestoneRecords, type Laid, type LaidByTime } from './milestone-records';
import type { Place } from '../walks/places';
import { indexByStart, narrow, type Narrowing } from '../filters/session-filter';
import type { Stretch } from '../walks/stretch';
import type { Page, Walk, Walks } from '../walks/walk';

/** With more to be counted it's sooner done to pass all rows. */
export const MOST_COUNTED = 5_000;

/** The share of the most that is likely to be there: with so many a first try will do. */
const LIKELY_SHARE = 1 / 5;

/** A second always does, unless sessions come or go meanwhile. */
const MOST_TRIES = 3;

/** What is known of a walk's rows without looking at them. */
interface Known {
  frame: Frame;
  places: Place[];
  /** Settled sessions of the walk up to each place, those at it with them. */
  settled: number[];
  allSettled: number;
  /** The time in which they are known. */
  whole: TimeSpan;
  /** The time for which they aren't, at the range's ends. */
  rests: Required<TimeSpan>[];
}

/** What has to be counted: the fringe, and sessions in the rests of the range. */
interface Census {
  all: number;
  /** Those that come up to a place. */
  upTo: number;
}

interface Counted {
  part: string;
  counted: number | string;
  /** Null where there are none. */
  up_to: number | string | null;
}

interface Begin {
  stretch: Stretch;
  /** Rows of the walk ahead of the stretch. */
  before: number;
  /** Rows of the walk. */
  total: number;
}

const runningSums = (counts: number[]): number[] => {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
};

const isOfOneTab = ({ narrowing }: Walk) => narrowing.eventTypes.length === 1;

const isRanged = ({ from, to }: Narrowing) => from !== undefined || to !== undefined;

const withoutRange = ({ narrowing, sort }: Walk): Walk => ({
  narrowing: { ...narrowing, from: undefined, to: undefined },
  sort,
});

const knownOfAllTime = ({ frame, milestones, settled }: Laid): Known => ({
  frame,
  places: milestones.map(({ place }) => place),
  settled: milestones.map((milestone) => milestone.settled),
  allSettled: settled,
  whole: {},
  rests: [],
});

/** Null where the range is too short. */
const knownOfRange = (
  range: TimeSpan,
  { laid, byTime }: { laid: Laid; byTime: LaidByTime }
): Known | null => {
  const { cells, stretches } = byTime;
  const time = wholeCells(range, cells);
  if (!time) return null;
  const sums = runningSums(stretches.map((text) => sumCounts(text, time.whole, cells)));
  const places = laid.milestones.map(({ place }) => place);
  const settled = sums.slice(0, places.length);
  return { frame: laid.frame, places, settled, allSettled: sums[places.length], ...time };
};

/**
 * Far pages of a tab, found from a milestone close by: it's known how many settled sessions come up to
 * it, in any range of days. The few that may have come, moved or gone since, and those of the range that
 * began on a day that is only in part in it, are counted at once. So a page is as exact as one that all
 * rows are passed to.
 */
export const createMilestones = (database: Database, walks: Walks, most = MOST_COUNTED) => {
  const { knex, sessionsBy, sessionsById } = database;
  const fringeOf = createFringe(database);
  const records = createMilestoneRecords(database);

  const knownOf = async (walk: Walk): Promise<Known | null> => {
    const whole = withoutRange(walk);
    if (!isRanged(walk.narrowing)) {
      const laid = await records.read(whole);
      return laid && knownOfAllTime(laid);
    }
    const found = await records.readWithTime(whole);
    return found && knownOfRange(walk.narrowing, found);
  };

  const queriesOf = ({ narrowing }: Walk, { frame, whole, rests }: Known) => ({
    counted: [
      ...fringeOf({ ...narrowing, ...whole }, frame).parts,
      ...rests.map((rest) =>
        narrow(sessionsBy(indexByStart(narrowing)), { ...narrowing, ...rest })
      ),
    ],
    /** Were one empty, what was settled would be gone: cleared, or grown too old. */
    guards: [
      sessionsById().where('id', frame.newestId),
      narrow(sessionsBy('by_start'), { eventTypes: narrowing.eventTypes, to: frame.from }),
    ],
  });

  /** Null where what is known isn't true any more. */
  const takeCensus = async (walk: Walk, known: Known, place: Place): Promise<Census | null> => {
    const ascending: Walk = { ...walk, sort: { ...walk.sort, order: 'asc' } };
    const { sql, bindings } = walks.upTo(ascending, place);
    const { counted, guards } = queriesOf(walk, known);
    const parts = [...counted, ...guards].map((rows, part) =>
      rows
        .select(knex.raw(`'${part}' as part`), knex.raw('count(*) as counted'))
        .select(knex.raw(`sum(case when ${sql} then 1 else 0 end) as up_to`, bindings))
    );
    const found: Counted[] = await knex.unionAll(parts);
    const isGuard = ({ part }: Counted) => Number(part) >= counted.length;
    if (found.some((row) => isGuard(row) && Number(row.counted) === 0)) return null;
    const sum = (column: 'counted' | 'up_to') =>
      found.reduce((total, row) => (isGuard(row) ? total : total + Number(row[column])), 0);
    return { all: sum('counted'), upTo: sum('up_to') };
  };

  const beginNear = async (walk: Walk, known: Known, offset: number): Promise<Begin | null> => {
    const isAscending = walk.sort.order === 'asc';
    const { places, settled, allSettled } = known;
    const ahead = isAscending ? settled : settled.map((upTo) => allSettled - upTo);
    let goal = offset - most * LIKELY_SHARE;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const isAhead = (rows: number) => rows <= goal;
      const at = isAscending ? ahead.findLastIndex(isAhead) : ahead.findIndex(isAhead);
      const census = at < 0 ? null : await takeCensus(walk, known, places[at]);
      if (!census || census.all > most) return null;
      const { all, upTo } = census;
      const before = ahead[at] + (isAscending ? upTo : all - upTo);
      const stretch = isAscending ? { past: places[at] } : { from: places[at] };
      if (before <= offset) return { stretch, before, total: allSettled + all };
      // Of those that were counted no more come before a milestone that is farther ahead.
      goal = ahead[at] - (before - offset);
    }
    return null;
  };

  return {
    /** Null where no milestone is of use. */
    async page(walk: Walk, { offset, limit }: Page): Promise<PageOfWalk | null> {
      const known = isOfOneTab(walk) ? await knownOf(walk) : null;
      const begin = known && (await beginNear(walk, known, offset));
      if (!begin) return null;
      const { stretch, before, total } = begin;
      // Never more than there are: a database that finds enough doesn't look for the walk's end.
      const rest = { offset: offset - before, limit: Math.min(limit, total - offset) };
      return { ids: rest.limit > 0 ? await walks.ids(walk, stretch, rest) : [], total };
    },
  };
};
