import { useCallback, useMemo, useRef } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatLineRange, isInRange, parseLineRange, rangeBetween } from './line-range';
import type { LineRange } from './line-range';

/** The chosen lines, kept in the URL's hash: `#42` or `#42-60`. */
export const useLineSelection = () => {
  const history = useHistory();
  const { hash } = useLocation();
  const selection = useMemo(() => parseLineRange(hash), [hash]);
  /** The line that a range grows from, whichever way. */
  const anchor = useRef(0);

  const put = useCallback(
    (range: LineRange | null) =>
      history.replace({ ...history.location, hash: formatLineRange(range) }),
    [history]
  );

  /** Chooses a line; extending, all from the one chosen before; the only one again, none. */
  const choose = useCallback(
    (sequence: number, options: { extend: boolean }) => {
      const present = parseLineRange(history.location.hash);
      if (options.extend && present) {
        const from = isInRange(anchor.current, present) ? anchor.current : present.first;
        return put(rangeBetween(from, sequence));
      }
      anchor.current = sequence;
      const again = present?.first === sequence && present.last === sequence;
      return put(again ? null : rangeBetween(sequence, sequence));
    },
    [history, put]
  );

  /** Grows the choice to a line; without one, from another line on. */
  const extend = useCallback(
    (from: number, to: number) => {
      if (!parseLineRange(history.location.hash)) choose(from, { extend: false });
      choose(to, { extend: true });
    },
    [choose, history]
  );

  /** The address of a line, as a link has it. */
  const hrefOf = useCallback(
    (sequence: number) =>
      history.createHref({
        ...history.location,
        hash: formatLineRange(rangeBetween(sequence, sequence)),
      }),
    [history]
  );

  const clear = useCallback(() => put(null), [put]);

  return { selection, choose, extend, clear, hrefOf };
};
