import { fork } from 'node:child_process';
import path from 'node:path';
import { until } from '../../harness';
import { REPOSITORY } from '../../harness/paths';
import { WEBHOOK_PATH } from '../../localazy-api';

export const BURST_CONNECTIONS = 50;

const LONGEST_MS = 60 * 60_000;

export interface Burst {
  done: number;
  /** How many responses there were of each status; only when it's over. */
  statuses?: Record<string, number>;
  error?: string;
}

/** Starts a process that calls the webhook's public route of a Strapi `count` times, never genuinely. */
export const startBurst = (url: string, count: number): Burst => {
  const burst: Burst = { done: 0 };
  const options = { url: `${url}${WEBHOOK_PATH}`, count, connections: BURST_CONNECTIONS };
  const child = fork(
    path.join(REPOSITORY, 'tests', 'faults', 'support', 'webhook-burst.cjs'),
    [JSON.stringify(options)],
    { stdio: 'ignore' }
  );
  child.on('message', (message: Burst) => Object.assign(burst, message));
  child.once('exit', (code, signal) => {
    burst.statuses ??= {};
    if (code !== 0) burst.error ??= `The burst's process ended with ${signal ?? code}`;
  });
  return burst;
};

/** Resolves with the responses' statuses. */
export const burstOver = (burst: Burst) =>
  until('the burst is over', () => burst.statuses, { timeoutMs: LONGEST_MS, everyMs: 50 });
