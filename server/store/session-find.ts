import type { ListSessionsQuery } from '../../shared/contracts';
import type { Database } from './database';
import { amongMany, MAX_EXACT_TOTAL, withOneMore, type Found } from './found';
import { pause } from './pause';
import type { Place } from './places';
import { toNarrowing } from './session-filter';
import { createScans, ROWS_PER_WINDOW, type Scan } from './session-scan';
import { createSearch, hitsWithin, type Search } from './session-search';
import { leap, overAll } from './sparse';
import { createTop, type Portion } from './session-top';
import { toWalk, type Page, type Stretch, type Walk, type Walks } from './walk';

/** Rows looked at in one statement where their texts aren't in the index that is walked along: few at first, as a page is soon full. */
const ROWS_PER_STRETCH = { first: 250, most: 2_000 };

/**
 * Rows that are walked past for a page before it's sooner found by reading all hits, wherever they are.
 * Where hits are dense the page is sooner full and all hits are more to read, hence the square: where
 * half of the rows are hits, 20,000 are worth walking; where one in ten is, a thousand.
 */
const mostWalked = (density: number) => Math.max(1_000, 80_000 * density ** 2);

/** As many hits as are kept to find the first ones in another order. */
const MOST_KEPT = 20_000;

/** Hits that are looked up one by one sooner than all are read. */
const FEW = 500;

const SEARCHED_COLUMNS = ['initiated_by_text', 'summary_text', 'status'];

const EVERY_START = { from: -Infinity, to: Infinity };

/** Pages of sessions that a search finds. */
export const createFind = (database: Database, walks: Walks) => {
  const { knex, dialect } = database;
  const scans = createScans(database, walks);
  const { ends, found, rowsAt } = scans;
  const firstOfAll = createTop(database, walks, scans);

  /** Collects starts until there are `enough`, or all. */
  const collect = async (scan: Scan, enough: number) => {
    const starts: number[] = [];
    let windows = 0;
    for await (const more of found(scan, () => enough - starts.length)) {
      starts.push(...more);
      windows += 1;
      if (starts.length >= enough) break;
    }
    /** The share of hits among the rows that were looked at, about. */
    return { starts, density: starts.length / (windows * ROWS_PER_WINDOW) };
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
    const { starts } = await collect(scan, enough);
    const ids = await idsOfPage(scan, starts, page);
    return { ids, total: starts.length, totalIsExact: starts.length < enough };
  };

  /** Ids of what the search finds on a stretch, in order. */
  const hitsOn = (walk: Walk, search: Search, stretch: Stretch): Promise<number[]> => {
    const { sql, bindings } = hitsWithin(search, EVERY_START);
    const rows = knex.from(walks.rows(walk, stretch, SEARCHED_COLUMNS).as('stretch'));
    return walks.ordered(rows.whereRaw(sql, bindings), walk).pluck('id');
  };

  /** Goes along the order until the page is full, or to its end. Null where `most` rows don't fill it. */
  const along = async (
    walk: Walk,
    search: Search,
    page: Page,
    most: number
  ): Promise<Portion | null> => {
    const enough = page.offset + page.limit;
    const ids: number[] = [];
    let steps = ROWS_PER_STRETCH.first;
    let walked = 0;
    let past: Place | undefined;
    do {
      if (walked >= most) return null;
      const upTo = await walks.placeAt(overAll(walk), steps, past);
      ids.push(...(await hitsOn(walk, search, { past, upTo })));
      past = upTo && leap(walk, upTo);
      walked += steps;
      steps = Math.min(2 * steps, ROWS_PER_STRETCH.most);
      await pause();
    } while (past && ids.length < enough);
    return { ids: ids.slice(page.offset, enough), all: ids.length };
  };

  /**
   * Of many hits the first ones are often soon met by going along the order that is asked for; where they
   * lie together at its far end, all are read.
   */
  const manyInOrder = async (scan: Scan, walk: Walk, density: number, page: Page) => {
    const isNear = page.offset + page.limit <= MOST_KEPT;
    const met = await along(walk, scan.search, page, isNear ? mostWalked(density) : Infinity);
    return met ?? firstOfAll(scan, walk, page);
  };

  const byOther = async (walk: Walk, search: Search, page: Page): Promise<Found> => {
    const scan: Scan = { narrowing: walk.narrowing, search, order: 'desc' };
    const { starts, density } = await collect(scan, MAX_EXACT_TOTAL + 1);
    if (starts.length > MAX_EXACT_TOTAL) {
      const { ids, all } = await manyInOrder(scan, walk, density, withOneMore(page));
      return amongMany(ids, page, all);
    }
    const found = { total: starts.length, totalIsExact: true };
    if (page.offset >= starts.length) return { ids: [], ...found };
    if (starts.length > FEW)
      return { ids: (await manyInOrder(scan, walk, density, page)).ids, ...found };
    const places = await walks.anywhere(rowsAt(scan, starts), walk);
    return { ids: walks.idsOfPage(places, walk, page), ...found };
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
