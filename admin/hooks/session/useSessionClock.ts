import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { EntryLevel, Session } from '../../../shared/contracts';
import { hourDigits } from '../../../shared/format-instant';
import { browserTimeZone, toDay } from '../../utils/days';
import { serverNow } from '../../api/client';
import { useInstantFormat } from '../useFormats';
import { useTranslate } from '../useTranslate';

const LINE_TIME = {
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
} as const;

/** A time with as many characters as any. */
const LONGEST_TIME = new Date(2026, 10, 23, 22, 58, 58, 888).getTime();

const offsetOf = (instant: number) => new Date(instant).getTimezoneOffset();

const isSameDay = (one: number, other: number) => toDay(new Date(one)) === toDay(new Date(other));

/**
 * Formats of a session's instants, in the interface's language and the browser's time zone: all with the
 * same clock and, where it was changed while the session ran, with the offset from UTC.
 */
export const useSessionClock = ({ startedAt, finishedAt }: Session) => {
  const { locale } = useIntl();
  const t = useTranslate();
  const formatInstant = useInstantFormat();
  const hasOffset = offsetOf(startedAt) !== offsetOf(finishedAt ?? serverNow());

  return useMemo(() => {
    const timeZone = browserTimeZone();
    const create = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone });
    const time = create({ timeStyle: 'medium' });
    const lineTime = create({ hour: hourDigits(locale), ...LINE_TIME });
    const day = create({ month: 'short', day: 'numeric' });
    const offset = create({ timeZoneName: 'shortOffset' });

    const withOffset = (text: string, at: number) => {
      if (!hasOffset) return text;
      const name = offset.formatToParts(at).find(({ type }) => type === 'timeZoneName');
      return `${text} ${name?.value ?? ''}`;
    };
    const instant = (at: number) => withOffset(formatInstant(at), at);
    const lineTimeOf = (at: number) => withOffset(lineTime.format(at), at);

    return {
      timeZone,
      day: (at: number) => day.format(at),
      instant,
      /** Without the day where it's the start's. */
      sinceStart: (at: number) =>
        isSameDay(at, startedAt) ? withOffset(time.format(at), at) : instant(at),
      line: {
        instant,
        time: lineTimeOf,
        /** In characters. */
        timeWidth: lineTimeOf(LONGEST_TIME).length,
        level: (name: EntryLevel) => t(`session-page.level.${name}`),
      },
    };
  }, [locale, t, formatInstant, hasOffset, startedAt]);
};

export type SessionClock = ReturnType<typeof useSessionClock>;
export type LineFormat = SessionClock['line'];
