import type { Page } from './walk';

/** The sessions of a page, and how many there are in all: where that isn't exact, at least so many. */
export interface Found {
  ids: number[];
  total: number;
  totalIsExact: boolean;
}

/** Past this a person no longer cares how many there are, and counting would take ever longer. */
export const MAX_EXACT_TOTAL = 10_000;

/** One row more than asked for tells whether there is a next page. */
export const withOneMore = ({ offset, limit }: Page): Page => ({ offset, limit: limit + 1 });

/**
 * A page of more than are counted, read with one row more: there is a next page or none. `all` says how
 * many there are where the page lies past the last one.
 */
export const amongMany = (ids: number[], { offset, limit }: Page, all = 0): Found =>
  ids.length === 0
    ? { ids, total: all, totalIsExact: true }
    : {
        ids: ids.slice(0, limit),
        total: Math.max(MAX_EXACT_TOTAL, offset + ids.length),
        totalIsExact: false,
      };
