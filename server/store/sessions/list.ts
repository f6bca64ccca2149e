import {
  MAX_RESULTS,
  type ListSessionsQuery,
  type ListSessionsResponse,
  type Session,
} from '../../../shared/contracts';
import type { Database } from '../database/database';
import type { SessionStore } from '../types';
import { isFiltered, toRowFilter } from './filter';
import type { SessionPage } from './page';
import type { Search, SessionSearch } from './search';

interface Found {
  results: Session[];
  /** MAX_RESULTS + 1 where there are more. */
  count: number;
  sortedNewest?: boolean;
}

const toResponse = (
  { page, pageSize }: ListSessionsQuery,
  { results, count, sortedNewest = false }: Found
): ListSessionsResponse => {
  const total = Math.min(count, MAX_RESULTS);
  return {
    results,
    pagination: {
      page,
      pageSize,
      pageCount: Math.min(Math.ceil(total / pageSize), Math.floor(MAX_RESULTS / pageSize)),
      total,
      totalIsExact: count <= MAX_RESULTS,
      sortedNewest,
    },
  };
};

const pageOf = ({ page, pageSize }: ListSessionsQuery) => ({
  offset: (page - 1) * pageSize,
  limit: pageSize,
});

/** Lists of sessions, filtered, searched, sorted and paged. */
export const createSessionList = (
  { dialect }: Database,
  { pages, search }: { pages: SessionPage; search: SessionSearch }
): Pick<SessionStore, 'list' | 'find'> => {
  const listFiltered = async (query: ListSessionsQuery): Promise<Found> => {
    const filter = toRowFilter(query);
    const readPage = (count: number) => pages.page(filter, query.sort, count, pageOf(query));
    // How a filtered page is read depends on how many rows the filter lets through.
    if (isFiltered(filter) || dialect.synchronous) {
      const count = await pages.count(filter);
      return { count, results: await readPage(count) };
    }
    const [count, results] = await Promise.all([pages.count(filter), readPage(MAX_RESULTS)]);
    return { count, results };
  };

  /** In the order of the start the hits are in order already; in another one the newest are sorted. */
  const listFound = async (found: Search, query: ListSessionsQuery): Promise<Found> => {
    const { sort } = query;
    const isByStart = sort.field === 'startedAt';
    const hits = await search.first(found, isByStart ? sort.order : 'desc');
    const ids = hits.slice(0, MAX_RESULTS).map(({ id }) => id);
    const page = pageOf(query);
    const results = isByStart
      ? await pages.pageOf(ids.slice(page.offset, page.offset + page.limit), sort, {
          ...page,
          offset: 0,
        })
      : await pages.pageOf(ids, sort, page);
    return { results, count: hits.length, sortedNewest: !isByStart && hits.length > MAX_RESULTS };
  };

  return {
    async list(query) {
      const found = await search.parse(query);
      return toResponse(query, await (found ? listFound(found, query) : listFiltered(query)));
    },
    find: pages.find,
  };
};
