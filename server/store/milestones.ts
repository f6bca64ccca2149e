import { createLru } from '../domain/lru';
import type { Place, Walk, Walks } from './walk';

/** Rows between two milestones: what is still skipped one by one. */
const STEP = 2_000;
const KEPT_WALKS = 100;
const KEPT_MS = 60_000;

interface Milestones {
  /** `places[n]` is where row number `n * STEP` stands, counted from 1; the first is the start. */
  places: (Place | undefined)[];
  /** Known once the end has been reached. */
  total: number | null;
}

/** A row on a walk: after a milestone, then so many more. */
export interface Milestone {
  past?: Place;
  offset: number;
}

/**
 * Finds far rows without counting up to them each time: where every two-thousandth row stands is
 * remembered for a minute. What is stored or deleted meanwhile shifts a far page by as much, as it
 * does for anyone who turns the pages of a list that grows.
 */
export const createMilestones = ({ placeAfter, count }: Walks) => {
  const remembered = createLru<Milestones>(KEPT_WALKS);

  const milestonesOf = (walk: Walk): Milestones =>
    remembered(JSON.stringify([walk, Math.floor(Date.now() / KEPT_MS)]), () => ({
      places: [undefined],
      total: null,
    }));

  return {
    /** Where to read on to find the row that `offset` others are ahead of; where there is none, how many rows there are. */
    async seek(walk: Walk, offset: number): Promise<Milestone | { total: number }> {
      const known = milestonesOf(walk);
      const wanted = Math.floor(offset / STEP);
      while (known.places.length <= wanted && known.total === null) {
        const last = known.places.length - 1;
        const next = await placeAfter(walk, STEP, known.places[last]);
        // Another request may have been here at the same time, and have found the same.
        if (next) known.places[last + 1] = next;
        else
          known.total =
            last * STEP + (await count(walk, { past: known.places[last], atMost: STEP }));
      }
      if (known.total !== null && offset >= known.total) return { total: known.total };
      return { past: known.places[wanted], offset: offset - wanted * STEP };
    },
  };
};
