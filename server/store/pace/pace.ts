import { pause } from './pause';

interface PaceOptions {
  /** Rows that a statement is given at most. */
  most: number;
  /** How long a statement should take, in milliseconds. */
  goalMs: number;
  now?: () => number;
}

/** The share that the first is given: nothing is known yet of the disk. */
const FIRST = 1 / 4;

/** A disk that was busy once says little of the next time, so a statement is given this share of the one before, or more. */
const LEAST_CHANGE = 1 / 4;

/** A little more at a time, so that it isn't too much at once. */
const MOST_CHANGE = 5 / 4;

/**
 * Gives each statement as many rows as the one before would have done in the time wanted: what a row
 * costs grows with the table and depends on the disk.
 */
export const createPace = ({ most, goalMs, now = () => performance.now() }: PaceOptions) => {
  let rows = Math.ceil(most * FIRST);

  const learn = (tookMs: number) => {
    const change = Math.min(MOST_CHANGE, Math.max(LEAST_CHANGE, goalMs / tookMs));
    rows = Math.min(most, Math.ceil(rows * change));
  };

  return {
    /** Works on all rows, so many at a time. */
    async inParts<Row>(all: Row[], work: (some: Row[]) => Promise<void>): Promise<void> {
      let done = 0;
      while (done < all.length) {
        const some = all.slice(done, done + rows);
        const start = now();
        await work(some);
        // What is left at the end says nothing of a whole part.
        if (some.length === rows) learn(now() - start);
        done += some.length;
        await pause();
      }
    },
  };
};
