import { createLru } from '../lru';
import { foldDateTexts, padNumbers } from './fold';

/** Two digits in a time's text: minutes or seconds, by how many seconds one of them lasts. */
export interface Count {
  seconds: 60 | 1;
}

/** How one hour of the day is written: the text around its minutes and seconds, where it has them. */
export type HourLabel = (string | Count)[];

export interface TimeFormat {
  /** One for each hour of the day. */
  hours: HourLabel[];
  /** What a text has to contain to match: its beginning, morning or afternoon too, or all of it. */
  needs: 'beginning' | 'period' | 'everything';
}

export interface TimeLabels {
  formats: TimeFormat[];
  /** Folded words that may be between date and time: "at", "um", "klo". */
  connectors: string[];
  /** Whether the page shows the time before the date, as in Vietnamese. */
  isTimeFirst: boolean;
}

const MINUTE: Count = { seconds: 60 };
const SECOND: Count = { seconds: 1 };

/** Values that no hour has, so that they are found in a formatted time. */
const SAMPLE_MINUTE = '58';
const SAMPLE_SECOND = '59';

const sampleAt = (hour: number) => Date.UTC(2026, 0, 2, hour, 58, 59);

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const createFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const splitAround = (label: HourLabel, sample: string, count: Count): HourLabel =>
  label.flatMap((piece) => {
    const at = typeof piece === 'string' ? piece.indexOf(sample) : -1;
    if (typeof piece !== 'string' || at < 0) return [piece];
    return [piece.slice(0, at), count, piece.slice(at + sample.length)];
  });

const asHourLabel = (folded: string): HourLabel =>
  splitAround(splitAround([padNumbers(folded)], SAMPLE_MINUTE, MINUTE), SAMPLE_SECOND, SECOND);

const formatHours = (locale: string, options: Intl.DateTimeFormatOptions): HourLabel[] => {
  const format = createFormat(locale, options);
  return foldDateTexts(HOURS.map((hour) => format.format(sampleAt(hour)))).map(asHourLabel);
};

const twoDigits = (value: number) => String(value).padStart(2, '0');

const englishHours = (minuteAndSecond: HourLabel): HourLabel[] =>
  HOURS.map((hour) => [twoDigits(hour % 12 || 12), ...minuteAndSecond, hour < 12 ? ' am' : ' pm']);

const GENERAL_FORMATS: TimeFormat[] = [
  {
    hours: HOURS.map((hour) => [twoDigits(hour), ':', MINUTE, ':', SECOND]),
    needs: 'beginning',
  },
  { hours: englishHours([':', MINUTE, ':', SECOND]), needs: 'period' },
  { hours: englishHours([':', MINUTE]), needs: 'period' },
  { hours: englishHours([]), needs: 'everything' },
];

const createTimeFormats = (locale: string): TimeFormat[] => [
  { hours: formatHours(locale, { timeStyle: 'medium' }), needs: 'beginning' },
  { hours: formatHours(locale, { timeStyle: 'short' }), needs: 'beginning' },
  { hours: formatHours(locale, { hour: 'numeric' }), needs: 'everything' },
  ...GENERAL_FORMATS,
];

const STYLES = ['full', 'long', 'medium', 'short'] as const;
const TIME_PARTS = ['hour', 'minute', 'second', 'dayPeriod'];

const isTime = ({ type }: Intl.DateTimeFormatPart) => TIME_PARTS.includes(type);
const isLiteral = ({ type }: Intl.DateTimeFormatPart) => type === 'literal';

const partsOf = (locale: string, dateStyle: (typeof STYLES)[number]) =>
  createFormat(locale, { dateStyle, timeStyle: 'medium' }).formatToParts(sampleAt(0));

/** What a style puts between a date and the time behind it; empty where it writes the time first. */
const connectorIn = (parts: Intl.DateTimeFormatPart[]) => {
  const time = parts.findIndex(isTime);
  const date = parts.findLastIndex((part, index) => index < time && !isLiteral(part));
  return parts
    .slice(date + 1, time)
    .map(({ value }) => value)
    .join('');
};

const isTimeFirstIn = (parts: Intl.DateTimeFormatPart[]) =>
  parts.findIndex(isTime) < parts.findIndex(({ type }) => type === 'day');

/**
 * A browser's ICU may join with a word where the server's doesn't, so any style's word will do; `t`
 * is ISO 8601's.
 */
const connectorsOf = (locale: string) => {
  const learned = STYLES.map((style) => connectorIn(partsOf(locale, style)));
  return [...new Set([...foldDateTexts(learned), 'at', 't'])].filter((word) => word !== '');
};

const labelsOfLocales = createLru<TimeLabels>(64);

/** How times of day are written in a language, in 24 hours, and in English with AM or PM. */
export const timeLabelsOf = (locale: string): TimeLabels =>
  labelsOfLocales(locale, () => ({
    formats: createTimeFormats(locale),
    connectors: connectorsOf(locale),
    isTimeFirst: isTimeFirstIn(partsOf(locale, 'medium')),
  }));
