import { createLru } from '../domain/lru';
import type { Database } from './database';
import { pause } from './pause';
import type { Walk, Walks, Waypoint } from './walk';

/**
 * Rows between two milestones: skipped in one statement, a few milliseconds' worth. On SQLite it holds
 * the event loop meanwhile.
 */
const STEP = 20_000;
const KEPT_WALKS = 100;
const KEPT_MS = 60_000;

/** A row on a walk: after a place, then so many more. */
export interface Milestone {
  past?: Waypoint['past'];
  offset: number;
}

/**
 * Finds far rows without counting up to them each time: where about every twenty-thousandth row
 * stands is remembered for a minute. What is stored or deleted meanwhile shifts a far page by as much,
 * as it does for anyone who turns the pages of a list that grows.
 */
export const createMilestones = ({ waypoint, placesOn }: Walks, { knex }: Database) => {
  const remembered = createLru<Waypoint[]>(KEPT_WALKS);

  /** About every STEP rows, as far as anyone went, in order. */
  const milestonesOf = (walk: Walk): Waypoint[] =>
    remembered(JSON.stringify([walk, Math.floor(Date.now() / KEPT_MS)]), () => [{ steps: 0 }]);

  /** Goes on to the next milestone. False where there is none: at the end, or where more rows than a step share one place. */
  const goOn = async (walk: Walk, milestones: Waypoint[]): Promise<boolean> => {
    const known = milestones.length;
    const last = milestones[known - 1];
    const next = await waypoint(walk, STEP, last.past);
    await pause();
    if (!next || next.steps === 0) return false;
    // Another request may have been here at the same time, and have found the same.
    milestones[known] = { past: next.past, steps: last.steps + next.steps };
    return true;
  };

  const count = async (walk: Walk, past: Waypoint['past'], atMost: number): Promise<number> => {
    const rest = placesOn(walk, atMost, past).as('rest');
    const { counted } = await knex.from(rest).first(knex.raw('count(*) as counted'));
    return Number(counted);
  };

  return {
    /** Where to read on to find the row that `offset` others are ahead of; where there is none, how many rows there are. */
    async seek(walk: Walk, offset: number): Promise<Milestone | { total: number }> {
      const milestones = milestonesOf(walk);
      const isFar = () => milestones[milestones.length - 1].steps + STEP <= offset;
      while (isFar() && (await goOn(walk, milestones)));

      const [{ past, steps }] = milestones.filter((known) => known.steps <= offset).slice(-1);
      const rest = offset - steps;
      const near = await waypoint(walk, rest, past);
      return near
        ? { past: near.past, offset: rest - near.steps }
        : { total: steps + (rest > 0 ? await count(walk, past, rest) : 0) };
    },
  };
};
