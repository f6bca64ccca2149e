import type { EventType } from '../../shared/contracts';
import type { Condition } from './condition';
import type { Database } from './database';
import { createFringe, type Frame, type Fringe } from './fringe';
import type { PageOfWalk } from './legs';
import { createMilestoneRecords, type Laid } from './milestone-records';
import type { Stretch } from './stretch';
import type { Page, Walk, Walks } from './walk';

/** Past so many it's sooner done to pass the rows than to count the fringe. */
export const MOST_IN_FRINGE = 2_500;

/** The tab of a walk that leaves none of its sessions out. */
const wholeTab = ({ narrowing }: Walk): EventType | null => {
  const { eventTypes, status, from, to } = narrowing;
  const isNarrowed = status !== undefined || from !== undefined || to !== undefined;
  return eventTypes.length === 1 && !isNarrowed ? eventTypes[0] : null;
};

type Milestone = Laid['milestones'][number];

/** The one that most rows are ahead of, but fewer than `offset` even with all of the fringe. */
const milestoneAhead = ({ sort }: Walk, laid: Laid, offset: number, most: number) => {
  const sure = offset - most;
  return sort.order === 'asc'
    ? laid.milestones.findLast(({ rows }) => rows <= sure)
    : laid.milestones.find(({ rows }) => laid.settled - rows <= sure);
};

interface Counted {
  part: keyof Fringe | 'newest';
  counted: number | string;
  /** How many of them come up to the milestone; null where there are none. */
  up_to: number | string | null;
}

interface Census {
  /** Sessions of the fringe. */
  all: number;
  /** Those that come up to a milestone. */
  upTo: number;
}

/**
 * Pages of a whole tab that are far from either end, found from a milestone close by: so many settled
 * sessions come up to it. The few that may have come, moved or gone since are counted at once, so that
 * a page is as exact as one that all rows are passed to.
 */
export const createMilestones = (database: Database, walks: Walks, most = MOST_IN_FRINGE) => {
  const { knex, sessionsById } = database;
  const fringeOf = createFringe(database);
  const records = createMilestoneRecords(database);

  /** Null where what is written down has become untrue: cleared, or what was settled has got too old. */
  const takeCensus = async (
    eventType: EventType,
    frame: Frame,
    { sql, bindings }: Condition
  ): Promise<Census | null> => {
    const newest = sessionsById().where('id', frame.newestId);
    const parts = Object.entries({ ...fringeOf(eventType, frame), newest });
    const counts = parts.map(([part, rows]) =>
      rows
        .select(knex.raw(`'${part}' as part`), knex.raw('count(*) as counted'))
        .select(knex.raw(`sum(case when ${sql} then 1 else 0 end) as up_to`, bindings))
    );
    const found: Counted[] = await knex.unionAll(counts);
    const has = (part: Counted['part']) =>
      found.some((row) => row.part === part && Number(row.counted) > 0);
    if (!has('newest') || !has('oldest')) return null;
    const fringe = found.filter(({ part }) => part !== 'newest');
    const sum = (column: 'counted' | 'up_to') =>
      fringe.reduce((total, row) => total + Number(row[column]), 0);
    return { all: sum('counted'), upTo: sum('up_to') };
  };

  /** Where the rows begin that a milestone is ahead of, and how many rows come before them. */
  const startAt = (
    { sort }: Walk,
    { settled }: Laid,
    { place, rows }: Milestone,
    { all, upTo }: Census
  ): { stretch: Stretch; before: number } =>
    sort.order === 'asc'
      ? { stretch: { past: place }, before: rows + upTo }
      : { stretch: { from: place }, before: settled - rows + all - upTo };

  return {
    /** Null where no milestone is of use. */
    async page(walk: Walk, { offset, limit }: Page): Promise<PageOfWalk | null> {
      const eventType = wholeTab(walk);
      const laid = eventType && (await records.read(eventType, walk.sort.field));
      const milestone = laid && milestoneAhead(walk, laid, offset, most);
      if (!eventType || !milestone) return null;
      const ascending: Walk = { ...walk, sort: { ...walk.sort, order: 'asc' } };
      const upToIt = walks.upTo(ascending, milestone.place);
      const census = await takeCensus(eventType, laid.frame, upToIt);
      if (!census || census.all > most) return null;
      const { stretch, before } = startAt(walk, laid, milestone, census);
      const ids = await walks.ids(walk, stretch, { offset: offset - before, limit });
      return { ids, total: laid.settled + census.all };
    },
  };
};
