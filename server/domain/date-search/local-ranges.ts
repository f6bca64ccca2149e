import type { Range } from '../ranges';
import { mergeRanges } from '../ranges';
import { DAY_MS } from '../zone-offsets';
import { createDayMatcher, isNumber, tokensOf } from './date-text';
import type { DayLabels } from './day-labels';
import { dayLabelsOf } from './day-labels';
import type { Reading } from './readings';

interface Matcher {
  isOn: (labels: DayLabels) => boolean;
  times: Range[];
}

export interface LocalDays {
  /** Days since 1970-01-01 on the wall clock, both inclusive. */
  first: number;
  last: number;
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
const saysNothing = (date: string, { locale, last }: LocalDays) =>
  !tokensOf(date).some(isNumber) && dayLabelsOf(locale, yearOf(last)).every(createDayMatcher(date));

const createMatchers = (readings: Reading[], days: LocalDays): Matcher[] =>
  readings
    .filter(({ date }) => date === null || !saysNothing(date, days))
    .map(({ date, times }) => ({
      isOn: date === null ? () => true : createDayMatcher(date),
      times: times ?? WHOLE_DAY,
    }));

/** Puts an earlier range behind later ones, or joins it to the last of them. */
const append = (found: Range[], range: Range) => {
  const last = found.at(-1);
  if (last && last.from === range.to) last.from = range.from;
  else found.push({ ...range });
};

/**
 * Where the wall clock is (epoch ms, read as if it were UTC) when the readings hold: disjoint, latest
 * first, about `limit` at most, as the search goes back in time and stops there.
 */
export const localRanges = (readings: Reading[], days: LocalDays, limit: number): Range[] => {
  const matchers = createMatchers(readings, days);
  const labelsOf = createDayLookup(days.locale);
  const needsLabels = readings.some(({ date }) => date !== null);
  const noLabels = { usual: '', long: '' };
  const found: Range[] = [];

  for (let day = days.last; day >= days.first && found.length <= limit; day -= 1) {
    const labels = needsLabels ? labelsOf(day) : noLabels;
    const times = matchers.filter(({ isOn }) => isOn(labels)).flatMap((matcher) => matcher.times);
    for (const { from, to } of mergeRanges(times).reverse()) {
      append(found, { from: day * DAY_MS + from, to: day * DAY_MS + to });
    }
  }
  return found;
};
