import { useCallback, useEffect, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatListState, parseListState } from '../utils/list-state';
import type { ListState } from '../utils/list-state';

interface ChangeOptions {
  /** Replaces the present entry of the browser's history, instead of adding one. */
  replace?: boolean;
}

export type ListChange = (patch: Partial<ListState>, options?: ChangeOptions) => void;

/**
 * What the list shows, kept in the URL alone, so that Back, reload and a shared link restore it.
 * A change of anything but the page starts at the first page.
 */
export const useListState = () => {
  const history = useHistory();
  const { search: query } = useLocation();
  const state = useMemo(() => parseListState(query), [query]);

  const change = useCallback<ListChange>(
    (patch, { replace = false } = {}) => {
      // From the history, not from `state`: two changes in one tick must not undo each other.
      const present = parseListState(history.location.search);
      const search = formatListState({ ...present, page: 1, ...patch });
      if (search === formatListState(present)) return;
      history[replace ? 'replace' : 'push']({ search });
    },
    [history]
  );

  // A page that can't be requested was taken for the last one that can: the URL shall have that.
  const isBeyondLast = Number(new URLSearchParams(query).get('page')) > state.page;
  useEffect(() => {
    if (isBeyondLast) history.replace({ search: formatListState(state) });
  }, [history, isBeyondLast, state]);

  return { state, change };
};
