import type { ListSessionsQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { amongMany, MAX_EXACT_TOTAL, withOneMore, type Found } from '../walks/found';
import { createLegs } from '../walks/legs';
import { createMilestones } from '../milestones/milestones';
import { indexByStart, narrow, toNarrowing, type Narrowing } from '../filters/session-filter';
import { isSparse } from '../walks/sparse';
import { toWalk, type Page, type Walk, type Walks } from '../walks/walk';

/**
 * So many rows are sorted sooner than they are met, among all the others of their tab, along the
 * index of an order.
 */
const FEW = 2_000;

/** Pages of sessions that nothing is searched in. */
export const createBrowse = (database: Database, walks: Walks) => {
  const { knex, sessionsBy } = database;
  const legs = createLegs({ walks, dialect: database.dialect });
  const milestones = createMilestones(database, walks);

  const few = (narrowing: Narrowing, limit: number) =>
    narrow(sessionsBy(indexByStart(narrowing)), narrowing).limit(limit);

  /** One more than the most that are counted, where there are more. */
  const count = async (narrowing: Narrowing): Promise<number> => {
    const rows = few(narrowing, MAX_EXACT_TOTAL + 1)
      .select(knex.raw('1 as hit'))
      .as('hits');
    const { counted } = await knex.from(rows).first(knex.raw('count(*) as counted'));
    return Number(counted);
  };

  const pageOfMany = async (walk: Walk, page: Page): Promise<Found> => {
    const wanted = withOneMore(page);
    // What is known of a tab is long to read, and of no use near its ends.
    const isFar = page.offset >= MAX_EXACT_TOTAL;
    const found = isFar ? await milestones.page(walk, wanted) : null;
    const { ids, total } = found ?? (await legs.page(walk, wanted));
    return amongMany(ids, page, total);
  };

  /** Both are asked for at once, which takes less time where the database is another process. */
  const nearPage = async (walk: Walk, page: Page): Promise<Found> => {
    const [counted, ids] = await Promise.all([
      count(walk.narrowing),
      walks.ids(walk, {}, withOneMore(page)),
    ]);
    if (counted > MAX_EXACT_TOTAL) return amongMany(ids, page, counted);
    // One may have begun between the two.
    const total = ids.length > 0 ? Math.max(counted, page.offset + ids.length) : counted;
    return { ids: ids.slice(0, page.limit), total, totalIsExact: true };
  };

  const idsAmong = async (walk: Walk, counted: number, page: Page): Promise<number[]> => {
    const limit = Math.min(page.limit, counted - page.offset);
    if (limit <= 0) return [];
    if (counted <= FEW) {
      const places = await walks.anywhere(few(walk.narrowing, FEW), walk);
      return walks.idsOfPage(places, walk, page);
    }
    return (await legs.page(walk, { offset: page.offset, limit })).ids;
  };

  /** How many are let through tells how they are soonest found. */
  const sparsePage = async (walk: Walk, page: Page): Promise<Found> => {
    const total = await count(walk.narrowing);
    if (total > MAX_EXACT_TOTAL) return pageOfMany(walk, page);
    return { ids: await idsAmong(walk, total, page), total, totalIsExact: true };
  };

  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found> => {
    const walk = toWalk(toNarrowing(filter), sort);
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    // A page that is there tells that so many are ahead of it; of one that isn't the legs tell how many there are.
    if (wanted.offset >= MAX_EXACT_TOTAL) return pageOfMany(walk, wanted);
    return isSparse(walk) ? sparsePage(walk, wanted) : nearPage(walk, wanted);
  };
};
