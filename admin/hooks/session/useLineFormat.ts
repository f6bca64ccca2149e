import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { entryLevelSchema } from '../../../shared/contracts';
import type { EntryLevel } from '../../../shared/contracts';
import { browserTimeZone } from '../../utils/days';
import { useInstantFormat } from '../useInstantFormat';
import { useTranslate } from '../useTranslate';

const TIME_OPTIONS = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
} as const;

/** Formats a line's instant (epoch milliseconds) and level in the interface's language. */
export interface LineFormat {
  /** The time of day, to the millisecond. */
  time: (instant: number) => string;
  instant: (instant: number) => string;
  level: (level: EntryLevel) => string;
  /** Of the longest word for a level, in characters. */
  levelWidth: number;
}

/** One for all lines: each formatter costs more to create than many lines to format. */
export const useLineFormat = (): LineFormat => {
  const { locale } = useIntl();
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  return useMemo(() => {
    const timeZone = browserTimeZone();
    const format = new Intl.DateTimeFormat(locale, { ...TIME_OPTIONS, timeZone });
    const level = (name: EntryLevel) => t(`session-page.level.${name}`);
    return {
      time: (instant) => format.format(instant),
      instant: formatInstant,
      level,
      levelWidth: Math.max(...entryLevelSchema.options.map((name) => level(name).length)),
    };
  }, [locale, formatInstant, t]);
};
