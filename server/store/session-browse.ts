import type { ListSessionsQuery } from '../../shared/contracts';
import type { Database } from './database';
import { amongMany, MAX_EXACT_TOTAL, withOneMore, type Found } from './found';
import { createLegs } from './legs';
import { indexByStart, narrow, toNarrowing, type Narrowing } from './session-filter';
import { isSparse } from './sparse';
import { toWalk, type Page, type Walk, type Walks } from './walk';

/**
 * So many rows are sorted sooner than they are met, among all the others of their tab, along the
 * index of an order.
 */
const FEW = 2_000;

/** Pages of sessions that nothing is searched in. */
export const createBrowse = (database: Database, walks: Walks) => {
  const { knex, sessionsBy } = database;
  const legs = createLegs({ walks, dialect: database.dialect });

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
    const { ids, total } = await legs.page(walk, withOneMore(page));
    return amongMany(ids, page, total);
  };

  const idsAmong = async (walk: Walk, counted: number, page: Page): Promise<number[]> => {
    const limit = Math.min(page.limit, counted - page.offset);
    if (limit <= 0) return [];
    if (counted <= FEW && isSparse(walk)) {
      const places = await walks.anywhere(few(walk.narrowing, FEW), walk);
      return walks.idsOfPage(places, walk, page);
    }
    return (await legs.page(walk, { offset: page.offset, limit })).ids;
  };

  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found> => {
    const walk = toWalk(toNarrowing(filter), sort);
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    // A page that is there tells that so many are ahead of it; of one that isn't the legs tell how many there are.
    if (wanted.offset >= MAX_EXACT_TOTAL) return pageOfMany(walk, wanted);
    const counted = await count(walk.narrowing);
    if (counted > MAX_EXACT_TOTAL) return pageOfMany(walk, wanted);
    return { ids: await idsAmong(walk, counted, wanted), total: counted, totalIsExact: true };
  };
};
