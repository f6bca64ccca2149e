import { MAX_PAGE_SIZE } from '../../../shared/contracts';
import type { Entry } from '../../../shared/contracts';

/** Lines in a page: the largest that the route gives. */
export const PAGE_SIZE = MAX_PAGE_SIZE;

/** From 1. */
export const pageOfIndex = (index: number) => Math.floor(index / PAGE_SIZE) + 1;

/** The first line's place in the list, from 0. */
export const startOfPage = (page: number) => (page - 1) * PAGE_SIZE;

/** 1 where there are no lines: an empty list is a page too. */
export const lastPage = (total: number) => Math.max(1, Math.ceil(total / PAGE_SIZE));

/** How many lines a page has in a list of `total`. */
export const linesOfPage = (page: number, total: number) =>
  Math.max(0, Math.min(PAGE_SIZE, total - startOfPage(page)));

/** Whether a page read earlier lacks lines that a list of `total` has in it. */
export const isOutgrown = (lines: Entry[], page: number, total: number) =>
  lines.length < linesOfPage(page, total);

/** Places in the list, from 0, both ends included. */
export interface IndexRange {
  start: number;
  end: number;
}

/** The pages to have for what is on screen: those on screen first, then their neighbours. */
export const wantedPages = ({ start, end }: IndexRange, total: number): number[] => {
  const first = pageOfIndex(start);
  const last = Math.max(first, pageOfIndex(end));
  const onScreen = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return [...onScreen, last + 1, first - 1].filter((page) => page >= 1 && page <= lastPage(total));
};

/**
 * Puts lines that begin at `offset` of the list into its pages. Answers the pages that change and
 * are whole in a list of `total`: a page kept in part would never be asked for again.
 */
export const placeLines = (
  pageAt: (page: number) => Entry[] | undefined,
  { lines, offset, total }: { lines: Entry[]; offset: number; total: number }
): Map<number, Entry[]> => {
  const changed = new Map<number, Entry[]>();
  lines.forEach((line, position) => {
    const index = offset + position;
    const page = pageOfIndex(index);
    const present = changed.get(page) ?? pageAt(page) ?? [];
    if (present.length === index - startOfPage(page)) changed.set(page, [...present, line]);
  });
  return new Map([...changed].filter(([page, rows]) => rows.length === linesOfPage(page, total)));
};
