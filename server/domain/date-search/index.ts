import type { Range } from '../ranges';
import { intersect, isEmpty, mergeRanges } from '../ranges';
import type { OffsetSegment } from '../zone-offsets';
import { DAY_MS, instantsOf, KNOWN_TIMES, offsetSegments } from '../zone-offsets';
import { dayLabelsOf } from './day-labels';
import { isoInstantRange } from './iso-instant';
import { localRanges } from './local-ranges';
import { readingsOf } from './readings';
import { timeLabelsOf } from './time-labels';

export interface DateSearchOptions {
  /** BCP 47 tag of the language in which the user reads the page; English where it isn't well-formed. */
  locale: string;
  /** IANA name of the user's time zone. */
  timeZone: string;
  /** The first and the last start there is (epoch ms, both inclusive): nothing outside is answered. */
  earliest: number;
  latest: number;
}

/** At most so many ranges are answered, the latest ones, as each becomes a condition of a query. */
export const MAX_RANGES = 400;

/** Starts longer before `latest` than this (12 years) are not looked at, so that no search takes long. */
export const MAX_SPAN_MS = 12 * 366 * DAY_MS;

const wellFormedLocale = (locale: string) => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** What the wall clock shows between the first and the last instant of the segments. */
const wallClockOf = (segments: OffsetSegment[]): Range => ({
  from: Math.min(...segments.map(({ from, offset }) => from + offset)),
  to: Math.max(...segments.map(({ to, offset }) => to + offset)),
});

/** The instants that are looked at; empty where there are none. */
const boundsOf = ({ earliest, latest }: DateSearchOptions): Range =>
  intersect({ from: Math.max(earliest, latest - MAX_SPAN_MS), to: latest + 1 }, KNOWN_TIMES);

const yearOf = (instant: number) => new Date(instant).getUTCFullYear();

/**
 * What the first search in a language or time zone costs, a year at a time: whoever goes through it
 * may let others have their turn after each step (some milliseconds). `startedAtRanges` then finds it
 * kept. Throws a RangeError where the time zone is unknown.
 */
export function* prepareYears(options: DateSearchOptions): Generator<number> {
  const bounds = boundsOf(options);
  if (isEmpty(bounds)) return;
  const locale = wellFormedLocale(options.locale);
  for (let year = yearOf(bounds.from); year <= yearOf(bounds.to); year += 1) {
    const start = Date.UTC(year, 0, 1);
    offsetSegments(options.timeZone, { from: start, to: start + DAY_MS });
    yield year;
    dayLabelsOf(locale, year);
    yield year;
  }
}

/**
 * When the sessions started that a search text finds by their start: half-open ranges of epoch ms,
 * sorted, disjoint, within `earliest` and `latest`, at most MAX_RANGES of them (the latest; a time of
 * day alone has one for each day). None where the text is no date or time. Any text is harmless.
 *
 * A start is found if what the page shows for it contains the text, whatever the case, the white space
 * and the punctuation between words; so do other usual forms of it: ISO 8601, numbers in the
 * language's order or with dots, month names of the language and in English, 24 hours, AM and PM.
 * A match begins at the beginning of a word or number. It may end within a word, within a time and
 * within a day or month (`Nov 2` finds November 2 and 20 to 29); a year may be cut only behind a day
 * and month (`Nov 20` is one day). A number alone finds nothing, as it is in so many other texts,
 * except a year of four digits; an hour needs its minute, or AM or PM.
 *
 * Throws a RangeError where the time zone is unknown.
 */
export const startedAtRanges = (text: string, options: DateSearchOptions): Range[] => {
  const { timeZone } = options;
  const bounds = boundsOf(options);
  if (isEmpty(bounds)) return [];

  const locale = wellFormedLocale(options.locale);
  const readings = readingsOf(text, timeLabelsOf(locale));
  const segments = offsetSegments(timeZone, bounds);
  const instants = localRanges(readings, { ...wallClockOf(segments), locale }, MAX_RANGES).flatMap(
    (range) => instantsOf(range, segments)
  );
  const named = isoInstantRange(text).map((range) => intersect(range, bounds));
  return mergeRanges([...instants, ...named]).slice(-MAX_RANGES);
};
