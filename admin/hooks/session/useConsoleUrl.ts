import { useCallback, useMemo, useRef } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import type { LineRange } from '../../../shared/contracts';
import { formatConsoleState, parseConsoleState } from '../../console/console-state';
import type { ConsoleState } from '../../console/console-state';
import { formatLineRange, isInRange, parseLineRange, rangeBetween } from '../../console/line-range';

/**
 * What the console shows, kept in the URL's query, and the selected lines, kept in its hash, so that
 * reload and a shared link restore both. Each change replaces the present entry of the browser's
 * history: Back goes to the list.
 */
export const useConsoleUrl = () => {
  const history = useHistory();
  const { search: query, hash } = useLocation();
  const state = useMemo(() => parseConsoleState(query), [query]);
  const selection = useMemo(() => parseLineRange(hash), [hash]);
  /** The line that a range grows from, in either direction. */
  const anchor = useRef(0);

  const change = useCallback(
    (patch: Partial<ConsoleState>) => {
      // From the history, not from `state`: two changes in one tick must not undo each other.
      const { location } = history;
      const search = formatConsoleState({ ...parseConsoleState(location.search), ...patch });
      history.replace({ ...location, search });
    },
    [history]
  );

  const select = useCallback(
    (range: LineRange | null) =>
      history.replace({ ...history.location, hash: formatLineRange(range) }),
    [history]
  );

  /** Selects a line; extending, all from the one selected before; the only one again, none. */
  const choose = useCallback(
    (sequence: number, options: { extend: boolean }) => {
      const present = parseLineRange(history.location.hash);
      if (options.extend && present) {
        const from = isInRange(anchor.current, present) ? anchor.current : present.first;
        return select(rangeBetween(from, sequence));
      }
      anchor.current = sequence;
      const again = present?.first === sequence && present.last === sequence;
      return select(again ? null : rangeBetween(sequence, sequence));
    },
    [history, select]
  );

  /** Extends the selection to a line; without a selection, from another line on. */
  const extend = useCallback(
    (from: number, to: number) => {
      if (!parseLineRange(history.location.hash)) choose(from, { extend: false });
      choose(to, { extend: true });
    },
    [choose, history]
  );

  const clearSelection = useCallback(() => select(null), [select]);

  const hrefOf = useCallback(
    (sequence: number) =>
      history.createHref({
        ...history.location,
        hash: formatLineRange(rangeBetween(sequence, sequence)),
      }),
    [history]
  );

  return { state, change, selection, choose, extend, clearSelection, hrefOf };
};
