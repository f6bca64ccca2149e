import { createLru } from './lru';
import type { Range } from './ranges';
import { intersect, isEmpty } from './ranges';

export const DAY_MS = 86_400_000;

/** No zone has reverted a change of its offset in less than a week (America/Recife in 2000). */
const PROBE_STEP_MS = 3 * DAY_MS;

/** Offsets outside of these instants are taken to be those at the nearer end: `Intl` counts years by era further back. */
export const KNOWN_TIMES: Range = { from: Date.UTC(1900, 0, 1), to: Date.UTC(2200, 0, 1) };

/** In this range of instants (epoch ms) the zone's wall clock shows `instant + offset`, read as if it were UTC. */
export interface OffsetSegment extends Range {
  offset: number;
}

const WALL_CLOCK = /(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)/;

const createOffsetReader = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant: number) => {
    const known = Math.min(Math.max(instant, KNOWN_TIMES.from), KNOWN_TIMES.to);
    const second = Math.floor(known / 1000) * 1000;
    const [, month, day, year, ...time] = (WALL_CLOCK.exec(format.format(second)) ?? []).map(
      Number
    );
    return Date.UTC(year, month - 1, day, time[0], time[1], time[2]) - second;
  };
};

const readers = createLru<ReturnType<typeof createOffsetReader>>(64);

/**
 * Milliseconds that the zone's wall clock is ahead of UTC at `instant`. Read from `Intl`, as the
 * functions of date-fns-tz pass through the server's own time zone and stumble over its missing hour.
 * Throws a RangeError where the zone is unknown.
 */
export const offsetAt = (timeZone: string, instant: number): number =>
  readers(timeZone, () => createOffsetReader(timeZone))(instant);

/** The first instant in (`before`, `after`] that has the offset of `after`. */
const findTransition = (timeZone: string, before: number, after: number) => {
  const offset = offsetAt(timeZone, after);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
};

/** The zone's offsets over `range` (instants), in order and without a gap. */
export const offsetSegments = (timeZone: string, { from, to }: Range): OffsetSegment[] => {
  const segments = [{ from, to, offset: offsetAt(timeZone, from) }];
  for (let probe = from; probe < to; probe += PROBE_STEP_MS) {
    const next = Math.min(probe + PROBE_STEP_MS, to);
    const offset = offsetAt(timeZone, next);
    const last = segments[segments.length - 1];
    if (offset !== last.offset) {
      last.to = findTransition(timeZone, probe, next);
      segments.push({ from: last.to, to, offset });
    }
  }
  return segments.filter((segment) => !isEmpty(segment));
};

/**
 * When the wall clock showed `local` (epoch ms, read as if it were UTC): nothing for an hour that was
 * skipped, twice for one that was repeated.
 */
export const instantsOf = (local: Range, segments: OffsetSegment[]): Range[] =>
  segments
    .map((segment) =>
      intersect(segment, { from: local.from - segment.offset, to: local.to - segment.offset })
    )
    .filter((range) => !isEmpty(range));
