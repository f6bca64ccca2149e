import { useCallback, useEffect, useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { createShortStartFormat, createStartedAtFormat } from '../../shared/format-instant';
import { browserTimeZone } from '../utils/days';
import { relativeTime } from '../utils/formats';

/** Formats are slow to make, and every row of the list needs two. */
const oncePerLocale = <Format>(create: (locale: string, timeZone: string) => Format) => {
  const made = new Map<string, Format>();
  return (locale: string): Format => {
    const format = made.get(locale) ?? create(locale, browserTimeZone());
    made.set(locale, format);
    return format;
  };
};

const instantFormat = oncePerLocale((...args) => {
  const format = createStartedAtFormat(...args);
  return (instant: number) => format.format(instant);
});

const shortInstantFormat = oncePerLocale(createShortStartFormat);

/** Formats an instant (epoch milliseconds) in the interface's language and the browser's time zone. */
export const useInstantFormat = () => instantFormat(useIntl().locale);

/** Formats an instant for a line of a list, where the year goes without saying: see the format itself. */
export const useShortInstantFormat = () => shortInstantFormat(useIntl().locale);

/** Formats a calendar day `YYYY-MM-DD` in the interface's language, e.g. `Tue, Nov 24`. */
export const useDayFormat = () => {
  const { locale } = useIntl();
  return useMemo(() => {
    const options = { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
    const format = new Intl.DateTimeFormat(locale, options);
    return (day: string) => format.format(Date.parse(day));
  }, [locale]);
};

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

const AGO_REFRESH_MS = 60_000;

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
    const timer = window.setInterval(refresh, AGO_REFRESH_MS);
    return () => window.clearInterval(timer);
  }, [refresh]);

  return { ago, refresh };
};
