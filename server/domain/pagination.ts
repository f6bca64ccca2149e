import { MAX_RESULTS, type SessionPagination } from '../../shared/contracts';

interface Counted {
  page: number;
  pageSize: number;
  /** MAX_RESULTS + 1 where there are more. */
  count: number;
  sortedNewest: boolean;
}

/** The pagination of a page: its number, and how many results there are. */
export const toPagination = ({
  page,
  pageSize,
  count,
  sortedNewest,
}: Counted): SessionPagination => {
  const total = Math.min(count, MAX_RESULTS);
  return {
    page,
    pageSize,
    pageCount: Math.min(Math.ceil(total / pageSize), Math.floor(MAX_RESULTS / pageSize)),
    total,
    totalIsExact: count <= MAX_RESULTS,
    sortedNewest,
  };
};
