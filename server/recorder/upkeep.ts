import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/schema';
import type { Store } from '../store/types';
import { isProcessDead } from './instance';
import type { OwnLog } from './own-log';
import type { WriteQueue } from './write-queue';

export const INTERRUPTED = 'Interrupted: Strapi stopped before the operation finished';

const DAY_MS = 24 * 60 * 60 * 1_000;
const PRUNED_PER_BATCH = 500;

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

  /** Sessions of a dead process don't wait for their lease to expire. */
  const failOfDeadProcesses = async () => {
    const instanceIds = (await store().sessions.runningInstances()).filter(
      (id) => id !== instanceId && isProcessDead(id)
    );
    if (instanceIds.length > 0) {
      await store().sessions.failInstances({ instanceIds, summary: INTERRUPTED });
    }
  };

  const recover = async () => {
    await failOfDeadProcesses();
    const { leaseMs } = config.heartbeat;
    await store().sessions.failStale({ leaseMs, summary: INTERRUPTED, instanceId });
  };

  const pruneAll = async () => {
    const before = Date.now() - config.retentionDays * DAY_MS;
    let deleted: number;
    do {
      deleted = await store().sessions.pruneBatch({ before, limit: PRUNED_PER_BATCH });
      await nextTurn();
    } while (deleted === PRUNED_PER_BATCH && !signal.aborted);
  };

  const pruneIfWritable = async () => {
    await queue.flush();
    if (queue.isWritable()) await pruneAll();
  };

  return {
    async start() {
      every(config.heartbeat.intervalMs, queue.heartbeat);
      every(config.heartbeat.sweepIntervalMs, recover);
      const recovery = recover().catch((error) => {
        if (!signal.aborted) log.warn('Could not look for interrupted sessions', error);
      });
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
          .catch((error) => {
            // A stop closes the database.
            if (!signal.aborted) log.warn('Could not delete old sessions', error);
          })
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
