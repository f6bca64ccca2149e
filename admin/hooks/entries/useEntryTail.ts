import { useEffect } from 'react';
import { useQuery } from 'react-query';
import type { EntryCache } from './useEntryCache';

/** While the session runs and the page is visible. */
const TAIL_INTERVAL_MS = 2_000;

/**
 * Reads on while the session runs; once more when it has ended, as its last lines come with its end;
 * and once where lines are still known from an earlier look at it.
 */
export const useEntryTail = (cache: EntryCache, isRunning: boolean) => {
  const { refetch } = useQuery([...cache.key, 'tail'], ({ signal }) => cache.readOn(signal), {
    enabled: isRunning,
    refetchInterval: isRunning && TAIL_INTERVAL_MS,
    cacheTime: 0,
  });

  useEffect(() => {
    if (cache.counts()) void refetch();
  }, [cache, isRunning, refetch]);
};
