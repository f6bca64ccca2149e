import { MAX_LINES } from '../../shared/contracts';
import type { Entry } from '../../shared/contracts';
import { toNumberRanges } from '../../shared/number-ranges';

/** Indexes in the list of lines, from 0, both ends included. */
export interface IndexRange {
  start: number;
  end: number;
}

/**
 * The listed lines to load for what is on screen, in blocks of one request each: those on screen first,
 * then their neighbours.
 */
export const neededBlocks = (listed: Uint32Array, { start, end }: IndexRange): Uint32Array[] => {
  const first = Math.floor(start / MAX_LINES);
  const last = Math.max(first, Math.floor(end / MAX_LINES));
  const onScreen = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return [...onScreen, last + 1, first - 1]
    .filter((block) => block >= 0)
    .map((block) => listed.subarray(block * MAX_LINES, (block + 1) * MAX_LINES))
    .filter((numbers) => numbers.length > 0);
};

/** Ascending numbers as the route takes them: `4,7,9-40`. */
export const formatNumbers = (numbers: readonly number[]) =>
  toNumberRanges(numbers)
    .map(([first, last]) => (first === last ? first : `${first}-${last}`))
    .join();

/** Far more than any screen shows, far fewer than fill a browser's memory. */
const MAX_KEPT = 5_000;

/** Adds lines to those kept by their numbers; past the limit, those kept for longest go. */
export const keepLines = (kept: Map<number, Entry>, added: readonly Entry[], limit = MAX_KEPT) => {
  added.forEach((entry) => kept.set(entry.sequence, entry));
  for (const sequence of kept.keys()) {
    if (kept.size <= limit) return;
    kept.delete(sequence);
  }
};
