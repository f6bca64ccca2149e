import type { ListSessionsQuery } from '../../shared/contracts';
import { chunksOf } from './chunks';
import type { Database } from './database';
import { pause } from './pause';
import type { Place } from './places';
import { MAX_EXACT_TOTAL, type Found } from './session-browse';
import { toNarrowing } from './session-filter';
import { createScans, type Scan } from './session-scan';
import { createSearch, hitsWithin, type Search } from './session-search';
import { leap, overAll } from './sparse';
import { toWalk, type Page, type Stretch, type Walk, type Walks } from './walk';

/** Rows looked at in one statement where their texts aren't in the index that is walked along: few at first, as a page is soon full. */
const ROWS_PER_STRETCH = { first: 250, most: 2_000 };

const STARTS_PER_STATEMENT = 1_000;

const SEARCHED_COLUMNS = ['initiated_by_text', 'summary_text', 'status'];

const EVERY_START = { from: -Infinity, to: Infinity };

/** Pages of sessions that a search finds. */
export const createFind = (database: Database, walks: Walks) => {
  const { knex, dialect } = database;
  const { ends, found, rowsAt } = createScans(database, walks);

  /** Collects starts until there are `enough`, or all. */
  const collect = async (scan: Scan, enough: number): Promise<number[]> => {
    const starts: number[] = [];
    for await (const more of found(scan, () => enough - starts.length)) {
      starts.push(...more);
      if (starts.length >= enough) break;
    }
    return starts;
  };

  /** Ids of the rows that a page of starts stands for. */
  const idsOfPage = async (scan: Scan, starts: number[], { offset, limit }: Page) => {
    const page = starts.slice(offset, offset + limit);
    if (page.length === 0) return [];
    const ordered = ['started_at', 'id'].map((column) => ({ column, order: scan.order }));
    const ids: number[] = await rowsAt(scan, page).orderBy(ordered).pluck('id');
    // Rows that started at once may be on the page before.
    const before = offset - starts.indexOf(page[0]);
    return ids.slice(before, before + limit);
  };

  const byStart = async (scan: Scan, page: Page): Promise<Found> => {
    const enough = Math.max(MAX_EXACT_TOTAL, page.offset + page.limit) + 1;
    const starts = await collect(scan, enough);
    const ids = await idsOfPage(scan, starts, page);
    return { ids, total: starts.length, totalIsExact: starts.length < enough };
  };

  /** Where all hits stand, given their starts. */
  const placesAt = async (scan: Scan, starts: number[], walk: Walk): Promise<Place[]> => {
    const places: Place[] = [];
    for (const some of chunksOf([...new Set(starts)], STARTS_PER_STATEMENT)) {
      places.push(...(await walks.anywhere(rowsAt(scan, some), walk)));
      await pause();
    }
    return places;
  };

  /** Ids of what the search finds on a stretch, in order. */
  const hitsOn = (walk: Walk, search: Search, stretch: Stretch): Promise<number[]> => {
    const { sql, bindings } = hitsWithin(search, EVERY_START);
    const rows = knex.from(walks.rows(walk, stretch, SEARCHED_COLUMNS).as('stretch'));
    return walks.ordered(rows.whereRaw(sql, bindings), walk).pluck('id');
  };

  /** Goes along the order until enough is found, or to its end. */
  const findAlong = async (walk: Walk, search: Search, page: Page): Promise<Found> => {
    const enough = page.offset + page.limit + 1;
    const ids: number[] = [];
    let steps = ROWS_PER_STRETCH.first;
    let past: Place | undefined;
    do {
      const upTo = await walks.placeAt(overAll(walk), steps, past);
      ids.push(...(await hitsOn(walk, search, { past, upTo })));
      past = upTo && leap(walk, upTo);
      steps = Math.min(2 * steps, ROWS_PER_STRETCH.most);
      await pause();
    } while (past && ids.length < enough);
    return {
      ids: ids.slice(page.offset, page.offset + page.limit),
      total: past ? Math.max(ids.length, MAX_EXACT_TOTAL) : ids.length,
      totalIsExact: !past,
    };
  };

  /** Few hits are sorted. Of many, the first ones are soon met by going along the order that is asked for. */
  const byOther = async (walk: Walk, search: Search, page: Page): Promise<Found> => {
    const scan: Scan = { narrowing: walk.narrowing, search, order: 'desc' };
    const starts = await collect(scan, MAX_EXACT_TOTAL + 1);
    if (starts.length > MAX_EXACT_TOTAL) return findAlong(walk, search, page);
    const places = page.offset < starts.length ? await placesAt(scan, starts, walk) : [];
    return {
      ids: walks.idsOfPage(places, walk, page),
      total: starts.length,
      totalIsExact: true,
    };
  };

  /** Null where nothing is searched for. */
  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found | null> => {
    const search = filter.search
      ? await createSearch({ dialect, filter, ends: await ends() })
      : null;
    if (!search) return null;
    const walk = toWalk(toNarrowing(filter), sort);
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    return walk.sort.field === 'startedAt'
      ? byStart({ narrowing: walk.narrowing, search, order: sort.order }, wanted)
      : byOther(walk, search, wanted);
  };
};
