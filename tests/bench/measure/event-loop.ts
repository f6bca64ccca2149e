import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client';
import { percentile } from './statistics';

const NS_PER_MS = 1_000_000;

export interface Hold<Result> {
  result: Result;
  /** The longest that nothing else had a turn in this process. */
  longestHoldMs: number;
  /** What another client waited for something cheap meanwhile. */
  otherP95Ms: number;
}

/** Runs `work` while another client asks `probeUrl` for something cheap. */
export const whileOthersAsk = async <Result>(
  client: Client,
  probeUrl: string,
  work: () => Promise<Result>
): Promise<Hold<Result>> => {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  const answers = client.probe(probeUrl);
  histogram.enable();
  try {
    const result = await work();
    histogram.disable();
    await client.stopProbe();
    return {
      result,
      longestHoldMs: histogram.max / NS_PER_MS,
      otherP95Ms: percentile(await answers, 95),
    };
  } catch (error) {
    await client.stopProbe();
    throw error;
  }
};

const IDLE_MS = 500;

/** The same where nothing is done: what others wait for anyway. */
export const whileIdle = (client: Client, probeUrl: string): Promise<Hold<void>> =>
  whileOthersAsk(client, probeUrl, () => sleep(IDLE_MS));
