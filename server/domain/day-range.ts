import { DAY_MS, FARTHEST_OFFSET_MS, offsetAt, offsetSegments } from './zone-offsets';

interface DayRangeQuery {
  /** The first calendar day, `YYYY-MM-DD`. */
  from?: string;
  /** The last calendar day, inclusive. */
  to?: string;
  /** IANA name. */
  timeZone: string;
}

/** The first instant at which the zone's wall clock shows `midnight` (epoch ms, read as if it were UTC) or later. */
const firstInstantFrom = (midnight: number, timeZone: string) =>
  offsetSegments(timeZone, {
    from: midnight - FARTHEST_OFFSET_MS,
    to: midnight + FARTHEST_OFFSET_MS,
  })
    .map(({ from, to, offset }) => ({ from: Math.max(from, midnight - offset), to }))
    .find(({ from, to }) => from < to)?.from;

/**
 * The instants (epoch ms, half-open: `from <= startedAt < to`) of calendar days in a time zone,
 * whatever daylight saving does to their length. A side that isn't asked for is left out; a day that
 * the zone skipped gives an empty range. Throws a RangeError where the zone is unknown.
 */
export const dayRange = ({
  from,
  to,
  timeZone,
}: DayRangeQuery): { from?: number; to?: number } => ({
  ...(from && { from: firstInstantFrom(Date.parse(from), timeZone) }),
  ...(to && { to: firstInstantFrom(Date.parse(to) + DAY_MS, timeZone) }),
});

/** The calendar day `YYYY-MM-DD` that `instant` (epoch ms) falls on in the time zone. Throws a RangeError where either is impossible. */
export const dayOf = (instant: number, timeZone: string): string =>
  new Date(instant + offsetAt(timeZone, instant)).toISOString().slice(0, 10);

/** The calendar days up to that of an instant (epoch ms), oldest first, each with the instant at which it began. */
export const lastDays = (
  instant: number,
  timeZone: string,
  count: number
): { day: string; from: number }[] => {
  const last = Date.parse(dayOf(instant, timeZone));
  return Array.from({ length: count }, (_, index) => {
    const midnight = last - (count - 1 - index) * DAY_MS;
    const day = new Date(midnight).toISOString().slice(0, 10);
    return { day, from: firstInstantFrom(midnight, timeZone) ?? midnight };
  });
};
