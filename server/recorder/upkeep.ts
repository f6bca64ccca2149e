import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/schema';
import type { Store } from '../store/types';
import { isProcessDead } from './instance';
import type { OwnLog } from './own-log';
import { createRetention } from './retention';
import type { WriteQueue } from './write-queue';

export const INTERRUPTED = 'Interrupted: Strapi stopped before the operation finished';

/** A database that doesn't respond, or a locked table, delays Strapi's start by no more than this. */
const START_DELAY_MS = 3_000;

interface UpkeepOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => Store;
  queue: WriteQueue;
  config: Config;
  log: OwnLog;
  instanceId: string;
}

/** What is done beside recording: heartbeats, the sweep for interrupted sessions, retention. */
export const createUpkeep = ({ store, queue, config, log, instanceId }: UpkeepOptions) => {
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  const retention = createRetention({ store, config, log, signal });
  let pruning = false;

  /**
   * One run at a time, so that a database that doesn't respond doesn't use up the host's connections.
   * The queue reports when the database is away; a failed run is followed by the next.
   */
  const every = (intervalMs: number, task: () => Promise<unknown>) => {
    let isUnderWay = false;
    const timer = setInterval(() => {
      if (isUnderWay) return;
      isUnderWay = true;
      task()
        .catch(() => undefined)
        .finally(() => {
          isUnderWay = false;
        });
    }, intervalMs);
    timer.unref();
    timers.push(timer);
  };

  const recover = async () => {
    const { sessions } = store();
    const summary = INTERRUPTED;
    // Sessions of a dead process don't wait for their lease to expire.
    const instanceIds = (await sessions.runningInstances()).filter(
      (id) => id !== instanceId && isProcessDead(id)
    );
    if (instanceIds.length > 0) await sessions.failInstances({ instanceIds, summary });
    await sessions.failStale({ leaseMs: config.heartbeat.leaseMs, summary, instanceId });
  };

  const pruneIfWritable = async () => {
    await queue.flush();
    if (queue.isWritable()) await retention.prune();
  };

  /** A stop closes the database. */
  const warnUnlessStopping = (text: string) => (error: unknown) => {
    if (!signal.aborted) log.warn(text, error);
  };

  return {
    async start() {
      every(config.heartbeat.intervalMs, queue.heartbeat);
      every(config.heartbeat.sweepIntervalMs, recover);
      const recovery = Promise.all([
        recover().catch(warnUnlessStopping('Could not look for interrupted sessions')),
        retention.start().catch(warnUnlessStopping('Could not look for old sessions')),
        store().repairIndexes().catch(warnUnlessStopping('A missing index makes lists slow')),
      ]);
      const recovered = new AbortController();
      const delay = sleep(START_DELAY_MS, undefined, { ref: false, signal: recovered.signal });
      await Promise.race([recovery, delay]).finally(() => recovered.abort());
    },

    /** Deletes what is older than `retentionDays`, in the background. */
    prune() {
      if (pruning || signal.aborted) return;
      pruning = true;
      setImmediate(() => {
        pruneIfWritable()
          .catch(warnUnlessStopping('Could not delete old sessions'))
          .finally(() => {
            pruning = false;
          });
      });
    },

    stop() {
      stopping.abort();
      timers.forEach(clearInterval);
    },
  };
};
