import { createLru } from '../domain/lru';
import { pause } from './pause';
import { areEqual, type Place } from './places';
import { isSparse, leap, overAll } from './sparse';
import { PLACES_AROUND, type Page, type Stretch, type Walk, type Walks } from './walk';

/**
 * Rows of an index that are passed in one statement, a few milliseconds' worth. On SQLite it holds the
 * event loop meanwhile.
 */
const ROWS_PER_LEG = 20_000;
const KEPT_WALKS = 100;
const KEPT_MS = 60_000;

/** A stretch of a walk, with what is known of its rows. */
export interface Leg extends Stretch {
  /** Rows of the walk that are ahead of it. */
  before: number;
  rows: number;
}

/**
 * A walk in legs of a bounded number of rows, so that no statement goes on for long, and no far page is
 * counted up to each time: the legs are remembered for a minute. What is stored or deleted meanwhile
 * shifts a far page by as much, as it does for anyone who turns the pages of a list that grows.
 */
export const createLegs = ({ places, count, ids }: Walks, { rowsPerLeg = ROWS_PER_LEG } = {}) => {
  const remembered = createLru<Leg[]>(KEPT_WALKS);

  const knownOf = (walk: Walk): Leg[] =>
    remembered(JSON.stringify([walk, Math.floor(Date.now() / KEPT_MS)]), () => []);

  /** The leg that begins past a place. It ends where one place ends, so that equals are never parted. */
  const find = async (walk: Walk, past: Place | undefined, before: number): Promise<Leg> => {
    const ahead = rowsPerLeg - PLACES_AROUND;
    const end = { offset: ahead, limit: PLACES_AROUND + 1 };
    const around = await places(overAll(walk), { past }, end);
    await pause();
    if (around.length <= PLACES_AROUND) return { past, before, rows: await count(walk, { past }) };
    let last = around.length - 1;
    while (last > 0 && areEqual(around[last], around[last - 1])) last -= 1;
    const upTo = around[Math.max(0, last - 1)];
    const isKnown = last > 0 && !isSparse(walk);
    return {
      past,
      upTo,
      before,
      rows: isKnown ? ahead + last : await count(walk, { past, upTo }),
    };
  };

  const follow = (walk: Walk, previous?: Leg): Promise<Leg> =>
    find(
      walk,
      previous?.upTo && leap(walk, previous.upTo),
      previous ? previous.before + previous.rows : 0
    );

  /** The legs from the one in which row `offset` is, or else the last one. */
  async function* from(walk: Walk, offset: number): AsyncGenerator<Leg> {
    const known = knownOf(walk);
    let leg: Leg;
    let index = 0;
    do {
      leg = known[index] ?? (await follow(walk, known[index - 1]));
      // Another request may have been here at the same time, and have found the same.
      if (leg.upTo) known[index] = leg;
      index += 1;
      if (!leg.upTo || leg.before + leg.rows > offset) yield leg;
    } while (leg.upTo);
  }

  return {
    from,

    /** Ids of a page; fewer than its limit only at the end of the walk, when `total` says how many rows there are. */
    async page(walk: Walk, { offset, limit }: Page): Promise<{ ids: number[]; total?: number }> {
      // Near the start no leg has to be known, unless rows are left out.
      if (!isSparse(walk) && offset + limit < rowsPerLeg) {
        const near = await ids(walk, {}, { offset, limit });
        if (near.length === limit) return { ids: near };
      }
      const found: number[] = [];
      let total = 0;
      for await (const leg of from(walk, offset)) {
        const rest = { offset: Math.max(0, offset - leg.before), limit: limit - found.length };
        if (rest.offset < leg.rows) found.push(...(await ids(walk, leg, rest)));
        if (found.length === limit) return { ids: found };
        total = leg.before + leg.rows;
      }
      return { ids: found, total };
    },
  };
};

export type Legs = ReturnType<typeof createLegs>;
