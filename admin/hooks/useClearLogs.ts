import { useMutation, useQuery, useQueryClient } from 'react-query';
import type { ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { clearSessions, countSessions } from '../api/sessions';
import { useNotify } from './useTranslate';

const NOTHING = { page: 1, pageCount: 0, total: 0, totalIsExact: true, sortedNewest: false };

const emptied = (list?: ListSessionsResponse): ListSessionsResponse | undefined =>
  list && { ...list, results: [], pagination: { ...list.pagination, ...NOTHING } };

/** How many sessions a clearing would delete, counted while `isOpen`. */
export const useClearCount = (isOpen: boolean) =>
  useQuery([...queryKeys.sessionCount], ({ signal }) => countSessions(signal), {
    enabled: isOpen,
    // An earlier count would be shown as the present one.
    cacheTime: 0,
    retry: false,
  });

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
