import { createLru } from '../lru';
import { DAY_MS } from '../zone-offsets';
import { asciiDigits, foldDateTexts, isNumber, padNumbers, WHOLE_DATE } from './fold';

/** Private characters that stand in a line for the digits of a day (two) and of a year (four). */
const PLACEHOLDERS = '\uE001\uE002\uE003\uE004\uE005\uE006';
const FIRST_PLACEHOLDER = PLACEHOLDERS.charCodeAt(0);
const DAY = PLACEHOLDERS.slice(0, 2);
const YEAR = PLACEHOLDERS.slice(2);
const SHORT_YEAR = YEAR.slice(2);

/** Digits that no month has, so that they can be found again in a folded text. */
const SAMPLE_DAY = '75';
const SAMPLE_YEAR = '6498';
const SAMPLE_SHORT_YEAR = '98';

/**
 * What a day needs for a line to be its own: its digits `DDYYYY` and the number of its weekday, with
 * blanks for any.
 */
export type DayMask = string;

export const ANY_DAY: DayMask = ' '.repeat(PLACEHOLDERS.length + 1);
const maskOfWeekday = (weekday: number): DayMask => ANY_DAY.slice(1) + String(weekday);

/** The place in a mask of the digit that this placeholder stands for; -1 for any other character. */
export const placeInMask = (char: string): number => {
  const place = char.charCodeAt(0) - FIRST_PLACEHOLDER;
  return place >= 0 && place < PLACEHOLDERS.length ? place : -1;
};

/** A folded text (see fold.ts) with placeholders, which the days that fit the mask are written by. */
export interface Line {
  text: string;
  mask: DayMask;
}

/** `usual`: as the page shows a date, and short forms of it. `long`: with the weekday or a two-digit year. */
export type LineForm = 'usual' | 'long';

/** One month in one calendar. */
export interface CalendarMonth {
  /** Months that share it are written alike but for a year of four digits. */
  key: string;
  /** Four digits at least. */
  year: string;
  /** Its first day, counted from 1970-01-01. */
  first: number;
}

/** How dates are written: by a language in its calendar, or in ISO 8601, English and numbers. */
export interface DateStyle {
  /** The month that a day (counted from 1970-01-01) is in. */
  monthOf: (day: number) => CalendarMonth;
  linesOf: (month: CalendarMonth, form: LineForm) => Line[];
  /** Whether a text of these words and numbers may be in long lines and not in usual ones. */
  mayBeLong: (tokens: string[]) => boolean;
}

/** `DDYYYYW`, to be compared with masks. */
export const digitsOf = (day: number, { year, first }: CalendarMonth): string =>
  `${String(day - first + 1).padStart(2, '0')}${year}${(((day + 4) % 7) + 7) % 7}`;

const createMonth = (number: number, [year, month, day]: string[]): CalendarMonth => ({
  key: year.length === 4 ? month : `${month} ${year}`,
  year: year.padStart(4, '0'),
  first: number - Number(day) + 1,
});

const isoMonthOf = (day: number) =>
  createMonth(day, new Date(day * DAY_MS).toISOString().slice(0, 10).split('-'));

const createFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

