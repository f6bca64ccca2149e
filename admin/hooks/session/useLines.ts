import { useEffect, useRef, useState } from 'react';
import { useQueries, useQuery, useQueryClient } from 'react-query';
import { LEVEL_LETTERS } from '../../../shared/contracts';
import type { Matches, Outline } from '../../../shared/contracts';
import { queryKeys } from '../../api/client';
import { readEntries, readMatches, readOutline } from '../../api/entries';
import type { MatchFilter } from '../../api/entries';
import { formatNumbers, keepLines, neededBlocks } from '../../console/blocks';
import type { IndexRange } from '../../console/blocks';
import type { ConsoleState } from '../../console/console-state';
import { appendOutline } from '../../console/outline';
import { retryUnlessRefused } from '../../utils/problem';
import type { ConsoleModel } from './useConsole';

/** While the session runs and the page is visible; also after a request that failed. */
const REFRESH_MS = 2_000;

const OPTIONS = {
  // Comparing 100,000 ranges with those before costs more than drawing the lines again.
  structuralSharing: false,
  retry: retryUnlessRefused,
} as const;

interface OutlineOptions {
  sessionId: number;
  isRunning: boolean;
  state: ConsoleState;
}

/** What the server has to find: the text searched for, and the lines about chosen content. */
const matchFilter = ({ search, type, locale }: ConsoleState): MatchFilter | null =>
  search || type ? { search, contentType: type, contentLocale: type && locale } : null;

const TWO_ERRORS = LEVEL_LETTERS.error.repeat(2);

/** Which errors repeat the line before; not requested where no two follow one another. */
const useRepeats = (sessionId: number, isRunning: boolean, levels = '') => {
  const lastPair = levels.lastIndexOf(TWO_ERRORS);
  const { data, isLoading } = useQuery<Matches>(
    [...queryKeys.entries, sessionId, 'repeats', isRunning, lastPair],
    ({ signal }) => readMatches(sessionId, { repeats: 'true' }, signal),
    { ...OPTIONS, retry: false, enabled: lastPair >= 0, keepPreviousData: true }
  );
  return { repeats: lastPair < 0 ? undefined : data?.matches, isLoading };
};

/**
 * The levels of a session's lines, and which lines a filter matches. While the session runs, only
 * what is new is requested; once it has ended, all of it again, as lines that were missing may have come
 * late.
 */
export const useOutline = ({ sessionId, isRunning, state }: OutlineOptions) => {
  const client = useQueryClient();
  const key = [...queryKeys.entries, sessionId];
  const filter = matchFilter(state);
  const outlineKey = (isLive: boolean) => [...key, 'outline', isLive];
  const matchesKey = (isLive: boolean) => [...key, 'matches', filter, isLive];

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
    ({ signal }) => readMatches(sessionId, filter ?? {}, signal),
    {
      ...OPTIONS,
      initialData: () => client.getQueryData(matchesKey(!isRunning)),
      enabled: filter !== null,
    }
  );

  const { refetch } = matches;
  const last = outline.data?.last ?? 0;
  const searchedTo = matches.data?.last ?? last;
  useEffect(() => {
    if (isRunning && searchedTo < last) void refetch();
  }, [isRunning, searchedTo, last, refetch]);

  const repeats = useRepeats(sessionId, isRunning, outline.data?.levels);

  const failed = [outline, matches].filter(({ isError }) => isError);
  return {
    levels: outline.data?.levels,
    found: filter ? matches.data?.matches : undefined,
    repeats: repeats.repeats,
    isComplete: !repeats.isLoading,
    error: failed[0]?.error ?? null,
    isRetrying: failed.some(({ isFetching }) => isFetching),
    onRetry: () => failed.forEach((query) => void query.refetch()),
  };
};

/** Lines are requested at most this often (ms) while a person scrolls. */
const THROTTLE_MS = 120;

/** A move of more lines than this is a drag of the scrollbar: */
const NEAR_LINES = 200;

/** then lines are requested once it rests for this long (ms), not all the way. */
const DEBOUNCE_MS = 80;

/** The lines on screen, as far as it's worth requesting them. */
export const useThrottledRange = (visible: IndexRange): IndexRange => {
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

/**
 * Loads the lines that are on screen and their neighbours, and cancels requests for those that were
 * scrolled past before they came.
 */
export const useLines = (model: ConsoleModel, visible: IndexRange) => {
  const { sessionId, isRunning, loaded, listed } = model;
  const missing = neededBlocks(listed, visible)
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
      refetchInterval: (isDone?: boolean) => isRunning && !isDone && REFRESH_MS,
    }))
  );

  const failed = queries.filter(({ isError }) => isError);
  return {
    error: failed[0]?.error ?? null,
    isRetrying: failed.some(({ isFetching }) => isFetching),
    onRetry: () => failed.forEach(({ refetch }) => void refetch()),
  };
};
