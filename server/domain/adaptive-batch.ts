interface AdaptiveBatchOptions {
  /** Rows of the first batch: nothing is known of the disk yet. */
  first: number;
  max: number;
  /** How long a batch should take. */
  goalMs: number;
}

/** A disk that was busy once may not be the next time, so the size changes by bounded steps. */
const SMALLEST_CHANGE = 1 / 4;
const LARGEST_CHANGE = 5 / 4;

/** Sizes each batch by how long the one before took: what a row costs grows with the table and depends on the disk. */
export const createAdaptiveBatch = ({ first, max, goalMs }: AdaptiveBatchOptions) => {
  let size = first;
  return {
    size: () => size,
    /** Runs a batch of so many rows, and learns from it unless it's too small to measure. */
    async run<Result>(rows: number, work: () => Promise<Result>): Promise<Result> {
      const start = performance.now();
      const result = await work();
      const change = goalMs / (performance.now() - start);
      if (rows >= size / 2) {
        const bounded = Math.min(LARGEST_CHANGE, Math.max(SMALLEST_CHANGE, change));
        size = Math.min(max, Math.max(1, Math.round(size * bounded)));
      }
      return result;
    },
  };
};
