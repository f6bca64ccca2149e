import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useQuery } from 'react-query';
import type { EventType, ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { listSessions } from '../api/sessions';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import { hasFilter } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { retryUnlessRefused } from '../utils/problem';

const RUNNING_REFRESH_MS = 2_000;

/**
 * While nothing runs: a new session must appear by itself, and a push channel for that alone would be
 * out of proportion. Only on the first page: nobody waits for what changes on the others.
 */
const IDLE_REFRESH_MS = 5_000;

interface SessionList extends ListSessionsResponse {
  eventType: EventType;
  /** Whether a filter was set. The list may still be shown while another one is loading. */
  isFiltered: boolean;
}

const refreshInterval = (page: number) => (list?: SessionList) => {
  if (list?.results.some(({ status }) => status === 'in-progress')) return RUNNING_REFRESH_MS;
  return page === 1 ? IDLE_REFRESH_MS : false;
};

/** The list's filter as the routes take it: days and words are the user's own. */
export const useSessionFilter = ({ tab, search, from, to, status }: ListState): SessionFilter => {
  const { locale } = useIntl();
  return useMemo(
    () => ({ eventType: tab, search, from, to, status, timeZone: browserTimeZone(), locale }),
    [tab, search, from, to, status, locale]
  );
};

/**
 * The sessions that `state` shows, refreshed while the page is visible (react-query pauses its
 * refreshes while it's hidden, and catches up on return). `sort` is undefined while it's loading.
 */
export const useSessions = (state: ListState, sort: string | undefined) => {
  const { page, pageSize, tab } = state;
  const filter = useSessionFilter(state);

  const query = useQuery<SessionList>(
    [...queryKeys.sessions, { ...filter, sort, page, pageSize }],
    async ({ signal }) => ({
      eventType: tab,
      isFiltered: hasFilter(state),
      ...(await listSessions({ ...filter, sort: sort ?? '', page, pageSize }, signal)),
    }),
    {
      enabled: sort !== undefined,
      // The previous rows stay until the new ones are there, but never another tab's: see below.
      keepPreviousData: true,
      refetchInterval: refreshInterval(page),
      refetchOnWindowFocus: true,
      retry: retryUnlessRefused,
    }
  );

  return {
    list: query.data?.eventType === tab ? query.data : undefined,
    error: query.error,
    isOutdated: query.isPreviousData,
    isRetrying: query.isFetching,
    onRetry: () => void query.refetch(),
  };
};
