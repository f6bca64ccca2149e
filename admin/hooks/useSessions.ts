import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useQuery } from 'react-query';
import type { EventType, SessionList } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { listSessions } from '../api/sessions';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import { entryInText, hasFilter, isReversed } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { retryUnlessRefused } from '../utils/problem';
import { useListState } from './useListState';

const RUNNING_REFRESH_MS = 2_000;

/**
 * While nothing runs: a new session must appear by itself, and a push channel for that alone would be
 * out of proportion. Only on the first page: nobody waits for what changes on the others.
 */
const IDLE_REFRESH_MS = 5_000;

interface ShownList extends SessionList {
  eventType: EventType;
  /** Whether a filter was set. The list may still be shown while another one is loading. */
  isFiltered: boolean;
}

const refreshInterval = (page: number) => (list?: ShownList) => {
  if (list?.results.some(({ status }) => status === 'in-progress')) return RUNNING_REFRESH_MS;
  return page === 1 ? IDLE_REFRESH_MS : false;
};

/** The list's filter as the routes take it: days and words are the user's own. */
export const useSessionFilter = (state: ListState): SessionFilter => {
  const { locale } = useIntl();
  const { tab, search, from, to, status, problems, initiatedBy, entry } = state;
  return useMemo(() => {
    const searchedEntry = entry ? undefined : entryInText(search);
    return {
      eventType: tab,
      search: searchedEntry ? undefined : search,
      entry: entry ?? searchedEntry,
      ...(isReversed({ from, to }) ? {} : { from, to }),
      status,
      problems,
      initiatedBy,
      timeZone: browserTimeZone(),
      locale,
    };
  }, [tab, search, from, to, status, problems, initiatedBy, entry, locale]);
};

/**
 * The sessions that the URL names, refreshed while the page is visible (react-query pauses its
 * refreshes while it's hidden, and catches up on return). `sort` is undefined while it's loading.
 */
export const useSessions = (sort: string | undefined) => {
  const { state } = useListState();
  const { page, pageSize, tab } = state;
  const filter = useSessionFilter(state);

  const query = useQuery<ShownList>(
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

  const { data, dataUpdatedAt: confirmedAt, isPreviousData: isOutdated } = query;
  return {
    list: data?.eventType === tab ? data : undefined,
    /** When the list was loaded last, by the browser's clock. */
    confirmedAt,
    /** Unknown while the rows are another list's. */
    lastPage: data && !isOutdated ? Math.max(1, data.pagination.pageCount) : Infinity,
    error: query.error,
    isOutdated,
    retry: { isRetrying: query.isFetching, onRetry: () => void query.refetch() },
  };
};
