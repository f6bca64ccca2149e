const ascending = (values: number[]) => [...values].sort((a, b) => a - b);

export const median = (values: number[]): number => {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** The smallest value that `share` per cent of the values don't exceed. */
export const percentile = (values: number[], share: number): number =>
  ascending(values)[Math.max(0, Math.ceil((values.length * share) / 100) - 1)] ?? NaN;

/** Runs `work` and returns how many milliseconds it took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export const perSecond = (count: number, ms: number) => (count / ms) * 1_000;
