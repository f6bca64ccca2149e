import { useCallback, useEffect, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatListState, hasTab, NO_FILTER, parseListState } from '../utils/list-state';
import type { ListState } from '../utils/list-state';
import { usePreferences } from './usePreferences';

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

/** Whether Back, Forward or a link has left a URL that is still rendered: it must not be replaced any more. */
const hasMovedOn = ({ location }: ReturnType<typeof useHistory>, query: string) =>
  location.search !== query;

/** Puts the tab that this user used last into a URL that names none; returns whether one is named. */
export const useTabInUrl = (): boolean => {
  const history = useHistory();
  const { search: query } = useLocation();
  const { preferences } = usePreferences();
  const isNamed = hasTab(query);
  useEffect(() => {
    if (isNamed || !preferences || hasMovedOn(history, query)) return;
    const state = { ...parseListState(query), tab: preferences.lastTab };
    history.replace({ search: formatListState(state) });
  }, [history, query, isNamed, preferences]);
  return isNamed;
};

/**
 * The list's sort: the URL's own, or where it has none, the one that this user saved for the tab;
 * undefined while that's loading.
 */
export const useListSort = () => {
  const { state, change } = useListState();
  const { preferences, saveSort } = usePreferences();
  const choose = (sort: string) => {
    change({ sort });
    saveSort(state.tab, sort);
  };
  return { sort: state.sort ?? preferences?.sort[state.tab], choose };
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
    if (hasMovedOn(history, query)) return;
    const state = parseListState(query);
    const search = formatListState({ ...state, sort, page: Math.min(state.page, lastPage) });
    if (sort && search !== query.slice(1)) history.replace({ search });
  }, [history, query, sort, lastPage]);
};
