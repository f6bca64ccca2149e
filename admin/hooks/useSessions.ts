import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import type { EventType, ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { clearSessions, countSessions, exportSessions, listSessions } from '../api/sessions';
import type { SessionFilter } from '../api/sessions';
import { browserTimeZone } from '../utils/days';
import { hasFilter } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { retryUnlessRefused } from '../utils/problem';
import { saveFile } from '../utils/browser';
import { useListState } from './useListState';
import { useNotify } from './useTranslate';

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
 * The sessions that the URL names, refreshed while the page is visible (react-query pauses its
 * refreshes while it's hidden, and catches up on return). `sort` is undefined while it's loading.
 */
export const useSessions = (sort: string | undefined) => {
  const { state } = useListState();
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

  const { data, isPreviousData: isOutdated } = query;
  return {
    list: data?.eventType === tab ? data : undefined,
    /** Unknown while the rows are another list's. */
    lastPage: data && !isOutdated ? Math.max(1, data.pagination.pageCount) : Infinity,
    error: query.error,
    isOutdated,
    retry: { isRetrying: query.isFetching, onRetry: () => void query.refetch() },
  };
};

/** Downloads all logs, or those that a filter lets through; notifies the user where that fails. */
export const useExportLogs = () => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(
    (filter?: SessionFilter) => exportSessions({ timeZone: browserTimeZone(), ...filter }),
    {
      onSuccess: ({ name, content }) => saveFile(name, content),
      onError: () => notify('warning', 'export.failed'),
    }
  );
  return { exportLogs: mutate, isExporting: isLoading };
};

/** How many sessions a clearing would delete, counted when it's mounted. */
export const useClearCount = () =>
  useQuery([...queryKeys.sessionCount], ({ signal }) => countSessions(signal), {
    // An earlier count would be shown as the present one.
    cacheTime: 0,
    retry: false,
  });

const NOTHING = { page: 1, pageCount: 0, total: 0, totalIsExact: true, sortedNewest: false };

const emptied = (list?: ListSessionsResponse): ListSessionsResponse | undefined =>
  list && { ...list, results: [], pagination: { ...list.pagination, ...NOTHING } };

/** Deletes everything, and empties every table right away. `onDone` is called either way. */
export const useClearLogs = ({ onDone }: { onDone: () => void }) => {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(clearSessions, {
    onSuccess: async () => {
      notify('success', 'clear.done');
      // A list requested before the clearing must not bring its rows back.
      await queryClient.cancelQueries(queryKeys.sessions);
      queryClient.setQueriesData<ListSessionsResponse | undefined>(queryKeys.sessions, emptied);
      queryClient.removeQueries(queryKeys.session);
      queryClient.removeQueries(queryKeys.entries);
    },
    onError: () => notify('warning', 'clear.failed'),
    onSettled: () => {
      void queryClient.invalidateQueries(queryKeys.sessions);
      onDone();
    },
  });
  return { clearLogs: () => mutate(), isClearing: isLoading };
};
