import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { parseISO } from 'date-fns';
import { createLru } from '../lru';
import type { Range } from '../ranges';
import { intersect, isEmpty, mergeRanges } from '../ranges';
import { DAY_MS, FARTHEST_OFFSET_MS, instantsOf, offsetSegments } from '../zone-offsets';
import { dayLabelsOf } from './day-labels';
import { matchingDays } from './matching-days';
import { readingsOf } from './readings';
import { timeLabelsOf } from './time-labels';

interface DateSearchOptions {
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

/** No session starts outside of these instants. */
const POSSIBLE_STARTS: Range = { from: Date.UTC(1970, 0, 1), to: Date.UTC(2200, 0, 1) };

const wellFormedLocale = (locale: string) => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** The instants that are looked at; empty where there are none. */
const boundsOf = ({ earliest, latest }: DateSearchOptions): Range =>
  intersect({ from: Math.max(earliest, latest - MAX_SPAN_MS), to: latest + 1 }, POSSIBLE_STARTS);

/** `range` with what may belong to it in another time zone. */
const inAnyZone = ({ from, to }: Range): Range => ({
  from: from - FARTHEST_OFFSET_MS,
  to: to + FARTHEST_OFFSET_MS,
});

const dayNumber = (instant: number) => Math.floor(instant / DAY_MS);

/** Puts earlier ranges after later ones, joined where they touch. */
const append = (found: Range[], earlier: Range[]) => {
  for (const range of earlier) {
    const last = found.at(-1);
    if (last && last.from === range.to) last.from = range.from;
    else found.push(range);
  }
};

const rangesByLabel = (text: string, bounds: Range, options: DateSearchOptions): Range[] => {
  const locale = wellFormedLocale(options.locale);
  const { from, to } = inAnyZone(bounds);
  const days = { first: dayNumber(from), last: dayNumber(to) };
  const found: Range[] = [];
  for (const { day, times } of matchingDays(readingsOf(text, locale), locale, days)) {
    const instants = times.flatMap((time) => {
      const local = { from: day * DAY_MS + time.from, to: day * DAY_MS + time.to };
      const near = intersect(inAnyZone(local), bounds);
      return instantsOf(local, offsetSegments(options.timeZone, near));
    });
    append(found, mergeRanges(instants).reverse());
    if (found.length > MAX_RANGES) break;
  }
  return found;
};

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([.,]\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/i;

/**
 * The second, or the minute where it has none, of an ISO 8601 time that names its offset
 * (`2026-11-23T13:35:07.120Z`), as logs of servers have them. Nothing for any other text.
 */
const isoInstantRange = (text: string): Range[] => {
  const [iso, seconds, fraction = ''] = ISO_INSTANT.exec(text.trim()) ?? [];
  if (iso === undefined) return [];
  const from = parseISO(iso.toUpperCase().replace(fraction, '')).getTime();
  return [{ from, to: from + (seconds ? 1000 : 60_000) }];
};

/**
 * When the sessions started that a search text finds by their start: half-open ranges of epoch ms,
 * sorted, disjoint, the latest MAX_RANGES. None where the text is no date or time.
 *
 * A start is found if what the page shows for it, or another usual form, contains the text from the
 * beginning of a word or number on, whatever the case, white space and punctuation. The text may end
 * within a word, a time, a day or month (`Nov 2` finds November 2 and 20 to 29). A number alone finds
 * nothing but a year of four digits; an hour needs its minute, or AM or PM.
 *
 * Throws a RangeError where the text is a date and the time zone is unknown.
 */
export const startedAtRanges = (text: string, options: DateSearchOptions): Range[] => {
  const bounds = boundsOf(options);
  if (isEmpty(bounds)) return [];
  const named = isoInstantRange(text).map((range) => intersect(range, bounds));
  return mergeRanges([...rangesByLabel(text, bounds, options), ...named]).slice(-MAX_RANGES);
};

const FOUR_WEEKS = 28;

const prepare = async (locale: string): Promise<void> => {
  const today = dayNumber(Date.now());
  await yieldToEventLoop();
  timeLabelsOf(locale);
  for (let daysAgo = 0; daysAgo < 366; daysAgo += FOUR_WEEKS) {
    await yieldToEventLoop();
    dayLabelsOf(locale)(today - daysAgo);
  }
};

/** As many languages as labels are kept of. */
const prepared = createLru<Promise<void>>(32);

/**
 * Learns how a language writes the days of the last year and times of day, so that the first search for
 * a date in it is as fast as any other: a few milliseconds of work, once, with turns of the event loop
 * between.
 */
export const prepareDateSearch = (language: string): Promise<void> => {
  const locale = wellFormedLocale(language);
  return prepared(locale, () => prepare(locale));
};
