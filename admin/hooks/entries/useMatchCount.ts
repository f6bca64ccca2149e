import { useMemo } from 'react';
import { useQuery } from 'react-query';
import { matchFilter } from './console-state';
import type { ConsoleState } from './console-state';
import { useEntryCache } from './useEntryCache';
import { useEntryCounts } from './useEntryPages';

/** While the session runs and the page is visible. */
const REFRESH_MS = 2_000;

interface MatchCountOptions {
  sessionId: number;
  state: ConsoleState;
  isRunning: boolean;
}

/** How many lines the search finds, whether they're listed alone or not; undefined where unknown. */
export const useMatchCount = ({ sessionId, state, isRunning }: MatchCountOptions) => {
  const filter = useMemo(() => matchFilter(state), [state]);
  const cache = useEntryCache(sessionId, filter);
  // Listed alone, their own pages bring the count.
  const isAsked = state.context && state.search !== '';
  useQuery([...cache.key, 'count'], ({ signal }) => cache.ask({ page: 1 }, signal, 1), {
    enabled: isAsked,
    refetchInterval: isAsked && isRunning && REFRESH_MS,
  });
  return { filter, matches: useEntryCounts(cache)?.total };
};
