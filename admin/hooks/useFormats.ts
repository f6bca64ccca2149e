import { useCallback, useEffect, useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { entryLevelSchema } from '../../shared/contracts';
import type { EntryLevel } from '../../shared/contracts';
import { createStartedAtFormat } from '../../shared/format-instant';
import { browserTimeZone } from '../utils/days';
import { relativeTime } from '../utils/formats';
import { useTranslate } from './useTranslate';

/** Formats an instant (epoch milliseconds) in the interface's language and the browser's time zone. */
export const useInstantFormat = () => {
  const { locale } = useIntl();
  return useMemo(() => {
    const format = createStartedAtFormat(locale, browserTimeZone());
    return (instant: number) => format.format(instant);
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

const TIME_OPTIONS = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
} as const;

/**
 * Formats of a log line in the interface's language: its time of day, instant and level; `levelWidth`
 * is that of the longest word for a level, in characters. One for all lines: each formatter costs more
 * to create than many lines to format.
 */
export const useLineFormat = () => {
  const { locale } = useIntl();
  const t = useTranslate();
  const instant = useInstantFormat();
  return useMemo(() => {
    const timeZone = browserTimeZone();
    const format = new Intl.DateTimeFormat(locale, { ...TIME_OPTIONS, timeZone });
    const level = (name: EntryLevel) => t(`session-page.level.${name}`);
    const levelWidth = Math.max(...entryLevelSchema.options.map((name) => level(name).length));
    return { time: (at: number) => format.format(at), instant, level, levelWidth };
  }, [locale, instant, t]);
};

export type LineFormat = ReturnType<typeof useLineFormat>;
