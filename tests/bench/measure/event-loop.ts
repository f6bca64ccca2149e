import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const NS_PER_MS = 1_000_000;
const RESOLUTION_MS = 1;
const LONGEST_CONTROL_MS = 250;

export interface Holds {
  /** The longest that nothing else ran in this process, in ms. */
  ours: number;
  /** The same in idle periods in turns with it: what the machine itself does. */
  idle: number;
}

const holdDuring = async <Result>(work: () => Promise<Result>) => {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const result = await work();
  // A hold that ends with `work` is seen by the next timer only.
  await sleep(2 * RESOLUTION_MS);
  histogram.disable();
  return { result, ms: histogram.max / NS_PER_MS };
};

/** Watches the event loop while pieces of work run, and in an idle period after each, no longer than the work took. */
export const watchHolds = () => {
  const holds: Holds = { ours: 0, idle: 0 };
  return {
    holds,
    async during<Result>(work: () => Promise<Result>): Promise<Result> {
      const start = performance.now();
      const { result, ms } = await holdDuring(work);
      const controlMs = Math.min(LONGEST_CONTROL_MS, performance.now() - start);
      const control = await holdDuring(() => sleep(controlMs));
      holds.ours = Math.max(holds.ours, ms);
      holds.idle = Math.max(holds.idle, control.ms);
      return result;
    },
  };
};

export type HoldWatch = ReturnType<typeof watchHolds>;
