import { useCallback, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { relativeTime } from '../utils/relative-time';

const REFRESH_MS = 60_000;

/** Formats how long ago an instant (epoch milliseconds) was at the moment of the call. */
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
 * How long ago an instant was: at most a minute old, and exact after `refresh`. It doesn't tick by the
 * second, which a screen reader might read out.
 */
export const useAgo = (instant: number) => {
  const formatAgo = useAgoFormat();
  const [ago, setAgo] = useState(() => formatAgo(instant));
  const refresh = useCallback(() => setAgo(formatAgo(instant)), [formatAgo, instant]);

  useEffect(() => {
    refresh();
    const timer = window.setInterval(refresh, REFRESH_MS);
    return () => window.clearInterval(timer);
  }, [refresh]);

  return { ago, refresh };
};
