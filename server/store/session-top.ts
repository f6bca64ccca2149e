import type { Range } from '../domain/ranges';
import type { Database } from './database';
import { placesOf, type Place } from './places';
import { STATUS_ORDER_SQL } from './rows';
import { narrow } from './session-filter';
import { ROWS_PER_WINDOW, within, type Scan, type Scans } from './session-scan';
import { hitsWithin } from './session-search';
import type { Page, Walk, Walks } from './walk';

/** Rows looked at in one statement where more than a few pages of them may be answered. */
const ROWS_PER_READ = 5_000;

/** So many answered rows take hardly longer than those that are only looked at. */
const FEW_PAGES = 1_000;

/** What sort keys are made of. */
const TEXT_OF = new Map([
  ['initiated_by_key', 'initiated_by_text'],
  ['summary_key', 'summary_text'],
]);

/** A page's sessions, and how many hits were met on the way: all of them where the page isn't full. */
export interface Portion {
  ids: number[];
  all: number;
}

/** The first of all hits in an order, found by looking at every hit wherever it is. */
export const createTop = (
  { knex, dialect, sessionsBy }: Database,
  walks: Walks,
  { windows }: Pick<Scans, 'windows'>
) => {
  /** A column of an order, told by the index of the searched texts where it can be. */
  const told = (column: string) => {
    const text = TEXT_OF.get(column);
    const sql = column === 'status_order' ? STATUS_ORDER_SQL : text && dialect.sortKeyOf?.(text);
    return sql ? knex.raw(`${sql} as ??`, [column]) : column;
  };

  /** The places of the first hits of a span. */
  const firstOf = async (scan: Scan, walk: Walk, span: Range, limit: number): Promise<Place[]> => {
    const { sql, bindings } = hitsWithin(scan.search, span);
    const columns = walks.columns(walk);
    const hits = narrow(sessionsBy('by_text'), within(scan.narrowing, span), 'status')
      .select(columns.map(told))
      .whereRaw(sql, bindings);
    const rows = knex.from(dialect.apart(hits, 'hits')).select(columns);
    return placesOf(await walks.ordered(rows, walk).limit(limit), columns);
  };

  return async (scan: Scan, walk: Walk, page: Page): Promise<Portion> => {
    const wanted = page.offset + page.limit;
    const rowsAtOnce = wanted > FEW_PAGES ? ROWS_PER_READ : ROWS_PER_WINDOW;
    let first: Place[] = [];
    let all = 0;
    for await (const span of windows(scan, rowsAtOnce)) {
      const hits = await firstOf(scan, walk, span, wanted);
      all += hits.length;
      first = walks.first(first, hits, walk, wanted);
    }
    return { ids: walks.idsOfPage(first, walk, page), all };
  };
};
