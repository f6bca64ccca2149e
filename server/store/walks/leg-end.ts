import { areEqual, type Place } from './places';
import { overAll } from './sparse';
import { PLACES_AROUND, type Walk, type Walks } from './walk';

export interface LegEnd {
  /** The last place of the leg; none where the walk ends sooner. */
  upTo?: Place;
  /** Rows of the index up to its end, the end with them; not known of a walk's end, nor where very many rows share one place. */
  steps?: number;
}

/**
 * Finds where a leg of a walk ends that begins past a place, or with the first row, and is about
 * `length` rows of the index long (more than PLACES_AROUND). It ends where one place does, so that
 * equals are never parted.
 */
export const createLegEnd =
  ({ places }: Pick<Walks, 'places'>) =>
  async (walk: Walk, past: Place | undefined, length: number): Promise<LegEnd> => {
    const ahead = length - PLACES_AROUND;
    const end = { offset: ahead, limit: PLACES_AROUND + 1 };
    const around = await places(overAll(walk), { past }, end);
    if (around.length <= PLACES_AROUND) return {};
    let last = around.length - 1;
    while (last > 0 && areEqual(around[last], around[last - 1])) last -= 1;
    if (last === 0) return { upTo: around[0] };
    return { upTo: around[last - 1], steps: ahead + last };
  };
