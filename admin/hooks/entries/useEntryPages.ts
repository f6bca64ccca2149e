import { useCallback, useEffect } from 'react';
import { useQueries, useQuery, useQueryClient } from 'react-query';
import type { Entry } from '../../../shared/contracts';
import { retryUnlessAnswered } from '../../utils/retry';
import { isOutgrown, pageOfIndex, startOfPage, wantedPages } from './entry-pages';
import type { IndexRange } from './entry-pages';
import { ENTRIES_CACHE_MS } from './useEntryCache';
import type { EntryCache, EntryCounts } from './useEntryCache';

/** How many lines are listed, and of which levels; undefined until the first answer. */
export const useEntryCounts = ({ countsKey }: EntryCache) =>
  useQuery<EntryCounts>(countsKey, { enabled: false, cacheTime: ENTRIES_CACHE_MS }).data;

/**
 * The lines of a list, by their place in it: reads the pages that `range` is in and their neighbours,
 * and gives up on those that were scrolled past before they came.
 */
export const useEntryPages = (cache: EntryCache, range: IndexRange) => {
  const client = useQueryClient();
  const { ask, pageKey, pageAt } = cache;
  const total = useEntryCounts(cache)?.total;
  const pages = wantedPages(range, total ?? 0);

  const queries = useQueries(
    pages.map((page) => ({
      queryKey: pageKey(page),
      queryFn: async ({ signal }: { signal?: AbortSignal }) =>
        (await ask({ page }, signal)).results,
      staleTime: Infinity,
      cacheTime: ENTRIES_CACHE_MS,
      retry: retryUnlessAnswered,
    }))
  );

  // Grows with each answer, also with one that another has overtaken.
  const known = queries.reduce((lines, { data }) => lines + (data?.length ?? 0), 0);

  useEffect(() => {
    if (total === undefined) return;
    // A page read while the session ran may lack what was logged since: the tail reads on from the last
    // page only, and any answer about later lines moves it past this one.
    wantedPages(range, total).forEach((page) => {
      const lines = pageAt(page);
      if (!lines || !isOutgrown(lines, page, total)) return;
      void client.invalidateQueries(pageKey(page), { exact: true });
    });
  }, [client, pageKey, pageAt, range, total, known]);

  const lineAt = useCallback(
    (index: number): Entry | undefined => {
      const page = pageOfIndex(index);
      return pageAt(page)?.[index - startOfPage(page)];
    },
    [pageAt]
  );

  const failed = queries.filter(({ isError, data }) => isError && !data);
  return {
    total,
    lineAt,
    error: failed[0]?.error ?? null,
    isRetrying: failed.some(({ isFetching }) => isFetching),
    retry: () => failed.forEach(({ refetch }) => void refetch()),
  };
};
