import type { ListSessionsQuery } from '../../shared/contracts';
import type { Database } from './database';
import { pause } from './pause';
import { MAX_EXACT_TOTAL, type Found } from './session-browse';
import { toNarrowing } from './session-filter';
import { createScans, type Scan } from './session-scan';
import { createSearch, type Search } from './session-search';
import type { Page, Place, Walk, Walks } from './walk';

/** Rows looked at in one statement where their texts aren't in the index that is walked along. */
const ROWS_PER_STRETCH = 2_000;

const SEARCHED_COLUMNS = ['initiated_by_text', 'summary_text', 'status'];

const EVERY_START = { from: -Infinity, to: Infinity };

const pageOf = (ids: number[], { offset, limit }: Page, isAll: boolean): Found => ({
  ids: ids.slice(offset, offset + limit),
  total: ids.length,
  totalIsExact: isAll,
});

/** Pages of sessions that a search finds. */
export const createFind = (database: Database, walks: Walks) => {
  const { knex, dialect, sessions } = database;
  const { ends, found } = createScans(database, walks);

  /** Collects until there are `enough`, or all. */
  const collect = async (scan: Scan, enough: number): Promise<number[]> => {
    const ids: number[] = [];
    for await (const more of found(scan, () => enough - ids.length)) {
      ids.push(...more);
      if (ids.length >= enough) break;
    }
    return ids;
  };

  /** What the search finds in the next rows of the walk. */
  const findOnStretch = async (walk: Walk, search: Search, past?: Place): Promise<number[]> => {
    const { sql, bindings } = search(EVERY_START);
    const rows = walks.stretch(walk, { past, limit: ROWS_PER_STRETCH, columns: SEARCHED_COLUMNS });
    const hits = knex.from(rows.as('stretch')).select('id').whereRaw(sql, bindings);
    return (await walks.inOrder(hits, walk.sort)).map(({ id }: { id: number }) => id);
  };

  const collectAlong = async (walk: Walk, search: Search, enough: number): Promise<number[]> => {
    const ids: number[] = [];
    let past: Place | undefined;
    let next: Place | null;
    do {
      ids.push(...(await findOnStretch(walk, search, past)));
      next = await walks.placeAfter(walk, ROWS_PER_STRETCH, past);
      past = next ?? undefined;
      await pause();
    } while (next && ids.length < enough);
    return ids;
  };

  const byStart = async (scan: Scan, page: Page): Promise<Found> => {
    const enough = Math.max(MAX_EXACT_TOTAL, page.offset + page.limit) + 1;
    const ids = await collect(scan, enough);
    return pageOf(ids, page, ids.length < enough);
  };

  /** Few are sorted. Of many, the first ones are soon met by going along the order that is asked for. */
  const byOther = async (walk: Walk, search: Search, page: Page): Promise<Found> => {
    const scan: Scan = { narrowing: walk.narrowing, search, order: 'desc' };
    const some = await collect(scan, MAX_EXACT_TOTAL + 1);
    if (some.length <= MAX_EXACT_TOTAL) {
      const rows = sessions().whereIn('id', some).limit(MAX_EXACT_TOTAL);
      const ids = await walks.sorted(rows, walk.sort, page);
      return { ids, total: some.length, totalIsExact: true };
    }
    const enough = page.offset + page.limit + 1;
    const ids = await collectAlong(walk, search, enough);
    const { total, ...rest } = pageOf(ids, page, ids.length < enough);
    return { ...rest, total: rest.totalIsExact ? total : Math.max(total, MAX_EXACT_TOTAL) };
  };

  /** Null where nothing is searched for. */
  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found | null> => {
    const search = filter.search ? createSearch({ dialect, filter, ends: await ends() }) : null;
    if (!search) return null;
    const narrowing = toNarrowing(filter);
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    return sort.field === 'startedAt'
      ? byStart({ narrowing, search, order: sort.order }, wanted)
      : byOther({ narrowing, sort }, search, wanted);
  };
};
