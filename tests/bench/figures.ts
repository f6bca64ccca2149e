/** One line of the bench's table: what was measured, beside what it's compared with in the same run. */
export interface Figure {
  work: string;
  measured: string;
  reference: string;
  goal: string;
  reached: boolean;
}

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Runs `work` and answers how many milliseconds it took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1_000);

export const formatCount = (count: number) => Math.round(count).toLocaleString('en-US');
