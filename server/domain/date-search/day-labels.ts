import { createLru } from '../lru';
import { DAY_MS } from '../zone-offsets';
import { SLOTS, type SlotDigits } from './digit-slots';
import { foldDateText, padNumbers } from './fold';

const DAY = SLOTS.slice(0, 2);
const YEAR = SLOTS.slice(2);
const SHORT_YEAR = YEAR.slice(2);

/** A year and days whose digits no month has, so that they are found again in a folded text. */
const SAMPLE_YEAR = '2045';
const SAMPLE_SHORT_YEAR = /(?<!\d)45(?!\d)/;
const SAMPLE_DAY = 27;
const WEEK_OF_SAMPLES = [22, 23, 24, 25, 26, 27, 28];

/** One way to write some days of a month, folded (see fold.ts). */
export interface DayLabel {
  text: string;
  /** The days that are written so, to be compared with `digitsOf`. */
  days: SlotDigits;
  /** With the weekday or a two-digit year: found only by a whole date. */
  isLong: boolean;
}

export const ANY_DAY: SlotDigits = ' '.repeat(SLOTS.length + 1);
const onWeekday = (weekday: number): SlotDigits => ANY_DAY.slice(1) + String(weekday);

const dateOf = (day: number) => new Date(day * DAY_MS);
const isoDate = (day: number) => dateOf(day).toISOString().slice(0, 10);
const dayNumber = (date: string) => Date.parse(date) / DAY_MS;

/** Day, year and weekday of a day counted from 1970-01-01: `DDYYYYW`. */
export const digitsOf = (day: number): SlotDigits => {
  const [year, , dayOfMonth] = isoDate(day).split('-');
  return `${dayOfMonth}${year}${dateOf(day).getUTCDay()}`;
};

const createFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

/** Calendars with the months of the Gregorian one and other years. */
const GREGORIAN_MONTHS = ['buddhist', 'japanese', 'roc'];

/** Learns from `Intl` how a language writes days. */
const createLanguageLabels = (locale: string) => {
  const full = createFormat(locale, { dateStyle: 'full' });
  const usual = [
    createFormat(locale, { dateStyle: 'medium' }),
    createFormat(locale, { dateStyle: 'long' }),
    createFormat(locale, { year: 'numeric', month: 'long' }),
    createFormat(locale, { year: 'numeric', month: 'short' }),
    createFormat(locale, { month: 'long' }),
  ];

  const write = (format: Intl.DateTimeFormat, day: number, days: SlotDigits): DayLabel => ({
    text: padNumbers(foldDateText(format.format(dateOf(day)))),
    days,
    isLong: format === full,
  });

  const writeSample = (format: Intl.DateTimeFormat, date: string, days: SlotDigits) => {
    const label = write(format, dayNumber(date), days);
    const dayOfMonth = new RegExp(`(?<!\\d)${date.slice(-2)}(?!\\d)`);
    return { ...label, text: label.text.replace(dayOfMonth, DAY) };
  };

  /** The days of a month differ in digits and weekdays alone, so samples stand for all of them. */
  const ofSamples = (year: string, month: string): DayLabel[] => [
    ...usual.map((format) => writeSample(format, `${year}-${month}-${SAMPLE_DAY}`, ANY_DAY)),
    ...WEEK_OF_SAMPLES.map((dayOfMonth) => {
      const date = `${year}-${month}-${dayOfMonth}`;
      return writeSample(full, date, onWeekday(new Date(date).getUTCDay()));
    }),
  ];

  const ofAnyYear = (month: string): DayLabel[] =>
    ofSamples(SAMPLE_YEAR, month).map((label) => ({
      ...label,
      text: label.text.replace(SAMPLE_YEAR, YEAR).replace(SAMPLE_SHORT_YEAR, SHORT_YEAR),
    }));

  const ofYear = (year: string, month: string): DayLabel[] =>
    ofSamples(year, month).map((label) => ({ ...label, days: `  ${year}${label.days.slice(-1)}` }));

  const ofEachDay = (year: string, month: string): DayLabel[] => {
    const first = dayNumber(`${year}-${month}-01`);
    const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    const days = Array.from({ length }, (_, index) => first + index);
    return days.flatMap((day) =>
      [...usual, full].map((format) => write(format, day, digitsOf(day)))
    );
  };

  const { calendar } = full.resolvedOptions();
  const isGregorian = calendar === 'gregory';
  const ofMonth = (year: string, month: string): DayLabel[] => {
    if (isGregorian) return ofAnyYear(month);
    return GREGORIAN_MONTHS.includes(calendar) ? ofYear(year, month) : ofEachDay(year, month);
  };
  return { isGregorian, ofMonth };
};

const ENGLISH = ['en', 'en-GB'].map(createLanguageLabels);
const englishMonths = createLru<DayLabel[]>(12);

const englishLabels = (month: string) =>
  englishMonths(month, () => ENGLISH.flatMap(({ ofMonth }) => ofMonth(SAMPLE_YEAR, month)));

const isMonthFirst = (locale: string) => {
  const format = createFormat(locale, { dateStyle: 'short', calendar: 'gregory' });
  const shown = foldDateText(format.format(Date.UTC(2045, 10, SAMPLE_DAY)));
  return shown.indexOf('11') < shown.indexOf(String(SAMPLE_DAY));
};

/** ISO 8601, and numbers in the order of the language. `month` is `01` to `12`. */
const numericLabels = (month: string, monthFirst: boolean): DayLabel[] => {
  const [first, second] = monthFirst ? [month, DAY] : [DAY, month];
  const usual = [
    `${YEAR}-${month}-${DAY}`,
    `${YEAR}/${month}/${DAY}`,
    `${DAY}.${month}.${YEAR}`,
    `${first}/${second}/${YEAR}`,
    `${first}-${second}-${YEAR}`,
    `${month}/${YEAR}`,
  ];
  const short = [`${DAY}.${month}.${SHORT_YEAR}`, `${first}/${second}/${SHORT_YEAR}`];
  return [...usual, ...short].map((text) => ({
    text,
    days: ANY_DAY,
    isLong: short.includes(text),
  }));
};

const createDayLabels = (locale: string) => {
  const { isGregorian, ofMonth } = createLanguageLabels(locale);
  const monthFirst = isMonthFirst(locale);
  const known = createLru<DayLabel[]>(150);

  return (day: number): DayLabel[] => {
    const [year, month] = isoDate(day).split('-');
    return known(isGregorian ? month : `${year}-${month}`, () => [
      ...numericLabels(month, monthFirst),
      ...englishLabels(month),
      ...ofMonth(year, month),
    ]);
  };
};

const labelsOfLocales = createLru<ReturnType<typeof createDayLabels>>(32);

/**
 * How a reader of the language may write the days of a month, by any of its days (counted from
 * 1970-01-01): as the language does, in ISO 8601, English and numbers. The same array for months that
 * are written alike.
 */
export const dayLabelsOf = (locale: string): ((day: number) => DayLabel[]) =>
  labelsOfLocales(locale, () => createDayLabels(locale));
