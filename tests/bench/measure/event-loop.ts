import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseClient } from '../../harness/databases';

const NS_PER_MS = 1_000_000;
const US_PER_MS = 1_000;
const RESOLUTION_MS = 1;

/** On a machine that does nothing else, no work of ours holds the event loop for longer. */
export const CONTROL_MS = 50;

/** One control for so much time of ours, and at most so many in a row. */
const MS_PER_CONTROL = 200;
const MOST_CONTROLS = 5;

export interface Holds {
  /** The longest that nothing else ran in this process, in ms. */
  ours: number;
  /** The longest of the controls: how long the machine takes for CONTROL_MS of the processor. */
  control: number;
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

/** Uses the processor for CONTROL_MS without a break. */
const spin = () => {
  const begin = process.cpuUsage();
  const usedMs = () => {
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / US_PER_MS;
  };
  while (usedMs() < CONTROL_MS);
};

/** A commit of SQLite waits for the disk, in this process. */
const writeToDisk = () => {
  const filename = path.join(tmpdir(), `activity_logs_bench_${process.pid}`);
  const file = openSync(filename, 'w');
  writeSync(file, 'a commit');
  fsyncSync(file);
  closeSync(file);
  rmSync(filename);
};

/** Watches the event loop while pieces of work run, and while a control runs after each. */
export const watchHolds = ({ database }: { database: DatabaseClient }) => {
  const holds: Holds = { ours: 0, control: 0 };

  const controlWork = async () => {
    await sleep(RESOLUTION_MS);
    spin();
    if (database === 'sqlite') writeToDisk();
  };

  const control = async (forMs: number) => {
    const count = Math.min(MOST_CONTROLS, Math.ceil(forMs / MS_PER_CONTROL));
    for (let done = 0; done < count; done += 1) {
      holds.control = Math.max(holds.control, (await holdDuring(controlWork)).ms);
    }
  };

  return {
    holds,
    async during<Result>(work: () => Promise<Result>): Promise<Result> {
      const start = performance.now();
      const { result, ms } = await holdDuring(work);
      holds.ours = Math.max(holds.ours, ms);
      await control(performance.now() - start);
      return result;
    },
  };
};

export type HoldWatch = ReturnType<typeof watchHolds>;
