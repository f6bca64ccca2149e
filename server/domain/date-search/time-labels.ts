import { createLru } from '../lru';
import { foldDateText, padNumbers } from './fold';

/** A place in a time's text that holds two digits, and how many seconds one of it lasts. */
export interface Count {
  seconds: 60 | 1;
}

/** How one hour of the day is written: the text around its minutes and seconds, where it has them. */
export type HourLabel = (string | Count)[];

export interface TimeFormat {
  /** One for each hour of the day. */
  hours: HourLabel[];
  /** What has to be said for it to be meant: its beginning, morning or afternoon too, or all of it. */
  needs: 'beginning' | 'period' | 'everything';
}

export interface TimeLabels {
  formats: TimeFormat[];
  /** Folded words that may stand between date and time: "at", "um", "klo". */
  connectors: string[];
  /** Whether the page shows the time before the date, as in Vietnamese. */
  isTimeFirst: boolean;
}

const MINUTE: Count = { seconds: 60 };
const SECOND: Count = { seconds: 1 };

/** Values that no hour has, so that their places in a formatted time are known. */
const SAMPLE_MINUTE = '58';
const SAMPLE_SECOND = '59';

const sampleAt = (hour: number) => new Date(`2026-01-02T00:58:59Z`).getTime() + hour * 3_600_000;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const createFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const splitAround = (label: HourLabel, sample: string, count: Count): HourLabel =>
  label.flatMap((piece) => {
    const at = typeof piece === 'string' ? piece.indexOf(sample) : -1;
    if (typeof piece !== 'string' || at < 0) return [piece];
    return [piece.slice(0, at), count, piece.slice(at + sample.length)];
  });

const labelHour = (format: Intl.DateTimeFormat, hour: number): HourLabel => {
  const text = padNumbers(foldDateText(format.format(sampleAt(hour))));
  return splitAround(splitAround([text], SAMPLE_MINUTE, MINUTE), SAMPLE_SECOND, SECOND);
};

const createTimeFormat = (
  locale: string,
  options: Intl.DateTimeFormatOptions,
  needs: TimeFormat['needs']
): TimeFormat => {
  const format = createFormat(locale, options);
  return { hours: HOURS.map((hour) => labelHour(format, hour)), needs };
};

const twentyFourHours = (): TimeFormat => ({
  hours: HOURS.map((hour) => [`${String(hour).padStart(2, '0')}:`, MINUTE, ':', SECOND]),
  needs: 'beginning',
});

const createTimeFormats = (locale: string): TimeFormat[] => [
  createTimeFormat(locale, { timeStyle: 'medium' }, 'beginning'),
  createTimeFormat(locale, { timeStyle: 'short' }, 'beginning'),
  createTimeFormat(locale, { hour: 'numeric' }, 'everything'),
  twentyFourHours(),
  createTimeFormat('en', { timeStyle: 'medium' }, 'period'),
  createTimeFormat('en', { timeStyle: 'short' }, 'period'),
  createTimeFormat('en', { hour: 'numeric' }, 'everything'),
];

const STYLES = ['full', 'long', 'medium', 'short'] as const;

/** What a style puts between date and time, folded; null where it doesn't write one after the other. */
const connectorOf = (locale: string, style: (typeof STYLES)[number]) => {
  const write = (options: Intl.DateTimeFormatOptions) =>
    createFormat(locale, options).format(sampleAt(0));
  const whole = write({ dateStyle: style, timeStyle: 'medium' });
  const [date, time] = [write({ dateStyle: style }), write({ timeStyle: 'medium' })];
  const isJoined = whole.startsWith(date) && whole.endsWith(time);
  return isJoined ? foldDateText(whole.slice(date.length, whole.length - time.length)) : null;
};

/** A browser's ICU may join with a word where the server's doesn't, so any style's word will do; `t` is ISO 8601's. */
const connectorsOf = (locale: string) => {
  const learned = [locale, 'en'].flatMap((tag) => STYLES.map((style) => connectorOf(tag, style)));
  return [...new Set([...learned, 't'])].filter((word): word is string => Boolean(word));
};

const shownTimeFirst = (locale: string) => {
  const format = createFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const order = format.formatToParts(0).map(({ type }) => type);
  return order.indexOf('hour') < order.indexOf('day');
};

const labelsOfLocales = createLru<TimeLabels>(64);

/** How times of day are written in a language, in 24 hours, and in English with AM or PM. */
export const timeLabelsOf = (locale: string): TimeLabels =>
  labelsOfLocales(locale, () => ({
    formats: createTimeFormats(locale),
    connectors: connectorsOf(locale),
    isTimeFirst: shownTimeFirst(locale),
  }));
