import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueries } from 'react-query';
import type { Entry } from '../../../shared/contracts';
import { readEntries } from '../../api/entries';
import { queryKeys } from '../../api/keys';
import { formatNumbers, keepLines, neededBlocks } from '../../console/blocks';
import type { IndexRange } from '../../console/blocks';
import { retryUnlessRefused } from '../../utils/problem';

/** Lines are requested at most this often (ms) while a person scrolls. */
const THROTTLE_MS = 120;

/** A move of more lines than this is a drag of the scrollbar: */
const NEAR_LINES = 200;

/** then lines are requested once it rests for this long (ms), not all the way. */
const DEBOUNCE_MS = 80;

const useThrottledRange = (visible: IndexRange): IndexRange => {
  const [range, setRange] = useState(visible);
  const changedAt = useRef(-Infinity);
  const isNear = Math.abs(visible.start - range.start) <= NEAR_LINES;

  useEffect(() => {
    const elapsed = performance.now() - changedAt.current;
    const wait = isNear ? Math.max(0, THROTTLE_MS - elapsed) : DEBOUNCE_MS;
    const timer = window.setTimeout(() => {
      changedAt.current = performance.now();
      setRange(visible);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [visible, isNear]);

  return range;
};

/** While the session runs, for requests that failed. */
const RETRY_MS = 2_000;

interface LinesOptions {
  sessionId: number;
  isRunning: boolean;
  /** The lines loaded so far, by their numbers, whichever filter listed them. */
  loaded: Map<number, Entry>;
  /** The numbers of the listed lines; empty while they aren't known. */
  listed: Uint32Array;
  visible: IndexRange;
}

/**
 * Loads the lines that are on screen and their neighbours, and cancels requests for those that were
 * scrolled past before they came.
 */
export const useLines = (options: LinesOptions) => {
  const { sessionId, isRunning, loaded, listed, visible } = options;
  const missing = neededBlocks(listed, useThrottledRange(visible))
    .map((block) => [...block].filter((sequence) => !loaded.has(sequence)))
    .filter((numbers) => numbers.length > 0);

  const queries = useQueries(
    missing.map((numbers) => ({
      // Without the last number: a block that grows while it's loaded must not be requested anew.
      queryKey: [...queryKeys.entries, sessionId, 'lines', numbers[0]],
      queryFn: async ({ signal }: { signal?: AbortSignal }) => {
        keepLines(loaded, await readEntries(sessionId, formatNumbers(numbers), signal));
        return true;
      },
      // They are kept in `loaded`.
      cacheTime: 0,
      staleTime: Infinity,
      retry: retryUnlessRefused,
      refetchInterval: (isDone?: boolean) => isRunning && !isDone && RETRY_MS,
    }))
  );

  const lineAt = useCallback((index: number) => loaded.get(listed[index]), [loaded, listed]);

  const failed = queries.filter(({ isError }) => isError);
  return {
    lineAt,
    error: failed[0]?.error ?? null,
    isRetrying: failed.some(({ isFetching }) => isFetching),
    onRetry: () => failed.forEach(({ refetch }) => void refetch()),
  };
};
