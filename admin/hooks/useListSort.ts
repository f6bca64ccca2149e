import { useEffect } from 'react';
import { useAppInfo } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import { DEFAULT_PREFERENCES } from '../../shared/contracts';
import type { EventType, Preferences } from '../../shared/contracts';
import { queryKeys } from '../api/keys';
import { readPreferences, savePreferences } from '../api/sessions';
import type { useListState } from './useListState';
import { useNotify } from './useTranslate';

/**
 * The sort that the signed-in user chose for `tab`, stored on the server; undefined while it's
 * loading. Where that fails, the list is shown nevertheless, in its default order.
 */
const useSavedSort = (tab: EventType) => {
  const { userId } = useAppInfo();
  const queryClient = useQueryClient();
  const notify = useNotify();
  // By user: whoever signs in next in this window has choices of their own.
  const key = [...queryKeys.preferences, userId];

  const { data, isError } = useQuery(key, ({ signal }) => readPreferences(signal), { retry: 1 });
  const { mutate } = useMutation(savePreferences, {
    onError: () => notify('warning', 'sort.notSaved'),
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

/**
 * The list's sort: the URL's own, or where it has none, the one that this user saved for the tab;
 * undefined while that's loading. The saved one is then put into the URL, so that Back, or a link that
 * someone else opens, restores the same list, whatever is saved meanwhile.
 */
export const useListSort = ({ state, change }: ReturnType<typeof useListState>) => {
  const { savedSort, save } = useSavedSort(state.tab);
  const isInUrl = state.sort !== undefined;
  const { page } = state;

  useEffect(() => {
    if (!isInUrl && savedSort) change({ sort: savedSort, page }, { replace: true });
  }, [isInUrl, savedSort, page, change]);

  const choose = (sort: string) => {
    change({ sort });
    save(sort);
  };

  return { sort: state.sort ?? savedSort, choose };
};
