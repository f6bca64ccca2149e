import type { Range } from '../ranges';
import { intersect, isEmpty, mergeRanges } from '../ranges';
import { DAY_MS } from '../zone-offsets';
import { fitsMask, masksOf } from './date-text';
import { isNumber, tokensOf, WHOLE_DATE } from './fold';
import type { CalendarMonth, DateStyle, DayMask, Line } from './month-lines';
import { dateStylesOf, digitsOf } from './month-lines';
import type { Reading } from './readings';

/** Times of day on the days that fit the mask. */
interface Match {
  mask: DayMask;
  times: Range[];
}

/** Days counted from 1970-01-01, both included. */
interface Days {
  first: number;
  last: number;
}

const WHOLE_DAY: Range[] = [{ from: 0, to: DAY_MS }];

const matchesIn = (lines: Line[], readings: Reading[]): Match[] =>
  readings.flatMap(({ date, times }) =>
    masksOf(lines, date ?? '').map((mask) => ({ mask, times: times ?? WHOLE_DAY }))
  );

const mayNameWeekday = ({ date }: Reading) => {
  const tokens = tokensOf(date ?? '');
  return tokens.length >= WHOLE_DATE && !tokens.every(isNumber);
};

/** Times of a day in one style. Days are asked for from the latest back, and months that are written alike are compared once. */
const createDayMatcher = (readings: Reading[], style: DateStyle) => {
  const withWeekdays = readings.some(mayNameWeekday);
  const known = new Map<Line[], Match[]>();
  let month: CalendarMonth | null = null;
  let matches: Match[] = [];

  return (day: number) => {
    if (!month || day < month.first) {
      month = style.monthOf(day);
      const lines = style.linesOf(month, withWeekdays);
      matches = known.get(lines) ?? matchesIn(lines, readings);
      known.set(lines, matches);
    }
    if (matches.length === 0) return { times: [], nextDay: month.first - 1 };
    const digits = digitsOf(day, month);
    const times = matches.filter(({ mask }) => fitsMask(digits, mask)).flatMap((m) => m.times);
    return { times, nextDay: day - 1 };
  };
};

/** The days, latest first, on which one of the readings holds, and the times of day. Months without any are skipped. */
function* matchingDays(readings: Reading[], locale: string, { first, last }: Days) {
  const dated = readings.filter(({ date }) => date !== null);
  const daily = readings.flatMap(({ date, times }) => (date === null ? (times ?? []) : []));
  const matchers =
    dated.length > 0 ? dateStylesOf(locale).map((style) => createDayMatcher(dated, style)) : [];

  for (let day = last; day >= first; ) {
    const today = day;
    const found = matchers.map((timesOn) => timesOn(today));
    const times = [...daily, ...found.flatMap((one) => one.times)];
    if (times.length > 0) yield { day, times };
    day = daily.length > 0 ? day - 1 : Math.max(first - 1, ...found.map(({ nextDay }) => nextDay));
  }
}

const yearOf = (day: number): Days => {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  return { first: Date.UTC(year, 0, 1) / DAY_MS, last: Date.UTC(year, 11, 31) / DAY_MS };
};

/** Words that are in each line of a year, such as Vietnamese "tháng", name no day. */
const namesDay = (reading: Reading, locale: string, day: number) => {
  if (reading.date === null || tokensOf(reading.date).some(isNumber)) return true;
  const year = yearOf(day);
  let missing = year.last + 1;
  for (const found of matchingDays([{ ...reading, times: null }], locale, year)) {
    if (found.day < missing - 1) return true;
    missing = found.day;
  }
  return missing > year.first;
};

/** Puts earlier ranges behind later ones, joined where they touch. */
const append = (found: Range[], earlier: Range[]) => {
  for (const range of earlier) {
    const last = found.at(-1);
    if (last && last.from === range.to) last.from = range.from;
    else found.push(range);
  }
};

/** Times of a day as wall clock time, latest first. */
const onDay = (day: number, times: Range[], local: Range): Range[] =>
  mergeRanges(times)
    .map(({ from, to }) => ({ from: day * DAY_MS + from, to: day * DAY_MS + to }))
    .map((range) => intersect(range, local))
    .filter((range) => !isEmpty(range))
    .reverse();

interface LocalRangesOptions {
  /** Where the wall clock is in the time that is searched (epoch ms, read as if it were UTC). */
  local: Range;
  /** BCP 47, well-formed. */
  locale: string;
  limit: number;
}

/**
 * Where the wall clock is (epoch ms, read as if it were UTC) when the readings hold: disjoint, latest
 * first, about `limit` at most, as the search goes back in time and stops there.
 */
export const localRanges = (
  readings: Reading[],
  { local, locale, limit }: LocalRangesOptions
): Range[] => {
  const [first, last] = [local.from, local.to - 1].map((at) => Math.floor(at / DAY_MS));
  const possible = readings.filter((reading) => namesDay(reading, locale, first));
  const found: Range[] = [];
  for (const { day, times } of matchingDays(possible, locale, { first, last })) {
    append(found, onDay(day, times, local));
    if (found.length > limit) break;
  }
  return found;
};
