import { useNotification } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import type { ListSessionsResponse } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { clearSessions, countSessions } from '../api/sessions';
import { getTranslation } from '../utils/translations';

const emptied = (answer?: ListSessionsResponse): ListSessionsResponse | undefined =>
  answer && {
    ...answer,
    results: [],
    pagination: { ...answer.pagination, page: 1, pageCount: 0, total: 0, totalIsExact: true },
  };

/** How many sessions a clearing would delete, counted while `isAsked`. */
export const useClearCount = (isAsked: boolean) =>
  useQuery([...queryKeys.sessionCount], ({ signal }) => countSessions(signal), {
    enabled: isAsked,
    // A count of the last time would be told as if it were this one.
    cacheTime: 0,
    retry: false,
  });

/** Deletes everything and empties every table at once. `onDone` is called either way. */
export const useClearLogs = ({ onDone }: { onDone: () => void }) => {
  const queryClient = useQueryClient();
  const toggleNotification = useNotification();
  const notify = (type: 'success' | 'warning', id: 'clear.done' | 'clear.failed') =>
    toggleNotification({ type, message: { id: getTranslation(id) } });

  const { mutate, isLoading } = useMutation(clearSessions, {
    onSuccess: async () => {
      notify('success', 'clear.done');
      // A list asked for before the clearing must not bring its rows back.
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
