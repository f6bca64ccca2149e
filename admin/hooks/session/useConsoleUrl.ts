import { useMemo, useRef } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import type { LineRange } from '../../../shared/contracts';
import {
  formatConsoleState,
  isInRange,
  parseConsoleState,
  parseSelection,
  rangeBetween,
} from '../../console/console-state';
import type { ConsoleState } from '../../console/console-state';

/**
 * What the console shows and the selected lines, both kept in the URL's query, so that reload and a
 * shared link restore them. Each change replaces the present entry of the browser's history: Back goes
 * to the list. The `actions` are the same on each render.
 */
export const useConsoleUrl = () => {
  const history = useHistory();
  const { search: query, hash } = useLocation();
  const state = useMemo(() => parseConsoleState(query), [query]);
  const selection = useMemo(() => parseSelection({ search: query, hash }), [query, hash]);
  /** The line that a range grows from, in either direction. */
  const anchor = useRef(0);

  const actions = useMemo(() => {
    const selected = () => parseSelection(history.location);

    /** The present location with another query; a hash of an earlier version goes. */
    const locationWith = (patch: Partial<ConsoleState>, range: LineRange | null) => ({
      ...history.location,
      search: formatConsoleState(
        { ...parseConsoleState(history.location.search), ...patch },
        range
      ),
      hash: '',
    });

    // From the history, not from `state`: two changes in one tick must not undo each other.
    const change = (patch: Partial<ConsoleState>) =>
      history.replace(locationWith(patch, selected()));

    const select = (range: LineRange | null) => history.replace(locationWith({}, range));

    /** Selects a line; extending, all from the one selected before; the only one again, none. */
    const choose = (sequence: number, options: { extend: boolean }) => {
      const present = selected();
      if (options.extend && present) {
        const from = isInRange(anchor.current, present) ? anchor.current : present.first;
        return select(rangeBetween(from, sequence));
      }
      anchor.current = sequence;
      const again = present?.first === sequence && present.last === sequence;
      return select(again ? null : rangeBetween(sequence, sequence));
    };

    /** Extends the selection to a line; without a selection, from another line on. */
    const extend = (from: number, to: number) => {
      if (!selected()) choose(from, { extend: false });
      choose(to, { extend: true });
    };

    const clearSelection = () => select(null);

    const hrefOf = (sequence: number) =>
      history.createHref(locationWith({}, rangeBetween(sequence, sequence)));

    return { change, select, choose, extend, clearSelection, hrefOf };
  }, [history]);

  return { state, selection, actions };
};
