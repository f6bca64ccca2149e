/** A page's number, or what is left out before or after. */
type PageItem = number | 'gap-before' | 'gap-after';

/** First, last, and the neighbours of `page`: `1 … 4 5 6 … 20`. A gap is two pages or more. */
export const pageItems = (page: number, pageCount: number): PageItem[] => {
  const from = Math.max(2, Math.min(page - 1, pageCount - 3));
  const to = Math.min(pageCount - 1, Math.max(page + 1, 4));
  const middle = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const before: PageItem[] = from > 3 ? ['gap-before'] : from === 3 ? [2] : [];
  const after: PageItem[] =
    to < pageCount - 2 ? ['gap-after'] : to === pageCount - 2 ? [pageCount - 1] : [];
  return [1, ...before, ...middle, ...after, ...(pageCount > 1 ? [pageCount] : [])];
};
