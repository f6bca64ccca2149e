import { createShortMemory } from '../../domain/short-memory';
import type { Dialect } from '../database/dialect';
import { createLegEnd } from './leg-end';
import { pause } from '../pace/pause';
import { isSparse, leap } from './sparse';
import type { Stretch } from './stretch';
import type { Page, Walk, Walks } from './walk';

/**
 * Rows of an index that are passed in one statement, a few milliseconds' worth. On SQLite it holds the
 * event loop meanwhile.
 */
const ROWS_PER_LEG = 20_000;

/** Where rows are left out each leg is counted as well, so it begins short: a page is often found soon. */
const SPARSE = { firstLeg: 1_000, growth: 4 };

const KEPT_WALKS = 100;
const KEPT_MS = 60_000;

/** A stretch of a walk, with what is known of its rows. */
interface Leg extends Stretch {
  /** Rows of the walk that are ahead of it. */
  before: number;
  rows: number;
}

interface Memory {
  legs: Leg[];
}

const endOf = ({ before, rows }: Leg) => before + rows;

export interface PageOfWalk {
  /** Fewer than asked for only at the end of the walk. */
  ids: number[];
  /** How many rows the walk has; said where its end was met. */
  total?: number;
}

interface LegOptions {
  walks: Walks;
  dialect: Pick<Dialect, 'synchronous'>;
  rowsPerLeg?: number;
}

/**
 * A walk in legs, so that no statement holds the event loop for long, and no far page is counted up to
 * each time: the legs are remembered for a minute. What is stored or deleted meanwhile shifts a far page
 * by as much, as it does for anyone who turns the pages of a list that grows.
 */
export const createLegs = ({ walks, dialect, rowsPerLeg = ROWS_PER_LEG }: LegOptions) => {
  const { count, countAmong, ids } = walks;
  const legEnd = createLegEnd(walks);
  const memoryOf = createShortMemory<Memory>({
    limit: KEPT_WALKS,
    keptMs: KEPT_MS,
    make: () => ({ legs: [] }),
  });

  /** The leg that begins past a place, of about so many rows of the index. */
  const legFrom = async (
    walk: Walk,
    { past, before }: Pick<Leg, 'past' | 'before'>,
    length: number
  ): Promise<Leg> => {
    const { upTo, steps } = await legEnd(walk, past, length);
    await pause();
    if (steps === undefined) return { past, upTo, before, rows: await count(walk, { past, upTo }) };
    const rows = isSparse(walk) ? await countAmong(walk, steps, past) : steps;
    return { past, upTo, before, rows };
  };

  /** Rows of the index from `before` on that the leg has which is looked for on the way to row `offset`. */
  const lengthOf = (walk: Walk, index: number, toGo: number): number => {
    if (isSparse(walk)) return Math.min(rowsPerLeg, SPARSE.firstLeg * SPARSE.growth ** index);
    return dialect.synchronous ? rowsPerLeg : Math.max(rowsPerLeg, toGo);
  };

  /** Leg number `index` of a walk whose legs ahead of it are known. */
  const legAt = async (walk: Walk, known: Leg[], index: number, offset: number): Promise<Leg> => {
    if (known[index]) return known[index];
    const previous = known[index - 1];
    const begin = {
      past: previous?.upTo && leap(walk, previous.upTo),
      before: previous ? endOf(previous) : 0,
    };
    const leg = await legFrom(walk, begin, lengthOf(walk, index, offset - begin.before));
    if (!leg.upTo) return leg;
    // Another request may have been here at the same time, and have gone further, or less far.
    known[index] ??= leg;
    return known[index];
  };

  /** Where the last leg ends that is wholly ahead of row `offset`, once what is left to go is short. */
  const startNear = async (
    walk: Walk,
    known: Leg[],
    offset: number
  ): Promise<Pick<Leg, 'past' | 'before'>> => {
    let start: Pick<Leg, 'past' | 'before'> = { before: 0 };
    for (let index = 0; offset - start.before >= rowsPerLeg; index += 1) {
      const leg = await legAt(walk, known, index, offset);
      if (!leg.upTo || endOf(leg) > offset) break;
      start = { past: leg.upTo, before: endOf(leg) };
    }
    return start;
  };

  /** The legs from the one in which row `offset` is, or else the last one. */
  async function* from(walk: Walk, known: Leg[], offset: number): AsyncGenerator<Leg> {
    let leg: Leg;
    let index = 0;
    do {
      leg = await legAt(walk, known, index, offset);
      index += 1;
      if (!leg.upTo || endOf(leg) > offset) yield leg;
    } while (leg.upTo);
  }

  /** Ids of a page that isn't the last one; null where it may be. */
  const idsAhead = async (
    walk: Walk,
    known: Leg[],
    { offset, limit }: Page
  ): Promise<number[] | null> => {
    const { past, before } = await startNear(walk, known, offset);
    const found = await ids(walk, { past }, { offset: offset - before, limit });
    return found.length === limit ? found : null;
  };

  const find = async (walk: Walk, known: Leg[], page: Page): Promise<PageOfWalk> => {
    const { offset, limit } = page;
    const ahead = isSparse(walk) ? null : await idsAhead(walk, known, page);
    if (ahead) return { ids: ahead };
    const found: number[] = [];
    let total = 0;
    for await (const leg of from(walk, known, offset)) {
      const skipped = Math.max(0, offset - leg.before);
      // Never more than the leg has: a database that finds enough doesn't look for the leg's end.
      const rest = { offset: skipped, limit: Math.min(limit - found.length, leg.rows - skipped) };
      if (rest.limit > 0) found.push(...(await ids(walk, leg, rest)));
      if (found.length === limit) return { ids: found };
      total = endOf(leg);
    }
    return { ids: found, total };
  };

  return {
    async page(walk: Walk, page: Page): Promise<PageOfWalk> {
      const memory = memoryOf(JSON.stringify(walk));
      const isRemembered = memory.legs.length > 0;
      const found = await find(walk, memory.legs, page);
      if (found.ids.length > 0 || !isRemembered) return found;
      // What is remembered may be gone by now: sessions are cleared, or too old.
      memory.legs = [];
      return find(walk, memory.legs, page);
    },
  };
};

export type Legs = ReturnType<typeof createLegs>;
