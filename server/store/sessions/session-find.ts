import type { ListSessionsQuery } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { amongMany, MAX_EXACT_TOTAL, withOneMore, type Found } from '../walks/found';
import { pause } from '../pace/pause';
import type { Place } from '../walks/places';
import { createScans, type Scan } from './session-scan';
import { hitsWithin, type Search } from './session-search';
import { leap, overAll } from '../walks/sparse';
import { createTop, isToldByTexts, type Portion } from './session-top';
import type { Stretch } from '../walks/stretch';
import { toWalk, type Page, type Walk, type Walks } from '../walks/walk';
import { createWindows, within } from '../walks/windows';

/** Rows looked at in one statement where their texts aren't in the index that is walked along: few at first, as a page is soon full. */
const ROWS_PER_STRETCH = { first: 250, most: 2_000 };

/** As many hits as are kept to find the first ones in another order. */
const MOST_KEPT = 20_000;

/** Hits that are looked up one by one sooner than all are read. */
const FEW = 2_000;

const SEARCHED_COLUMNS = ['initiated_by_text', 'summary_text', 'status'];

const EVERY_START = { from: -Infinity, to: Infinity };

/** Pages of sessions that a search finds. */
export const createFind = (database: Database, walks: Walks) => {
  const { knex, dialect } = database;
  const windows = createWindows(database, walks);
  const { scanOf, found, rowsAt } = createScans(database, walks, windows);
  const firstOfAll = createTop(database, { walks, windows, rowsAt });

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
   * Rows that are looked at along the order, in the hope of soon meeting as many hits as a page needs.
   * Else all hits are looked at: in an index, or each in its row, if none has what is sorted by.
   */
  const mostAlong = (walk: Walk, page: Page, hits: number) => {
    if (page.offset + page.limit > MOST_KEPT) return Infinity;
    if (!isToldByTexts(walk)) return hits;
    return hits > MAX_EXACT_TOTAL ? dialect.mostReadAlong : 0;
  };

  /** `starts` are those of all hits, or of more than are counted. */
  const inOrder = async (scan: Scan, starts: number[], walk: Walk, page: Page): Promise<Portion> =>
    (await along(walk, scan.search, page, mostAlong(walk, page, starts.length))) ??
    firstOfAll(scan, walk, page);

  /** `starts` are those of all hits, ascending: what lies ahead of them and past them isn't looked at again. */
  const idsOfCounted = async (scan: Scan, starts: number[], walk: Walk, wanted: Page) => {
    const { offset } = wanted;
    if (offset >= starts.length) return [];
    const page = { offset, limit: Math.min(wanted.limit, starts.length - offset) };
    if (starts.length <= FEW) {
      return walks.idsOfPage(await walks.anywhere(rowsAt(scan, starts), walk), walk, page);
    }
    const between = { from: starts[0], to: starts[starts.length - 1] + 1 };
    const narrowed = { ...scan, narrowing: within(scan.narrowing, between) };
    return (await inOrder(narrowed, starts, { ...walk, narrowing: narrowed.narrowing }, page)).ids;
  };

  const byOther = async (scan: Scan, walk: Walk, page: Page): Promise<Found> => {
    const starts = await collect(scan, MAX_EXACT_TOTAL + 1);
    if (starts.length > MAX_EXACT_TOTAL) {
      const { ids, all } = await inOrder(scan, starts, walk, withOneMore(page));
      return amongMany(ids, page, all);
    }
    const ids = await idsOfCounted(scan, starts, walk, page);
    return { ids, total: starts.length, totalIsExact: true };
  };

  /** Null where nothing is searched for. */
  return async ({ sort, page, pageSize, ...filter }: ListSessionsQuery): Promise<Found | null> => {
    const scan = await scanOf(filter);
    if (!scan) return null;
    const walk = toWalk(scan.narrowing, sort);
    const wanted = { offset: (page - 1) * pageSize, limit: pageSize };
    return walk.sort.field === 'startedAt'
      ? byStart({ ...scan, order: sort.order }, wanted)
      : // MariaDB reads an index backwards more slowly.
        byOther({ ...scan, order: 'asc' }, walk, wanted);
  };
};
