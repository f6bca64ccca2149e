import type { ListSessionsQuery } from '../../shared/contracts';
import type { Database } from './database';
import { createMilestones } from './milestones';
import { isNarrowed, narrow, toNarrowing, type Narrowing } from './session-filter';
import type { Page, Walk, Walks } from './walk';

/** The sessions of a page, and how many there are in all: where that isn't exact, at least so many. */
export interface Found {
  ids: number[];
  total: number;
  totalIsExact: boolean;
}

/** Past this a person no longer cares how many there are, and counting would take ever longer. */
export const MAX_EXACT_TOTAL = 10_000;

/** Pages of sessions that nothing is searched in. */
export const createBrowse = ({ knex, sessions }: Database, walks: Walks) => {
  const { seek } = createMilestones(walks);

  /** One more than the most that are counted, where there are more. */
  const countUp = (narrowing: Narrowing) =>
    narrow(sessions(), narrowing).limit(MAX_EXACT_TOTAL + 1);

  const count = async (narrowing: Narrowing): Promise<number> => {
    const rows = countUp(narrowing).select(knex.raw('1 as hit')).as('hits');
    const { counted } = await knex.from(rows).first(knex.raw('count(*) as counted'));
    return Number(counted);
  };

  const fewIds = (walk: Walk, page: Page): Promise<number[]> =>
    isNarrowed(walk.narrowing)
      ? walks.sorted(countUp(walk.narrowing), walk.sort, page)
      : walks.ids(walk, page);

  const findAmongMany = async (walk: Walk, { offset, limit }: Page): Promise<Found> => {
    const milestone = await seek(walk, offset);
    if ('total' in milestone) return { ids: [], total: milestone.total, totalIsExact: true };
    // One more than asked for, to know whether there is a next page.
    const ids = await walks.ids(walk, { ...milestone, limit: limit + 1 });
    return {
      ids: ids.slice(0, limit),
      total: Math.max(MAX_EXACT_TOTAL, offset + ids.length),
      totalIsExact: false,
    };
  };

  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found> => {
    const walk = { narrowing: toNarrowing(filter), sort };
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    const counted = await count(walk.narrowing);
    if (counted > MAX_EXACT_TOTAL) return findAmongMany(walk, wanted);
    const ids = wanted.offset < counted ? await fewIds(walk, wanted) : [];
    return { ids, total: counted, totalIsExact: true };
  };
};
