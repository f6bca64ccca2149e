import type { Range } from '../ranges';

export interface DateSearchOptions {
  /** BCP 47 tag of the language in which the user reads the page. */
  locale: string;
  /** IANA name of the user's time zone. */
  timeZone: string;
  /** The first and the last start there is (epoch ms, both inclusive): nothing outside is answered. */
  earliest: number;
  latest: number;
}

/** At most so many ranges are answered, the latest ones, as each becomes a condition of a query. */
export const MAX_RANGES = 400;

/**
 * When sessions started whose start, as the page shows it, contains the text: half-open ranges of
 * epoch ms, sorted and disjoint, at most MAX_RANGES (the most recent).
 */
export const startedAtRanges = (text: string, options: DateSearchOptions): Range[] =>
  text && options.latest < options.earliest ? [] : [];
