import { useCallback, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { relativeTime } from '../utils/relative-time';

/** How often (ms) what nobody looks at is worked out again. */
const RENEWAL_MS = 60_000;

/** Tells how long ago an instant (epoch milliseconds) was, at the moment of asking. */
export const useAgoFormat = () => {
  const { formatRelativeTime } = useIntl();
  return useCallback(
    (instant: number) => {
      const { value, unit } = relativeTime(instant, Date.now());
      return formatRelativeTime(value, unit, { numeric: 'auto' });
    },
    [formatRelativeTime]
  );
};

/**
 * How long ago an instant was, for a text that may be read at any time: never more than a minute old,
 * and exact after `renew`. It doesn't tick by the second, which a screen reader might read out.
 */
export const useAgo = (instant: number) => {
  const formatAgo = useAgoFormat();
  const [ago, setAgo] = useState(() => formatAgo(instant));
  const renew = useCallback(() => setAgo(formatAgo(instant)), [formatAgo, instant]);

  useEffect(() => {
    renew();
    const timer = window.setInterval(renew, RENEWAL_MS);
    return () => window.clearInterval(timer);
  }, [renew]);

  return { ago, renew };
};
