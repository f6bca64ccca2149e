import { useCallback, useEffect, useMemo } from 'react';
import { useAppInfo } from '@strapi/helper-plugin';
import { useMutation, useQuery, useQueryClient } from 'react-query';
import { useHistory, useLocation } from 'react-router-dom';
import { DEFAULT_PREFERENCES } from '../../shared/contracts';
import type { EventType, Preferences } from '../../shared/contracts';
import { queryKeys } from '../api/client';
import { readPreferences, savePreferences } from '../api/sessions';
import { formatListState, NO_FILTER, parseListState } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { useNotify } from './useTranslate';

export const SEARCH_FIELD_ID = 'localazy-sessions-search';

interface ChangeOptions {
  /** Replaces the present entry of the browser's history, instead of adding one. */
  replace?: boolean;
}

/**
 * What the list shows, kept in the URL alone, so that Back, reload and a shared link restore it.
 * A change of anything but the page starts at the first page.
 */
export const useListState = () => {
  const history = useHistory();
  const { search: query } = useLocation();
  const state = useMemo(() => parseListState(query), [query]);

  const change = useCallback(
    (patch: Partial<ListState>, { replace = false }: ChangeOptions = {}) => {
      // From the history, not from `state`: two changes in one tick must not undo each other.
      const present = parseListState(history.location.search);
      const search = formatListState({ ...present, page: 1, ...patch });
      if (search === formatListState(present)) return;
      history[replace ? 'replace' : 'push']({ search });
    },
    [history]
  );

  const clearFilter = () => {
    change(NO_FILTER);
    // The button disappears with the filter, and the focus with it.
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };

  return { state, change, clearFilter };
};

/**
 * The sort that the signed-in user chose for `tab`, stored on the server; undefined while it's
 * loading. Where that fails, the list is shown nevertheless, in its default order.
 */
const useSavedSort = (tab: EventType) => {
  const { userId } = useAppInfo();
  const queryClient = useQueryClient();
  const notify = useNotify();
  // By user: the next one who signs in here has other choices.
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
 * undefined while that's loading.
 */
export const useListSort = () => {
  const { state, change } = useListState();
  const { savedSort, save } = useSavedSort(state.tab);
  const choose = (sort: string) => {
    change({ sort });
    save(sort);
  };
  return { sort: state.sort ?? savedSort, choose };
};

/**
 * Puts into the URL what is really shown: the saved sort, so that Back, or a link that someone else
 * opens, restores the same list, whatever is saved meanwhile; and the last page there is, in place of
 * a later one.
 */
export const useCanonicalUrl = (sort: string | undefined, lastPage: number) => {
  const history = useHistory();
  const { search: query } = useLocation();
  useEffect(() => {
    const state = parseListState(query);
    const search = formatListState({ ...state, sort, page: Math.min(state.page, lastPage) });
    if (sort && search !== query.slice(1)) history.replace({ search });
  }, [history, query, sort, lastPage]);
};
