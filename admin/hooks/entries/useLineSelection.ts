import { useCallback, useMemo } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { formatLineRange, parseLineRange, rangeBetween } from './line-range';
import type { LineRange } from './line-range';

/** The chosen lines, kept in the URL's hash: `#42` or `#42-60`. */
export const useLineSelection = () => {
  const history = useHistory();
  const { hash } = useLocation();
  const selection = useMemo(() => parseLineRange(hash), [hash]);

  const put = useCallback(
    (range: LineRange | null) =>
      history.replace({ ...history.location, hash: formatLineRange(range) }),
    [history]
  );

  /** Chooses one line or, extending, all from the one chosen before; a second time, none. */
  const choose = useCallback(
    (sequence: number, { extend }: { extend: boolean }) => {
      const present = parseLineRange(history.location.hash);
      if (extend && present) return put(rangeBetween(present.first, sequence));
      const again = present?.first === sequence && present.last === sequence;
      return put(again ? null : rangeBetween(sequence, sequence));
    },
    [history, put]
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

  return { selection, choose, clear, hrefOf };
};
