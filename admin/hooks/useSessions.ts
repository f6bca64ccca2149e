import { useQuery } from 'react-query';
import type { EventType, ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { listSessions } from '../api/sessions';
import { retryUnlessAnswered } from '../utils/retry';
import { hasFilter } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { useSessionFilter } from './useSessionFilter';

/** While a session on the page runs. */
const RUNNING_REFRESH_MS = 2_000;

/**
 * While nothing runs: a new session must appear by itself, and a push channel for that alone would be
 * out of proportion. Only the first page is looked at; a new session doesn't change the others' rows
 * in a way that anyone waits for.
 */
const IDLE_REFRESH_MS = 5_000;

interface Answer extends ListSessionsResponse {
  eventType: EventType;
  /** Whether a filter was set. The answer may still be shown when the next question is out. */
  isNarrowed: boolean;
}

const hasRunning = (answer?: Answer) =>
  answer?.results.some(({ status }) => status === 'in-progress') ?? false;

const refreshInterval = (page: number) => (answer?: Answer) => {
  if (hasRunning(answer)) return RUNNING_REFRESH_MS;
  return page === 1 ? IDLE_REFRESH_MS : false;
};

/**
 * The sessions that `state` shows, kept fresh while the page is visible (react-query holds its
 * refreshes back while it's hidden, and makes up for it on return). `sort` undefined: not yet known.
 */
export const useSessions = (state: ListState, sort: string | undefined) => {
  const { page, pageSize, tab } = state;
  const filter = useSessionFilter(state);

  const query = useQuery<Answer>(
    [...queryKeys.sessions, { ...filter, sort, page, pageSize }],
    async ({ signal }) => ({
      eventType: tab,
      isNarrowed: hasFilter(state),
      ...(await listSessions({ ...filter, sort: sort ?? '', page, pageSize }, signal)),
    }),
    {
      enabled: sort !== undefined,
      // The rows shown last stay until the new ones are there, but never another tab's: see below.
      keepPreviousData: true,
      refetchInterval: refreshInterval(page),
      refetchOnWindowFocus: true,
      retry: retryUnlessAnswered,
    }
  );

  const answer = query.data?.eventType === tab ? query.data : undefined;
  return {
    answer,
    error: query.error,
    isOutdated: query.isPreviousData,
    isRetrying: query.isFetching,
    retry: query.refetch,
  };
};
