import type { Range } from '../ranges';
import { DAY_MS } from '../zone-offsets';
import { ANY_DAY, dayLabelsOf, digitsOf, type DayLabel } from './day-labels';
import { digitsAt, SLOTS, type SlotDigits } from './digit-slots';
import { isNumber, tokensOf, WHOLE_DATE } from './fold';
import type { Reading } from './readings';

/** Days counted from 1970-01-01, both included. */
interface Days {
  first: number;
  last: number;
}

/** Times of day on the days that have these digits. */
interface Match {
  days: SlotDigits;
  times: Range[];
}

const BOUNDARIES = ' .:/-';
const WHOLE_DAY: Range[] = [{ from: 0, to: DAY_MS }];

const DIGITS_AT_END = new RegExp(`[\\d${SLOTS}]*$`);
const DIGITS_AT_START = new RegExp(`^[\\d${SLOTS}]*`);

/**
 * Whether the text may stop at `end`. Words may be cut anywhere, as when they are being typed. Of a
 * number only a day or month may be (`Nov 2`, soon `Nov 23`), and a year where a whole date leads to
 * it: `Nov 20` isn't the beginning of `Nov 2026`.
 */
const mayEndAt = (label: string, end: number, isWholeDate: boolean) => {
  const [before = ''] = DIGITS_AT_END.exec(label.slice(0, end)) ?? [];
  const [after = ''] = DIGITS_AT_START.exec(label.slice(end)) ?? [];
  return isWholeDate || before === '' || after === '' || before.length + after.length === 2;
};

/** The digits of all days in whose labels a folded text is found. */
const daysIn = (labels: DayLabel[], text: string): SlotDigits[] => {
  const isWholeDate = tokensOf(text).length >= WHOLE_DATE;
  const literals = text.match(/[^\d ]+/g) ?? [];
  const found = new Set<SlotDigits>();
  for (const { text: label, days, isLong } of labels) {
    if (isLong && !isWholeDate) continue;
    // Slots are for digits alone, so this excludes most labels at little cost.
    if (!literals.every((literal) => label.includes(literal))) continue;
    for (let start = 0; start + text.length <= label.length; start += 1) {
      if (start > 0 && !BOUNDARIES.includes(label[start - 1])) continue;
      const digits = digitsAt(label, start, text, days);
      if (digits !== null && mayEndAt(label, start + text.length, isWholeDate)) found.add(digits);
    }
  }
  return [...found];
};

const matchesIn = (labels: DayLabel[], readings: Reading[]): Match[] =>
  readings.flatMap(({ date, times }) =>
    (date === null ? [ANY_DAY] : daysIn(labels, date)).map((days) => ({
      days,
      times: times ?? WHOLE_DAY,
    }))
  );

const isAmong = (days: SlotDigits, digits: SlotDigits) =>
  [...days].every((digit, index) => digit === ' ' || digit === digits[index]);

/** The days on which one of the readings holds and the times of day then, the latest day first. */
function* daysBack(readings: Reading[], locale: string, { first, last }: Days) {
  const labelsOf = dayLabelsOf(locale);
  const known = new Map<DayLabel[], Match[]>();
  for (let day = last; day >= first; day -= 1) {
    const labels = labelsOf(day);
    const matches = known.get(labels) ?? matchesIn(labels, readings);
    known.set(labels, matches);
    const digits = matches.length > 0 ? digitsOf(day) : '';
    const times = matches.filter(({ days }) => isAmong(days, digits)).flatMap((m) => m.times);
    if (times.length > 0) yield { day, times };
  }
}

const DAYS_OF_YEAR = 366;

/** Words that are in each label of a year, such as Vietnamese "tháng", name no day. */
const namesDay = (reading: Reading, locale: string, last: number) => {
  if (reading.date === null || tokensOf(reading.date).some(isNumber)) return true;
  const year = { first: last - DAYS_OF_YEAR + 1, last };
  return [...daysBack([reading], locale, year)].length < DAYS_OF_YEAR;
};

/** The days on which one of the readings holds and the times of day (ms) then, the latest day first. */
export const matchingDays = (readings: Reading[], locale: string, days: Days) => {
  const possible = readings.filter((reading) => namesDay(reading, locale, days.last));
  return possible.length > 0 ? daysBack(possible, locale, days) : [];
};
