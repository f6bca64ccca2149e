import { useCallback, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatConsoleState, parseConsoleState } from './console-state';
import type { ConsoleState } from './console-state';

/**
 * What the console shows, kept in the URL, so that reload and a shared link restore it. Each change
 * takes the place of the present step in the browser's history: Back leads to the list.
 */
export const useConsoleState = () => {
  const history = useHistory();
  const { search: query } = useLocation();
  const state = useMemo(() => parseConsoleState(query), [query]);

  const change = useCallback(
    (patch: Partial<ConsoleState>) => {
      // Read anew: two changes in one tick must not undo each other.
      const { location } = history;
      const search = formatConsoleState({ ...parseConsoleState(location.search), ...patch });
      history.replace({ ...location, search });
    },
    [history]
  );

  return { state, change };
};
