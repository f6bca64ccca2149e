import type { Range } from '../ranges';
import { intersect, isEmpty, mergeRanges } from '../ranges';
import { DAY_MS, instantsOf, KNOWN_TIMES, offsetAt, offsetSegments } from '../zone-offsets';
import { isoInstantRange } from './iso-instant';
import { localRanges } from './local-ranges';
import { readingsOf } from './readings';

// The first use of `Intl` in a process loads its data for 10 to 30 ms: at start rather than in a search.
new Intl.DateTimeFormat('en').format(0);

export interface DateSearchOptions {
  /** BCP 47 tag of the language in which the user reads the page; English where it isn't well-formed. */
  locale: string;
  /** IANA name of the user's time zone. */
  timeZone: string;
  /** The first and the last start there is (epoch ms, both inclusive): nothing outside is returned. */
  earliest: number;
  latest: number;
}

/** At most so many ranges are returned, the latest ones, as each becomes a condition of a query. */
export const MAX_RANGES = 400;

/** Starts longer before `latest` than this (12 years) are left out, so that no search takes long. */
export const MAX_SPAN_MS = 12 * 366 * DAY_MS;

const wellFormedLocale = (locale: string) => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** What the wall clock shows within the bounds; a change of the offset near one of them is met. */
const wallClockOf = ({ from, to }: Range, timeZone: string): Range => ({
  from: from + Math.min(offsetAt(timeZone, from), offsetAt(timeZone, from + DAY_MS)),
  to: to + Math.max(offsetAt(timeZone, to), offsetAt(timeZone, to - DAY_MS)),
});

const FARTHEST_OFFSET_MS = DAY_MS;

/** When the wall clock of the zone showed `local`, within the bounds. */
const instantsWithin = (bounds: Range, local: Range, timeZone: string): Range[] => {
  const near = { from: local.from - FARTHEST_OFFSET_MS, to: local.to + FARTHEST_OFFSET_MS };
  return instantsOf(local, offsetSegments(timeZone, intersect(near, bounds)));
};

/** The instants that are looked at; empty where there are none. */
const boundsOf = ({ earliest, latest }: DateSearchOptions): Range =>
  intersect({ from: Math.max(earliest, latest - MAX_SPAN_MS), to: latest + 1 }, KNOWN_TIMES);

/**
 * When the sessions started that a search text finds by their start: half-open ranges of epoch ms,
 * sorted, disjoint, within `earliest` and `latest`, at most MAX_RANGES of them (the latest; a time of
 * day alone has one for each day). None where the text is no date or time.
 *
 * A start is found if what the page shows for it contains the text, whatever the case, the white space
 * and the punctuation between words; so do other usual forms of it: ISO 8601, numbers in the
 * language's order or with dots, month names of the language and in English, 24 hours, AM and PM.
 * A match begins at the beginning of a word or number. It may end within a word, within a time and
 * within a day or month (`Nov 2` finds November 2 and 20 to 29); a year may be cut only behind a day
 * and month (`Nov 20` is one day). A number alone finds nothing, as it is in so many other texts,
 * except a year of four digits; an hour needs its minute, or AM or PM.
 *
 * Throws a RangeError where the text is a date and the time zone is unknown.
 */
export const startedAtRanges = (text: string, options: DateSearchOptions): Range[] => {
  const { timeZone } = options;
  const bounds = boundsOf(options);
  if (isEmpty(bounds)) return [];

  const locale = wellFormedLocale(options.locale);
  const readings = readingsOf(text, locale);
  const local = readings.length > 0 ? wallClockOf(bounds, timeZone) : { from: 0, to: 0 };
  const instants = localRanges(readings, { local, locale, limit: MAX_RANGES }).flatMap((range) =>
    instantsWithin(bounds, range, timeZone)
  );
  const named = isoInstantRange(text).map((range) => intersect(range, bounds));
  return mergeRanges([...instants, ...named]).slice(-MAX_RANGES);
};
