import { createLru } from '../lru';
import { DAY_MS } from '../zone-offsets';
import { foldDateTexts, padNumbers } from './fold';

/** How a day may be written: folded lines (see fold.ts), each between two line ends. */
export interface DayLabels {
  /** As the page shows it, and other usual forms of the same. */
  usual: string;
  /** Longer forms, with the weekday or a two-digit year. */
  long: string;
}

/** How a language writes days. */
interface DayFormats {
  usual: Intl.DateTimeFormat[];
  long: Intl.DateTimeFormat[];
  ofMonth: Intl.DateTimeFormat[];
  /** Whether its months are those of ISO dates, so that their days share one text. */
  isGregorian: boolean;
  /** Whether 11/23 or 23/11 is November 23. */
  isMonthFirst: boolean;
}

/** About 250 KB each. */
const KEPT_YEARS = 32;
const labelsOfYears = createLru<DayLabels[]>(KEPT_YEARS);
const formatsOfLocales = createLru<DayFormats>(32);

const createDayFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const isMonthFirst = (format: Intl.DateTimeFormat) => {
  const order = format.formatToParts(0).map(({ type }) => type);
  return order.indexOf('month') < order.indexOf('day');
};

const createDayFormats = (locale: string): DayFormats => {
  const short = createDayFormat(locale, { dateStyle: 'short' });
  return {
    usual: [
      createDayFormat(locale, { dateStyle: 'medium' }),
      createDayFormat(locale, { dateStyle: 'long' }),
    ],
    long: [createDayFormat(locale, { dateStyle: 'full' })],
    ofMonth: [
      createDayFormat(locale, { year: 'numeric', month: 'long' }),
      createDayFormat(locale, { year: 'numeric', month: 'short' }),
      createDayFormat(locale, { month: 'long' }),
    ],
    isGregorian: short.resolvedOptions().calendar === 'gregory',
    isMonthFirst: isMonthFirst(short),
  };
};

/** Folds the texts of each day; all at once, as folding is what takes the time. */
const foldAll = (texts: string[][]): string[][] => {
  const distinct = [...new Set(texts.flat())];
  const folded = foldDateTexts(distinct).map(padNumbers);
  const foldedOf = new Map(distinct.map((text, index) => [text, folded[index]]));
  return texts.map((ofDay) => ofDay.map((text) => foldedOf.get(text) ?? text));
};

const writeMonths = ({ ofMonth, isGregorian }: DayFormats, days: number[]) => {
  const written = createLru<string[]>(days.length);
  return days.map((day) => {
    const key = isGregorian ? new Date(day).getUTCMonth() : day;
    return written(String(key), () => ofMonth.map((format) => format.format(day)));
  });
};

const writeUsual = (formats: DayFormats, days: number[]) => {
  const ofMonths = writeMonths(formats, days);
  return foldAll(
    days.map((day, index) => [
      ...formats.usual.map((format) => format.format(day)),
      ...ofMonths[index],
    ])
  );
};

const writeLong = ({ long }: DayFormats, days: number[]) =>
  foldAll(days.map((day) => long.map((format) => format.format(day))));

/** English names of what `instants` differ in. */
const englishNames = (options: Intl.DateTimeFormatOptions, instants: number[]) => {
  const format = createDayFormat('en', options);
  return instants.map((instant) => format.format(instant).toLowerCase());
};

const ENGLISH_MONTHS = englishNames(
  { month: 'long' },
  Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month))
);
/** From Sunday on, as `getUTCDay` counts. */
const ENGLISH_WEEKDAYS = englishNames(
  { weekday: 'long' },
  Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 1, 1 + day))
);

const englishLabels = (instant: number, iso: string) => {
  const [year, , day] = iso.split('-');
  const month = ENGLISH_MONTHS[new Date(instant).getUTCMonth()];
  const weekday = ENGLISH_WEEKDAYS[new Date(instant).getUTCDay()];
  const usual = [month.slice(0, 3), month].flatMap((name) => [
    `${name} ${day} ${year}`,
    `${day} ${name} ${year}`,
  ]);
  return { usual, long: usual.map((label) => `${weekday} ${label}`) };
};

const numericLabels = (iso: string, monthFirst: boolean) => {
  const [year, month, day] = iso.split('-');
  const [first, second] = monthFirst ? [month, day] : [day, month];
  return {
    usual: [
      iso,
      `${year}/${month}/${day}`,
      `${day}.${month}.${year}`,
      `${first}/${second}/${year}`,
      `${first}-${second}-${year}`,
      `${month}/${year}`,
    ],
    long: [`${day}.${month}.${year.slice(2)}`, `${first}/${second}/${year.slice(2)}`],
  };
};

const asLines = (labels: string[]) => `\n${[...new Set(labels)].join('\n')}\n`;

const daysOf = (year: number) => {
  const [first, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return Array.from({ length: (end - first) / DAY_MS }, (_, day) => first + day * DAY_MS);
};

const labelYear = (locale: string, year: number): DayLabels[] => {
  const formats = formatsOfLocales(locale, () => createDayFormats(locale));
  const days = daysOf(year);
  const usual = writeUsual(formats, days);
  const long = writeLong(formats, days);

  return days.map((day, index) => {
    const iso = new Date(day).toISOString().slice(0, 10);
    const english = englishLabels(day, iso);
    const numeric = numericLabels(iso, formats.isMonthFirst);
    return {
      usual: asLines([...usual[index], ...english.usual, ...numeric.usual]),
      long: asLines([...long[index], ...english.long, ...numeric.long]),
    };
  });
};

/** The labels of each day of a calendar year, from January 1 on, in the language and in English. */
export const dayLabelsOf = (locale: string, year: number): DayLabels[] =>
  labelsOfYears(`${locale} ${year}`, () => labelYear(locale, year));
