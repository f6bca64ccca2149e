import { useAppInfo, useNotification } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import { DEFAULT_PREFERENCES } from '../../shared/contracts';
import type { EventType, Preferences } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { readPreferences, savePreferences } from '../api/preferences';
import { getTranslation } from '../utils/translations';

/**
 * The sort that the signed-in user chose for `tab`, kept on the server; undefined while it's still
 * being asked for. Where that fails, the list is there all the same, in its usual order.
 */
export const useSavedSort = (tab: EventType) => {
  const { userId } = useAppInfo();
  const queryClient = useQueryClient();
  const toggleNotification = useNotification();
  // Whoever signs in next in this window has choices of their own.
  const key = [...queryKeys.preferences, userId];

  const { data, isError } = useQuery(key, ({ signal }) => readPreferences(signal), { retry: 1 });
  const { mutate } = useMutation(savePreferences, {
    onError: () =>
      toggleNotification({ type: 'warning', message: { id: getTranslation('sort.notSaved') } }),
  });

  const save = (sort: string) => {
    queryClient.setQueryData<Preferences>(key, (known = DEFAULT_PREFERENCES) => ({
      sort: { ...known.sort, [tab]: sort },
    }));
    mutate({ sort: { [tab]: sort } });
  };

  const preferences = data ?? (isError ? DEFAULT_PREFERENCES : undefined);
  return { savedSort: preferences?.sort[tab], save };
};
