import {
  MAX_RESULTS,
  type ListSessionsQuery,
  type ListSessionsResponse,
  type Session,
} from '../../../shared/contracts';
import { prepareDateSearch } from '../../domain/date-search';
import { toPagination } from '../../domain/pagination';
import type { Database } from '../database/database';
import { isFiltered, toRowFilter, type RowFilter } from './filter';
import type { SessionPage } from './page';
import type { Search, SessionSearch } from './search';

interface Found {
  results: Session[];
  /** MAX_RESULTS + 1 where there are more. */
  count: number;
  sortedNewest?: boolean;
}

const pageOf = ({ page, pageSize }: ListSessionsQuery) => ({
  offset: (page - 1) * pageSize,
  limit: pageSize,
});

export const createSessionList = (
  { dialect, scan }: Database,
  { pages, search }: { pages: SessionPage; search: SessionSearch }
) => {
  const listByFilter = async (filter: RowFilter, query: ListSessionsQuery): Promise<Found> => {
    const { sort } = query;
    const isSortedNewest = filter.search !== undefined && sort.field !== 'startedAt';
    const readPage = (count: number) =>
      isSortedNewest
        ? pages.pageOfNewest(filter, sort, pageOf(query))
        : pages.page(filter, sort, count, pageOf(query));
    // How a filtered page in another order is read depends on how many rows the filter matches.
    const needsCount =
      dialect.synchronous || (isFiltered(filter) && !filter.search && sort.field !== 'startedAt');
    const counted = pages.count(filter);
    const [count, results] = await Promise.all([
      counted,
      needsCount ? counted.then(readPage) : readPage(MAX_RESULTS),
    ]);
    return { results, count, sortedNewest: isSortedNewest && count > MAX_RESULTS };
  };

  /** In the order of the start the hits are in order already; in another one the newest are sorted. */
  const listByHits = async (found: Search, query: ListSessionsQuery): Promise<Found> => {
    const { sort } = query;
    const isByStart = sort.field === 'startedAt';
    const hits = await search.first(found, isByStart ? sort.order : 'desc');
    const ids = hits.slice(0, MAX_RESULTS).map(({ id }) => id);
    const { offset, limit } = pageOf(query);
    const results = isByStart
      ? await pages.pageOf(ids.slice(offset, offset + limit), sort, { offset: 0, limit })
      : await pages.pageOf(ids, sort, { offset, limit });
    return { results, count: hits.length, sortedNewest: !isByStart && hits.length > MAX_RESULTS };
  };

  const find = async (query: ListSessionsQuery): Promise<Found> => {
    const found = await search.parse(query);
    if (!found) return listByFilter(toRowFilter(query), query);
    const filter = search.toFilter(found);
    return filter ? scan(() => listByFilter(filter, query)) : listByHits(found, query);
  };

  return {
    async list(query: ListSessionsQuery): Promise<ListSessionsResponse> {
      const { results, count, sortedNewest = false } = await find(query);
      // Behind the response; what fails in it fails in the search that needs it as well.
      void prepareDateSearch(query.locale).catch(() => undefined);
      return { results, pagination: toPagination({ ...query, count, sortedNewest }) };
    },
    find: pages.find,
  };
};
