import { createShortMemory } from '../../domain/short-memory';
import type { EntryRows } from '../filters/entry-filter';
import { within } from './entry-spans';

/** Where the lines that a filter lets through stand among each other. */
export interface Ranks {
  /** How many of them come up to a sequence. */
  upTo(sequence: number): Promise<number>;
  /** The sequence of the one that so many others are ahead of; undefined where there is none. */
  sequenceAt(ahead: number): Promise<number | undefined>;
}

/** Where every number from the first to the last has its line, and all are let through: a line's number is its place. */
export const ranksByNumber = (total: number): Ranks => ({
  upTo: async (sequence) => Math.min(Math.max(0, sequence), total),
  sequenceAt: async (ahead) => (ahead < total ? ahead + 1 : undefined),
});

/** So many lines come up to a sequence. */
export interface Mark {
  sequence: number;
  rank: number;
}

/** More than a session is scrolled to in a minute. */
const MOST_MARKS = 100;

/** Marks of a session's lines that a filter lets through, by any name for both; kept while someone is likely to read on. */
export const createMarks = () =>
  createShortMemory<Mark[]>({ limit: 100, keptMs: 60_000, make: () => [] });

const nearest = (marks: Mark[], by: keyof Mark, value: number): Mark =>
  marks.reduce((near, mark) =>
    Math.abs(mark[by] - value) < Math.abs(near[by] - value) ? mark : near
  );

interface Ranked {
  /** Nothing is searched for in them. */
  rows: EntryRows;
  /** How many there are up to the last one. Any that came later are left out. */
  end: Mark;
  /** What is known between; what is found is added. */
  marks: Mark[];
}

/** Found along the index of the lines, which tells all but their texts, from the nearest place whose rank is known. */
export const ranksByIndex = ({ rows, end, marks }: Ranked): Ranks => {
  const known = () => [{ sequence: 0, rank: 0 }, end, ...marks];

  const count = async (past: number, upTo: number): Promise<number> => {
    if (upTo <= past) return 0;
    const [{ lines }] = await within(rows(), { past, upTo }).count({ lines: '*' });
    return Number(lines);
  };

  const remember = (mark: Mark) => {
    if (marks.some(({ sequence }) => sequence === mark.sequence)) return;
    marks.push(mark);
    if (marks.length > MOST_MARKS) marks.shift();
  };

  /** Lines past a mark, or those up to it backwards. */
  const skip = async ({ sequence: from, rank }: Mark, ahead: number) => {
    const isPast = ahead >= rank;
    const span = isPast ? { past: from, upTo: end.sequence } : { past: 0, upTo: from };
    const [sequence]: number[] = await within(rows(), span)
      .orderBy('sequence', isPast ? 'asc' : 'desc')
      .offset(isPast ? ahead - rank : rank - 1 - ahead)
      .limit(1)
      .pluck('sequence');
    return sequence;
  };

  return {
    async upTo(sequence) {
      if (sequence <= 0) return 0;
      if (sequence >= end.sequence) return end.rank;
      const near = nearest(known(), 'sequence', sequence);
      const between = await count(
        Math.min(near.sequence, sequence),
        Math.max(near.sequence, sequence)
      );
      const rank = near.sequence <= sequence ? near.rank + between : near.rank - between;
      remember({ sequence, rank });
      return rank;
    },

    async sequenceAt(ahead) {
      if (ahead >= end.rank) return undefined;
      const sequence = await skip(nearest(known(), 'rank', ahead), ahead);
      if (sequence !== undefined) remember({ sequence, rank: ahead + 1 });
      return sequence;
    },
  };
};
