import { createLru } from '../lru';
import { DAY_MS } from '../zone-offsets';
import { asciiDigits, foldDateTexts, padNumbers } from './fold';

/** Private characters used in a line for the digits of a day (two) and of a year (four). */
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

/** The index in a mask of the digit that this placeholder is for; -1 for any other character. */
export const indexInMask = (char: string): number => {
  const index = char.charCodeAt(0) - FIRST_PLACEHOLDER;
  return index >= 0 && index < PLACEHOLDERS.length ? index : -1;
};

/** A folded text (see fold.ts) with placeholders, which the days that fit the mask are written by. */
export interface Line {
  text: string;
  mask: DayMask;
  /** With the weekday or a two-digit year: found only by a whole date. */
  isLong: boolean;
}

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
  /** The same array for months that are written alike. Lines with weekdays are dear, and only on demand. */
  linesOf: (month: CalendarMonth, withWeekdays: boolean) => Line[];
}

const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

/** `DDYYYYW`, to be compared with masks. */
export const digitsOf = (day: number, { year, first }: CalendarMonth): string =>
  `${String(day - first + 1).padStart(2, '0')}${year}${weekdayOf(day)}`;

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
const patternOf = (format: Intl.DateTimeFormat, number: number, { first, year }: CalendarMonth) => {
  const written = ({ type, value }: Intl.DateTimeFormatPart) => {
    if (type === 'day')
      return Number(asciiDigits(value)) === number - first + 1 ? SAMPLE_DAY : value;
    if (!YEAR_PARTS.includes(type)) return value;
    const digits = asciiDigits(value);
    if (digits === year) return SAMPLE_YEAR;
    return digits === year.slice(2) ? SAMPLE_SHORT_YEAR : value;
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

const foldLines = (lines: Line[]): Line[] =>
  foldDateTexts(lines.map(({ text }) => text)).map((text, index) => ({
    ...lines[index],
    text: withPlaceholders(text),
  }));

/** Days of a month that are compared with its middle; it takes the last one to be long enough. */
const DAYS_COMPARED = [7, 21, 27];
/** How far away the same month of another year is, by whole weeks, in calendars of the sun and the moon. */
const YEARS_COMPARED = [364, -364, 385, -385];

const range = (length: number, first: number) =>
  Array.from({ length }, (_, index) => first + index);

/**
 * Learns from `Intl` how a language writes the days of a month, from samples. Where its days differ
 * in more than digits, as in the Chinese calendar, each day is formatted by itself.
 */
const createLanguageStyle = (locale: string): DateStyle => {
  const medium = createFormat(locale, { dateStyle: 'medium' });
  const full = createFormat(locale, { dateStyle: 'full' });
  const usual = [
    medium,
    createFormat(locale, { dateStyle: 'long' }),
    createFormat(locale, { year: 'numeric', month: 'long' }),
    createFormat(locale, { year: 'numeric', month: 'short' }),
    createFormat(locale, { month: 'long' }),
  ];
  const { calendar } = medium.resolvedOptions();
  const monthOf = calendar === 'gregory' ? isoMonthOf : createMonthReader(calendar);
  const lines = createLru<Line[]>(600);

  const write = (formats: Intl.DateTimeFormat[], day: number, mask: DayMask): Line[] => {
    const month = monthOf(day);
    return formats.map((format) => ({
      text: patternOf(format, day, month),
      mask,
      isLong: format === full,
    }));
  };

  const isRegular = (month: CalendarMonth, formats: Intl.DateTimeFormat[]) => {
    const patternsOf = (day: number, of: Intl.DateTimeFormat[]) =>
      write(of, day, ANY_DAY)
        .map(({ text }) => text)
        .join();
    const middle = month.first + 14;
    const isSame = (day: number) => {
      const compared = (day - middle) % 7 === 0 ? formats : usual;
      return patternsOf(day, compared) === patternsOf(middle, compared);
    };
    const otherYears = YEARS_COMPARED.map((days) => middle + days);
    return [
      ...DAYS_COMPARED.map((days) => month.first + days),
      ...otherYears.filter((day) => monthOf(day).key === month.key),
    ].every((day) => monthOf(day).key === month.key && isSame(day));
  };

  const ofEachDay = (month: CalendarMonth, formats: Intl.DateTimeFormat[]) =>
    range(32, month.first)
      .filter((day) => monthOf(day).first === month.first)
      .flatMap((day) => write(formats, day, digitsOf(day, month)));

  const ofAllDays = (month: CalendarMonth, withWeekdays: boolean) => [
    ...write(usual, month.first + 14, ANY_DAY),
    ...range(withWeekdays ? 7 : 0, month.first + 14).flatMap((day) =>
      write([full], day, maskOfWeekday(weekdayOf(day)))
    ),
  ];

  return {
    monthOf,
    linesOf: (month, withWeekdays) => {
      const formats = withWeekdays ? [...usual, full] : usual;
      const key = `${withWeekdays} ${month.key}`;
      const shared = lines(key, () =>
        isRegular(month, formats) ? foldLines(ofAllDays(month, withWeekdays)) : []
      );
      if (shared.length > 0) return shared;
      return lines(`${key} ${month.first}`, () => foldLines(ofEachDay(month, formats)));
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

/** ISO 8601, English, and numbers in the order of the language. */
const createGeneralStyle = (locale: string): DateStyle => {
  const monthFirst = isMonthFirst(locale);
  const lines = createLru<Line[]>(12);
  const write = (month: string) => {
    const order = monthFirst ? [month, DAY] : [DAY, month];
    const line = (text: string, isLong: boolean, mask = ANY_DAY) => ({ text, mask, isLong });
    const english = englishTexts(month);
    return [
      ...[...english, ...numericTexts(month, order)].map((text) => line(text, false)),
      ...english.flatMap((text) =>
        WEEKDAYS.map((name, day) => line(`${name} ${text}`, true, maskOfWeekday(day)))
      ),
      line(`${DAY}.${month}.${SHORT_YEAR}`, true),
      line(`${order.join('/')}/${SHORT_YEAR}`, true),
    ];
  };
  return { monthOf: isoMonthOf, linesOf: ({ key }) => lines(key, () => write(key)) };
};

const stylesOfLocales = createLru<DateStyle[]>(32);

/** Every style in which a reader of the language may write a date. */
export const dateStylesOf = (locale: string): DateStyle[] =>
  stylesOfLocales(locale, () => [createGeneralStyle(locale), createLanguageStyle(locale)]);
