import type { Range } from '../ranges';
import { intersect, isEmpty, mergeRanges } from '../ranges';
import { DAY_MS } from '../zone-offsets';
import { createDayMatcher, isNumber, tokensOf } from './date-text';
import type { DayLabels } from './day-labels';
import { dayLabelsOf } from './day-labels';
import type { Reading } from './readings';

interface Matcher {
  isOn: (labels: DayLabels) => boolean;
  times: Range[];
}

/** What the wall clock shows in the time that is searched (epoch ms, read as if it were UTC). */
export interface LocalTime extends Range {
  /** BCP 47, well-formed. */
  locale: string;
}

const WHOLE_DAY: Range[] = [{ from: 0, to: DAY_MS }];

const yearOf = (day: number) => new Date(day * DAY_MS).getUTCFullYear();

/** Looks days up by their number. Only days that are asked for cost anything, by the year. */
const createDayLookup = (locale: string) => {
  let year = { labels: [] as DayLabels[], first: 0 };
  return (day: number): DayLabels => {
    const isHere = day >= year.first && day < year.first + year.labels.length;
    if (!isHere) {
      const number = yearOf(day);
      year = { labels: dayLabelsOf(locale, number), first: Date.UTC(number, 0, 1) / DAY_MS };
    }
    return year.labels[day - year.first];
  };
};

/** Words that stand in each label of a year, such as Vietnamese "tháng", name no day. */
const saysNothing = (date: string, { locale, from }: LocalTime) =>
  !tokensOf(date).some(isNumber) &&
  dayLabelsOf(locale, new Date(from).getUTCFullYear()).every(createDayMatcher(date));

const createMatchers = (readings: Reading[], local: LocalTime): Matcher[] =>
  readings
    .filter(({ date }) => date === null || !saysNothing(date, local))
    .map(({ date, times }) => ({
      isOn: date === null ? () => true : createDayMatcher(date),
      times: times ?? WHOLE_DAY,
    }));

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

/**
 * Where the wall clock is (epoch ms, read as if it were UTC) when the readings hold: disjoint, latest
 * first, about `limit` at most, as the search goes back in time and stops there.
 */
export const localRanges = (readings: Reading[], local: LocalTime, limit: number): Range[] => {
  const matchers = createMatchers(readings, local);
  const labelsOf = createDayLookup(local.locale);
  const needsLabels = readings.some(({ date }) => date !== null);
  const noLabels = { usual: '', long: '' };
  const [first, last] = [local.from, local.to - 1].map((at) => Math.floor(at / DAY_MS));
  const found: Range[] = [];

  for (let day = last; day >= first && found.length <= limit; day -= 1) {
    const labels = needsLabels ? labelsOf(day) : noLabels;
    const times = matchers.filter(({ isOn }) => isOn(labels)).flatMap((matcher) => matcher.times);
    append(found, onDay(day, times, local));
  }
  return found;
};
