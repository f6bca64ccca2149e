import type { SortOrder } from '../../../shared/contracts';
import type { Place } from './places';
import type { Narrowing } from '../filters/session-filter';
import type { Walk } from './walk';

/** Rows that are left out lie among the others: the index of the order knows nothing of the range. */
export const isSparse = ({ narrowing, sort }: Walk): boolean =>
  sort.field !== 'startedAt' && (narrowing.from !== undefined || narrowing.to !== undefined);

/** The walk that leaves nothing out of what the index has in a row. */
export const overAll = (walk: Walk): Walk =>
  isSparse(walk)
    ? { ...walk, narrowing: { ...walk.narrowing, from: undefined, to: undefined } }
    : walk;

/** Past every row that shares all of the place but its start, or ahead of all of them. */
const EVERY_START = { asc: Number.MAX_SAFE_INTEGER, desc: Number.MIN_SAFE_INTEGER };

/** The start in whose place the range begins, or null past its end. */
const nextStart = (start: number, { from, to }: Narrowing, order: SortOrder) => {
  const [isEarly, isLate] = [from !== undefined && start < from, to !== undefined && start >= to];
  if (order === 'asc') return isLate ? null : isEarly ? Number(from) - 1 : start;
  return isEarly ? null : isLate ? Number(to) : start;
};

/**
 * Where to go on from a place. Rows that are equal but for their starts come in the order of those, so
 * whatever lies outside the range among them is leapt over: of ten thousand sessions of one person,
 * all those that began too early, or too late.
 */
export const leap = (walk: Walk, place: Place): Place => {
  if (!isSparse(walk)) return place;
  const { narrowing, sort } = walk;
  const equal = place.slice(0, -1);
  const start = nextStart(Number(place[place.length - 1]), narrowing, sort.order);
  return [...equal, start ?? EVERY_START[sort.order]];
};
