import type { SortOrder } from '../../../shared/contracts';
import { sharedStart, type Place } from './places';
import type { Narrowing } from '../filters/session-filter';

const ENDS = ['past', 'from', 'upTo'] as const;

/** Part of a walk; without its ends, from the first row or to the last one. */
export interface Stretch {
  /** Begins with the first row after this place, or with the first one at `from`. */
  past?: Place;
  from?: Place;
  upTo?: Place;
}

export interface End {
  end: (typeof ENDS)[number];
  place: Place;
}

/** The first values of a place that all rows of a stretch have in common. */
export const sharedBy = ({ past, from, upTo }: Stretch): Place => sharedStart(past ?? from, upTo);

/** The ends that a stretch has, less what they have in common. */
export const endsOf = (stretch: Stretch): End[] => {
  const { length } = sharedBy(stretch);
  return ENDS.flatMap((end) => {
    const place = stretch[end];
    return place ? [{ end, place: place.slice(length) }] : [];
  });
};

const latest = (a: number | undefined, b: number) => (a === undefined ? b : Math.max(a, b));
const earliest = (a: number | undefined, b: number) => (a === undefined ? b : Math.min(a, b));

/** What is left of a narrowing between ends that are starts alone, which are whole milliseconds. */
export const narrowedBy = (
  ends: End[],
  order: SortOrder,
  narrowing: Partial<Narrowing>
): Partial<Narrowing> => {
  let { from, to } = narrowing;
  for (const { end, place } of ends) {
    const start = Number(place[0]);
    const isFirst = end !== 'upTo';
    if (isFirst === (order === 'asc')) from = latest(from, end === 'past' ? start + 1 : start);
    else to = earliest(to, end === 'past' ? start : start + 1);
  }
  return { ...narrowing, from, to };
};
