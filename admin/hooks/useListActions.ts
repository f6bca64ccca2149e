import { useMutation, useQuery, useQueryClient } from 'react-query';
import type { ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { clearSessions, countSessions, exportSessions } from '../api/sessions';
import type { SessionFilter } from '../api/sessions';
import { saveFile } from '../utils/browser';
import { useNotify } from './useTranslate';

/** Downloads all logs, or those that a filter matches; notifies the user where that fails. */
export const useExportLogs = () => {
  const notify = useNotify();
  const { mutate, isLoading } = useMutation((filter?: SessionFilter) => exportSessions(filter), {
    onSuccess: ({ name, content }) => saveFile(name, content),
    onError: () => notify('warning', 'export.failed'),
  });
  return { exportLogs: mutate, isExporting: isLoading };
};

/** How many sessions a clearing would delete, counted when it's mounted. */
export const useClearCount = (filter: SessionFilter = {}) =>
  useQuery([...queryKeys.sessionCount, filter], ({ signal }) => countSessions(filter, signal), {
    // An earlier count would be shown as the present one.
    cacheTime: 0,
    retry: false,
  });

const NOTHING = { page: 1, pageCount: 0, total: 0, totalIsExact: true, sortedNewest: false };

const emptied = (list?: ListSessionsResponse): ListSessionsResponse | undefined =>
  list && { ...list, results: [], pagination: { ...list.pagination, ...NOTHING } };

const LISTS = [queryKeys.sessions, queryKeys.days, queryKeys.unseen, queryKeys.initiators];

/**
 * Deletes what a filter matches, or everything, which empties every table right away. `onDone` is
 * called either way.
 */
export const useClearLogs = (filter: SessionFilter | undefined, onDone: () => void) => {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const { mutate, isLoading } = useMutation(() => clearSessions(filter ?? {}), {
    onSuccess: async () => {
      notify('success', filter ? 'clear.doneThese' : 'clear.done');
      // A list requested before the clearing must not bring its rows back.
      await queryClient.cancelQueries(queryKeys.sessions);
      if (filter) await queryClient.refetchQueries(queryKeys.sessions, { active: true });
      else
        queryClient.setQueriesData<ListSessionsResponse | undefined>(queryKeys.sessions, emptied);
      queryClient.removeQueries(queryKeys.session);
      queryClient.removeQueries(queryKeys.entries);
    },
    onError: () => notify('warning', 'clear.failed'),
    onSettled: () => {
      LISTS.forEach((key) => void queryClient.invalidateQueries(key));
      onDone();
    },
  });
  return { clearLogs: () => mutate(), isClearing: isLoading };
};
