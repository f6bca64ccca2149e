import { parseISO } from 'date-fns';
import type { OffsetSegment } from './zone-offsets';
import { DAY_MS, offsetAt, offsetSegments } from './zone-offsets';

/** Further than any zone's clock is from UTC. */
const FARTHEST_OFFSET_MS = DAY_MS;

export interface DayRangeQuery {
  /** The first calendar day, `YYYY-MM-DD`. */
  from?: string;
  /** The last calendar day, inclusive. */
  to?: string;
  /** IANA name. */
  timeZone: string;
}

const utcMidnight = (day: string) => parseISO(`${day}T00:00:00Z`).getTime();

const segmentsAround = (midnight: number, timeZone: string) =>
  offsetSegments(timeZone, {
    from: midnight - FARTHEST_OFFSET_MS,
    to: midnight + FARTHEST_OFFSET_MS,
  });

/** The first instant at which the wall clock shows `midnight` or later. */
const firstInstantFrom = (midnight: number, segments: OffsetSegment[]) =>
  segments
    .map((segment) => ({ ...segment, from: Math.max(segment.from, midnight - segment.offset) }))
    .find(({ from, to }) => from < to)?.from;

/** The first instant from which on the wall clock never again shows a time before `midnight`. */
const lastInstantBefore = (midnight: number, segments: OffsetSegment[]) =>
  segments
    .map((segment) => ({ ...segment, to: Math.min(segment.to, midnight - segment.offset) }))
    .filter(({ from, to }) => from < to)
    .at(-1)?.to;

const startOfDay = (day: string, timeZone: string) => {
  const midnight = utcMidnight(day);
  return firstInstantFrom(midnight, segmentsAround(midnight, timeZone));
};

const endOfDay = (day: string, timeZone: string) => {
  const midnight = utcMidnight(day) + DAY_MS;
  return lastInstantBefore(midnight, segmentsAround(midnight, timeZone));
};

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
  ...(from === undefined ? {} : { from: startOfDay(from, timeZone) }),
  ...(to === undefined ? {} : { to: endOfDay(to, timeZone) }),
});

/** The calendar day `YYYY-MM-DD` that `instant` (epoch ms) falls on in the time zone. Throws a RangeError where either is impossible. */
export const dayOf = (instant: number, timeZone: string): string =>
  new Date(instant + offsetAt(timeZone, instant)).toISOString().slice(0, 10);
