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

/** About 250 KB each. */
const KEPT_YEARS = 32;
const labelsOfYears = createLru<DayLabels[]>(KEPT_YEARS);

const createDayFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

const createUsualFormats = (locale: string) => [
  createDayFormat(locale, { dateStyle: 'medium' }),
  createDayFormat(locale, { dateStyle: 'long' }),
  createDayFormat(locale, { year: 'numeric', month: 'long' }),
  createDayFormat(locale, { year: 'numeric', month: 'short' }),
  createDayFormat(locale, { month: 'long' }),
];

const createLongFormats = (locale: string) => [createDayFormat(locale, { dateStyle: 'full' })];

/** What the formats write for each of the days, folded together, as folding is what takes the time. */
const writeAll = (formats: Intl.DateTimeFormat[], days: number[]): string[][] => {
  const written = days.map((day) => formats.map((format) => format.format(day)));
  const distinct = [...new Set(written.flat())];
  const folded = foldDateTexts(distinct).map(padNumbers);
  const foldedOf = new Map(distinct.map((text, index) => [text, folded[index]]));
  return written.map((texts) => texts.map((text) => foldedOf.get(text) ?? text));
};

const ENGLISH_MONTH = createDayFormat('en', { month: 'long' });
const ENGLISH_WEEKDAY = createDayFormat('en', { weekday: 'long' });

const englishLabels = (instant: number, iso: string) => {
  const [year, , day] = iso.split('-');
  const month = ENGLISH_MONTH.format(instant).toLowerCase();
  const weekday = ENGLISH_WEEKDAY.format(instant).toLowerCase();
  const usual = [month.slice(0, 3), month].flatMap((name) => [
    `${name} ${day} ${year}`,
    `${day} ${name} ${year}`,
  ]);
  return { usual, long: usual.map((label) => `${weekday} ${label}`) };
};

/** Whether 11/23 or 23/11 is November 23 to readers of the language. */
const isMonthFirst = (locale: string) => {
  const parts = createDayFormat(locale, { dateStyle: 'short' }).formatToParts(0);
  const order = parts.map(({ type }) => type);
  return order.indexOf('month') < order.indexOf('day');
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
  const days = daysOf(year);
  const usual = writeAll(createUsualFormats(locale), days);
  const long = writeAll(createLongFormats(locale), days);
  const monthFirst = isMonthFirst(locale);

  return days.map((day, index) => {
    const iso = new Date(day).toISOString().slice(0, 10);
    const english = englishLabels(day, iso);
    const numeric = numericLabels(iso, monthFirst);
    return {
      usual: asLines([...usual[index], ...english.usual, ...numeric.usual]),
      long: asLines([...long[index], ...english.long, ...numeric.long]),
    };
  });
};

/** The labels of each day of a calendar year, from January 1 on, in the language and in English. */
export const dayLabelsOf = (locale: string, year: number): DayLabels[] =>
  labelsOfYears(`${locale} ${year}`, () => labelYear(locale, year));
