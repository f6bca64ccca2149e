import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { browserTimeZone } from '../../utils/days';
import { useInstantFormat } from '../useInstantFormat';

const TIME_OPTIONS = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
} as const;

/** Tells the instant (epoch milliseconds) of a line, in the interface's language. */
export interface LineFormat {
  /** The time of day, to the millisecond. */
  time: (instant: number) => string;
  /** The day too. */
  instant: (instant: number) => string;
}

/** One for all lines: each formatter costs more to make than many lines to format. */
export const useLineFormat = (): LineFormat => {
  const { locale } = useIntl();
  const formatInstant = useInstantFormat();
  return useMemo(() => {
    const timeZone = browserTimeZone();
    const format = new Intl.DateTimeFormat(locale, { ...TIME_OPTIONS, timeZone });
    return { time: (instant) => format.format(instant), instant: formatInstant };
  }, [locale, formatInstant]);
};
