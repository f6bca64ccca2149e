import { createLru } from '../lru';
import { mergeRanges, type Range } from '../ranges';
import { digitsAt, SLOTS } from './digit-slots';
import { foldDateText, padNumbers } from './fold';

interface TimeFormat {
  /** One label for each hour of the day, folded, with slots for its minute and second. */
  hours: string[];
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

const MINUTE = SLOTS.slice(0, 2);
const SECOND = SLOTS.slice(2, 4);

/** Values that no hour has, so that they are found in a formatted time. */
const SAMPLE_MINUTE = '58';
const SAMPLE_SECOND = '59';
const sampleAt = (hour: number) =>
  Date.UTC(2026, 0, 2, hour, Number(SAMPLE_MINUTE), Number(SAMPLE_SECOND));

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const createFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const hoursOf = (locale: string, options: Intl.DateTimeFormatOptions): string[] => {
  const format = createFormat(locale, options);
  return HOURS.map((hour) =>
    padNumbers(foldDateText(format.format(sampleAt(hour))))
      .replace(SAMPLE_MINUTE, MINUTE)
      .replace(SAMPLE_SECOND, SECOND)
  );
};

const ENGLISH: TimeFormat[] = [
  { hours: hoursOf('en', { timeStyle: 'medium', hourCycle: 'h23' }), needs: 'beginning' },
  { hours: hoursOf('en', { timeStyle: 'medium' }), needs: 'period' },
  { hours: hoursOf('en', { timeStyle: 'short' }), needs: 'period' },
  { hours: hoursOf('en', { hour: 'numeric' }), needs: 'everything' },
];

const createTimeFormats = (locale: string): TimeFormat[] => [
  { hours: hoursOf(locale, { timeStyle: 'medium' }), needs: 'beginning' },
  { hours: hoursOf(locale, { timeStyle: 'short' }), needs: 'beginning' },
  { hours: hoursOf(locale, { hour: 'numeric' }), needs: 'everything' },
  ...ENGLISH,
];

const STYLES = ['full', 'long', 'medium', 'short'] as const;

/**
 * How a language joins a date and a time. A browser's ICU may join with a word where the server's
 * doesn't, so any style's word will do; `t` is ISO 8601's.
 */
const joinOf = (locale: string): Pick<TimeLabels, 'connectors' | 'isTimeFirst'> => {
  const write = (options: Intl.DateTimeFormatOptions) =>
    foldDateText(createFormat(locale, options).format(sampleAt(0)));
  const timeStyle = 'medium';
  const time = write({ timeStyle });
  const dates = STYLES.map((dateStyle) => ({
    dateStyle,
    both: write({ dateStyle, timeStyle }),
    date: write({ dateStyle }),
  }));
  const learned = dates.map(({ both, date }) =>
    both
      .slice(0, Math.max(0, both.indexOf(time)))
      .replace(date, '')
      .trim()
  );
  return {
    connectors: [...new Set([...learned, 'at', 't'])].filter((word) => word !== ''),
    isTimeFirst: dates.some(
      ({ dateStyle, both }) => dateStyle === timeStyle && both.startsWith(time)
    ),
  };
};

const labelsOfLocales = createLru<TimeLabels>(64);

/** How times of day are written in a language, in 24 hours, and in English with AM or PM. */
export const timeLabelsOf = (locale: string): TimeLabels =>
  labelsOfLocales(locale, () => ({
    formats: createTimeFormats(locale),
    ...joinOf(locale),
  }));

const HOUR_MS = 3_600_000;
const ANY_TIME = ' '.repeat(SLOTS.length);

/** What one more of each digit of `MMSS` is in time. */
const DIGITS_MS = [600_000, 60_000, 10_000, 1_000];

/** The part of an hour of which these first digits of `MMSS` are known; nothing where no hour has it. */
const partOfHour = (hour: number, digits: string): Range[] => {
  if (digits[0] > '5' || digits[2] > '5') return [];
  const from = [...digits].reduce(
    (sum, digit, index) => sum + Number(digit) * DIGITS_MS[index],
    hour * HOUR_MS
  );
  return [{ from, to: from + (DIGITS_MS[digits.length - 1] ?? HOUR_MS) }];
};

const timesIn = ({ hours, needs }: TimeFormat, text: string, whole: boolean): Range[] => {
  if (needs === 'period' && !/\p{L}/u.test(text)) return [];
  const toTheEnd = whole || needs === 'everything';
  return hours.flatMap((label, hour) => {
    if (toTheEnd && text.length !== label.length) return [];
    const digits = digitsAt(label, 0, text, ANY_TIME);
    return digits === null ? [] : partOfHour(hour, digits.trim());
  });
};

/**
 * The times of day (ms since midnight on the wall clock) whose label begins with the folded text, or
 * is the text where it has to be whole.
 */
export const timesMatching = (
  formats: TimeFormat[],
  text: string,
  { whole = false } = {}
): Range[] => mergeRanges(formats.flatMap((format) => timesIn(format, text, whole)));