/** Reads a calendar's day, month and year from English numbers such as `9/2/1405 AP` or `13 Kislev 5787`. */
const createMonthReader = (calendar: string) => {
  const format = createFormat(`en-u-ca-${calendar}-nu-latn`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (number: number) => {
    const [first, second, year, era = ''] = format.format(number * DAY_MS).split(/[/ ]/);
    const [month, day] = /^\d+$/.test(second) ? [first, second] : [second, first];
    return createMonth(number, [year, `${month} ${era}`, day]);
  };
};

/** `relatedYear`, of the Chinese calendar, is missing in TypeScript's own list. */
const YEAR_PARTS: string[] = ['year', 'relatedYear'];

/** The day as the format writes it, with sample digits for its day and its year. */
const patternOf = (format: Intl.DateTimeFormat, number: number, month: CalendarMonth) => {
  const written = ({ type, value }: Intl.DateTimeFormatPart) => {
    const digits = asciiDigits(value);
    if (type === 'day' && Number(digits) === number - month.first + 1) return SAMPLE_DAY;
    if (!YEAR_PARTS.includes(type)) return value;
    if (digits === month.year) return SAMPLE_YEAR;
    return digits === month.year.slice(2) ? SAMPLE_SHORT_YEAR : value;
  };
  return format
    .formatToParts(number * DAY_MS)
    .map(written)
    .join('');
};

const withPlaceholders = (text: string) =>
  padNumbers(text)
    .replace(SAMPLE_YEAR, YEAR)
    .replace(SAMPLE_DAY, DAY)
    .replace(SAMPLE_SHORT_YEAR, SHORT_YEAR);

const foldPatterns = (patterns: { text: string; mask: DayMask }[]): Line[] =>
  foldDateTexts(patterns.map(({ text }) => text)).map((text, index) => ({
    text: withPlaceholders(text),
    mask: patterns[index].mask,
  }));

/** Days whose patterns are compared, from the first of a month on; the last one is in each month. */
const DAYS_COMPARED = [7, 14, 21, 27];
/** How far away the same month of another year is, by whole weeks, in calendars of the sun and the moon. */
const YEARS_COMPARED = [364, -364, 385, -385];

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/**
 * Learns from `Intl` how a language writes the days of a month, from samples. Where its days differ
 * in more than digits, as in the Chinese calendar, each day is formatted by itself.
 */
const createLanguageStyle = (locale: string): DateStyle => {
  const medium = createFormat(locale, { dateStyle: 'medium' });
  const { calendar } = medium.resolvedOptions();
  const monthOf = calendar === 'gregory' ? isoMonthOf : createMonthReader(calendar);
  const lines = createLru<Line[]>(600);
  const formats = {
    usual: [
      medium,
      createFormat(locale, { dateStyle: 'long' }),
      createFormat(locale, { year: 'numeric', month: 'long' }),
      createFormat(locale, { year: 'numeric', month: 'short' }),
      createFormat(locale, { month: 'long' }),
    ],
    long: [createFormat(locale, { dateStyle: 'full' })],
  };

  const patternsOf = (day: number, month: CalendarMonth, form: LineForm) =>
    formats[form].map((format) => patternOf(format, day, month));

  const isRegular = (month: CalendarMonth, form: LineForm) => {
    const middle = month.first + 14;
    const patterns = patternsOf(middle, month, form).join('\n');
    const isSame = (day: number, other: CalendarMonth) =>
      patternsOf(day, other, form).join('\n') === patterns;
    return (
      DAYS_COMPARED.every((days) => monthOf(month.first + days).first === month.first) &&
      [7, 21].every((days) => isSame(month.first + days, month)) &&
      YEARS_COMPARED.map((days) => middle + days)
        .map((day) => ({ day, other: monthOf(day) }))
        .filter(({ other }) => other.key === month.key)
        .every(({ day, other }) => isSame(day, other))
    );
  };

  const ownLines = (month: CalendarMonth, form: LineForm) => {
    const days = Array.from({ length: 32 }, (_, index) => month.first + index).filter(
      (day) => monthOf(day).first === month.first
    );
    return days.flatMap((day) => {
      const mask = digitsOf(day, month);
      return patternsOf(day, month, form).map((text) => ({ text, mask }));
    });
  };

  const sharedLines = (month: CalendarMonth, form: LineForm) => {
    if (form === 'usual') {
      return patternsOf(month.first + 14, month, form).map((text) => ({ text, mask: ANY_DAY }));
    }
    return WEEK.flatMap((index) => {
      const day = month.first + 14 + index;
      const mask = maskOfWeekday(Number(digitsOf(day, month).at(-1)));
      return patternsOf(day, month, form).map((text) => ({ text, mask }));
    });
  };

  return {
    monthOf,
    mayBeLong: (tokens) => tokens.length >= WHOLE_DATE && !tokens.every(isNumber),
    linesOf: (month, form) => {
      const shared = lines(`${form} ${month.key}`, () =>
        isRegular(month, form) ? foldPatterns(sharedLines(month, form)) : []
      );
      if (shared.length > 0) return shared;
      return lines(`${form} ${month.key} ${month.first}`, () =>
        foldPatterns(ownLines(month, form))
      );
    },
  };
};

const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' '
  );
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

const englishTexts = (month: string) => {
  const name = MONTHS[Number(month) - 1];
  return [name.slice(0, 3), name].flatMap((shown) => [
    `${shown} ${DAY} ${YEAR}`,
    `${DAY} ${shown} ${YEAR}`,
  ]);
};

const numericTexts = (month: string, [first, second]: string[]) => [
  `${YEAR}-${month}-${DAY}`,
  `${YEAR}/${month}/${DAY}`,
  `${DAY}.${month}.${YEAR}`,
  `${first}/${second}/${YEAR}`,
  `${first}-${second}-${YEAR}`,
  `${month}/${YEAR}`,
];

const isMonthFirst = (locale: string) => {
  const parts = createFormat(locale, { dateStyle: 'short' }).formatToParts(0);
  const order = parts.map(({ type }) => type);
  return order.indexOf('month') < order.indexOf('day');
};

const ofAnyDay = (texts: string[]) => texts.map((text) => ({ text, mask: ANY_DAY }));

/** ISO 8601, English, and numbers in the order of the language. */
const createGeneralStyle = (locale: string): DateStyle => {
  const monthFirst = isMonthFirst(locale);
  const lines = createLru<Line[]>(24);
  const orderOf = (key: string) => (monthFirst ? [key, DAY] : [DAY, key]);
  const write = {
    usual: (key: string) => ofAnyDay([...englishTexts(key), ...numericTexts(key, orderOf(key))]),
    long: (key: string) => {
      const withWeekday = englishTexts(key).flatMap((text) =>
        WEEKDAYS.map((name, weekday) => ({
          text: `${name} ${text}`,
          mask: maskOfWeekday(weekday),
        }))
      );
      const short = [`${DAY}.${key}.${SHORT_YEAR}`, `${orderOf(key).join('/')}/${SHORT_YEAR}`];
      return [...withWeekday, ...ofAnyDay(short)];
    },
  };
  return {
    monthOf: isoMonthOf,
    mayBeLong: (tokens) => tokens.length >= WHOLE_DATE,
    linesOf: ({ key }, form) => lines(`${form} ${key}`, () => write[form](key)),
  };
};

const stylesOfLocales = createLru<DateStyle[]>(32);

/** Every style in which a reader of the language may write a date. */
export const dateStylesOf = (locale: string): DateStyle[] =>
  stylesOfLocales(locale, () => [createGeneralStyle(locale), createLanguageStyle(locale)]);
