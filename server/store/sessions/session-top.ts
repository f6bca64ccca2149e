import type { Range } from '../../domain/ranges';
import type { Database } from '../database/database';
import { areEqual, placesOf, type Place } from '../walks/places';
import { STATUS_ORDER_SQL } from '../database/rows';
import { narrow } from '../filters/session-filter';
import type { Scan, Scans } from './session-scan';
import { hitsWithin } from './session-search';
import type { Page, Walk, Walks } from '../walks/walk';
import { within, type Windows } from '../walks/windows';

/** Rows looked at in one statement where more than a few pages of them may be answered. */
const ROWS_PER_READ = 5_000;

/** So many answered rows take hardly longer than those that are only looked at. */
const FEW_PAGES = 1_000;

/** What sort keys are made of. */
const TEXT_OF = new Map([
  ['initiated_by_key', 'initiated_by_text'],
  ['summary_key', 'summary_text'],
]);

/** What an order goes by is in the index of the searched texts, or told by what is: all but the duration. */
export const isToldByTexts = ({ sort }: Walk): boolean => sort.field !== 'duration';

/** A page's sessions, and how many hits were met on the way: all of them where the page is empty. */
export interface Portion {
  ids: number[];
  all: number;
}

/** The first of all hits in an order, found by looking at every hit wherever it is. */
export const createTop = (
  { knex, dialect, sessionsBy }: Database,
  { walks, windows, rowsAt }: { walks: Walks; windows: Windows; rowsAt: Scans['rowsAt'] }
) => {
  /** A column of an order, told by the index of the searched texts where it can be. */
  const told = (column: string) => {
    const text = TEXT_OF.get(column);
    const sql = column === 'status_order' ? STATUS_ORDER_SQL : text && dialect.sortBytesOf(text);
    return sql ? knex.raw(`${sql} as ??`, [column]) : column;
  };

  /**
   * The places of the first hits of a span. Without ids, which no index has on PostgreSQL: the rows of
   * all hits would be read.
   */
  const firstOf = async (scan: Scan, walk: Walk, span: Range, limit: number): Promise<Place[]> => {
    const { sql, bindings } = hitsWithin(scan.search, span);
    const columns = walks.placeColumns(walk);
    const hits = narrow(sessionsBy('by_text'), within(scan.narrowing, span), 'status')
      .select(columns.map(told))
      .whereRaw(sql, bindings);
    const first = knex
      .from(hits.as('hits'))
      .select('*')
      .orderBy(columns.map((column) => ({ column, order: walk.sort.order })))
      .limit(limit);
    return placesOf(await first, columns);
  };

  /** Ids of the hits at a page of places. Some at the first one may be on the page before. */
  const idsAt = async (scan: Scan, walk: Walk, places: Place[], { offset, limit }: Page) => {
    const page = places.slice(offset, offset + limit);
    if (page.length === 0) return [];
    const starts = page.map((place) => Number(place[place.length - 1]));
    const rows = await walks.anywhere(rowsAt(scan, starts), walk);
    const there = rows.filter((row) => page.some((place) => areEqual(place, row)));
    const before = offset - places.findIndex((place) => areEqual(place, page[0]));
    return walks.idsOfPage(there, walk, { offset: before, limit });
  };

  return async (scan: Scan, walk: Walk, page: Page): Promise<Portion> => {
    const wanted = page.offset + page.limit;
    let first: Place[] = [];
    let all = 0;
    for await (const span of windows.harmless(
      scan,
      wanted > FEW_PAGES ? ROWS_PER_READ : undefined
    )) {
      const places = await firstOf(scan, walk, span, wanted);
      all += places.length;
      first = walks.first(first, places, walk, wanted);
    }
    return { ids: await idsAt(scan, walk, first, page), all };
  };
};
