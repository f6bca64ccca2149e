import { createLru } from './lru';
import type { Range } from './ranges';
import { intersect, isEmpty } from './ranges';

export const DAY_MS = 86_400_000;

/** Further than any zone's clock is from UTC. */
export const FARTHEST_OFFSET_MS = DAY_MS;

/** In this range of instants (epoch ms) the zone's wall clock shows `instant + offset`, read as if it were UTC. */
interface OffsetSegment extends Range {
  offset: number;
}

const OFFSET = /GMT(?:([+-]\d\d):(\d\d)(?::(\d\d))?)?$/;

const createOffsetReader = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (instant: number) => {
    const [, hours = '+00', ...smaller] = OFFSET.exec(format.format(instant)) ?? [];
    const [minutes = 0, seconds = 0] = smaller.map((part = '0') => Number(part));
    const size = Math.abs(Number(hours)) * 3_600 + minutes * 60 + seconds;
    return (hours.startsWith('-') ? -size : size) * 1000;
  };
};

const readers = createLru<ReturnType<typeof createOffsetReader>>(64);

/**
 * Milliseconds that the zone's wall clock is ahead of UTC at `instant`. Throws a RangeError where the
 * zone is unknown.
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

/**
 * The zone's offsets over a few days (instants), in order and without a gap: no zone has changed its
 * offset twice in less than a week.
 */
export const offsetSegments = (timeZone: string, { from, to }: Range): OffsetSegment[] => {
  const [first, last] = [offsetAt(timeZone, from), offsetAt(timeZone, to)];
  if (first === last) return [{ from, to, offset: first }];
  const change = findTransition(timeZone, from, to);
  return [
    { from, to: change, offset: first },
    { from: change, to, offset: last },
  ];
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
