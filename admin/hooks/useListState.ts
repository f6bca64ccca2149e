import { useCallback, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatListState, parseListState } from '../utils/list-state';
import type { ListState } from '../utils/list-state';

interface ChangeOptions {
  /** Takes the place of the present step in the browser's history, instead of making one. */
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
      // Read anew: two changes in one tick must not undo each other.
      const present = parseListState(history.location.search);
      const search = formatListState({ ...present, page: 1, ...patch });
      if (search === formatListState(present)) return;
      history[replace ? 'replace' : 'push']({ search });
    },
    [history]
  );

  return { state, change };
};
