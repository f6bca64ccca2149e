import { useMemo } from 'react';
import { useQueryClient } from 'react-query';
import type { Entry, EntryPagination, ListEntriesResponse } from '../../../shared/contracts';
import { listEntries } from '../../api/entries';
import type { EntryFilter, EntryPlace } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { lastPage, placeLines } from './entry-pages';

export type EntryCounts = Pick<EntryPagination, 'total' | 'levelCounts'>;

/** Where a line stands in a list. */
export interface LinePlace {
  /** From 0; where the line isn't listed, that of the next one that is. */
  index: number;
  isListed: boolean;
}

/** Reads by one person in one page see the same lines: what was read is kept for this long (ms). */
export const ENTRIES_CACHE_MS = 5 * 60_000;

/**
 * A session's lines under a filter as they lie in react-query's cache: pages of lines, and the counts
 * that each answer brings. Whatever is asked passes here, so that the counts are always the latest.
 */
export const useEntryCache = (sessionId: number, filter: EntryFilter) => {
  const client = useQueryClient();
  return useMemo(() => {
    const key = [...queryKeys.entries, sessionId, filter] as const;
    const countsKey = [...key, 'counts'] as const;
    const pageKey = (page: number) => [...key, 'page', page] as const;
    const pageAt = (page: number) => client.getQueryData<Entry[]>(pageKey(page));
    const counts = () => client.getQueryData<EntryCounts>(countsKey);

    /** Lines are only ever added, so of two answers that overtake each other the larger is the later. */
    const keepCounts = ({ total, levelCounts }: EntryPagination) => {
      if (total >= (counts()?.total ?? 0)) client.setQueryData(countsKey, { total, levelCounts });
    };

    const ask = async (place: EntryPlace, signal?: AbortSignal, pageSize?: number) => {
      const answer = await listEntries({ sessionId, filter, place, pageSize }, signal);
      keepCounts(answer.pagination);
      return answer;
    };

    const keepLines = ({ results, pagination: { offset, total } }: ListEntriesResponse) =>
      placeLines(pageAt, { lines: results, offset, total }).forEach((lines, page) =>
        client.setQueryData(pageKey(page), lines)
      );

    /** Asks for the lines past the last one known. */
    const readOn = async (signal?: AbortSignal) => {
      const page = lastPage(counts()?.total ?? 0);
      const lastKnown = pageAt(page)?.at(-1);
      const place = lastKnown ? { after: lastKnown.sequence } : { page };
      const answer = await ask(place, signal);
      keepLines(answer);
      return answer.pagination.total;
    };

    const locate = (sequence: number): Promise<LinePlace> =>
      client.fetchQuery(
        [...key, 'place', sequence],
        async () => {
          const { results, pagination } = await ask({ after: sequence - 1 }, undefined, 1);
          return { index: pagination.offset, isListed: results[0]?.sequence === sequence };
        },
        { cacheTime: ENTRIES_CACHE_MS }
      );

    return { key, countsKey, pageKey, pageAt, counts, ask, readOn, locate };
  }, [client, sessionId, filter]);
};

export type EntryCache = ReturnType<typeof useEntryCache>;
