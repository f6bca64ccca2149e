import { useEffect } from 'react';
import { useQuery, useQueryClient } from 'react-query';
import type { Matches, Outline } from '../../../shared/contracts';
import { readMatches, readOutline } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { appendOutline } from '../../console/outline';
import { retryUnlessRefused } from '../../utils/problem';

/** While the session runs and the page is visible. */
const REFRESH_MS = 2_000;

const OPTIONS = {
  // Comparing 100,000 ranges with those before costs more than drawing the lines again.
  structuralSharing: false,
  retry: retryUnlessRefused,
} as const;

interface OutlineOptions {
  sessionId: number;
  isRunning: boolean;
  search: string;
}

/**
 * The levels of a session's lines, and which lines the search finds. While the session runs, only what
 * is new is requested; once it has ended, all of it again, as lines that were missing may have come late.
 */
export const useOutline = ({ sessionId, isRunning, search }: OutlineOptions) => {
  const client = useQueryClient();
  const outlineKey = (isLive: boolean) => [...queryKeys.entries, sessionId, 'outline', isLive];
  const matchesKey = (isLive: boolean) => [...queryKeys.entries, sessionId, search, isLive];

  const outline = useQuery<Outline>(
    outlineKey(isRunning),
    async ({ signal }) => {
      const known = isRunning && client.getQueryData<Outline>(outlineKey(true));
      if (!known) return readOutline(sessionId, 0, signal);
      return appendOutline(known, await readOutline(sessionId, known.last, signal));
    },
    {
      ...OPTIONS,
      initialData: () => client.getQueryData(outlineKey(!isRunning)),
      refetchInterval: isRunning && REFRESH_MS,
    }
  );

  const matches = useQuery<Matches>(
    matchesKey(isRunning),
    ({ signal }) => readMatches(sessionId, search, signal),
    {
      ...OPTIONS,
      initialData: () => client.getQueryData(matchesKey(!isRunning)),
      enabled: search !== '',
    }
  );

  const { refetch } = matches;
  const last = outline.data?.last ?? 0;
  const searchedTo = matches.data?.last ?? last;
  useEffect(() => {
    if (isRunning && searchedTo < last) void refetch();
  }, [isRunning, searchedTo, last, refetch]);

  const failed = [outline, matches].filter(({ isError }) => isError);
  return {
    levels: outline.data?.levels,
    found: search ? matches.data?.matches : undefined,
    error: failed[0]?.error ?? null,
    isRetrying: failed.some(({ isFetching }) => isFetching),
    onRetry: () => failed.forEach((query) => void query.refetch()),
  };
};
