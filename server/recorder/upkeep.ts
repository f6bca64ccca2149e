import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config } from '../config/schema';
import type { Store } from '../store/types';
import { isKnownGone } from './instance';
import type { OwnLog } from './own-log';
import type { WriteQueue } from './write-queue';

export const INTERRUPTED = 'Interrupted: Strapi stopped before the operation finished';

const DAY_MS = 24 * 60 * 60 * 1_000;
const PRUNED_PER_BATCH = 500;

interface UpkeepOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => Store;
  queue: WriteQueue;
  config: Config;
  log: OwnLog;
  instanceId: string;
}

/** What is done beside recording: heartbeats, the sweep for interrupted sessions, retention, milestones. */
export const createUpkeep = ({ store, queue, config, log, instanceId }: UpkeepOptions) => {
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;
  let pruning = false;
  let laying = false;

  /**
   * The queue says itself when the database is away; a failed turn is simply followed by the next. One
   * at a time: a database that doesn't answer must not collect connections of the host's pool here.
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

  const sweep = () =>
    store().sessions.failStale({
      leaseMs: config.heartbeat.leaseMs,
      summary: INTERRUPTED,
      instanceId,
    });

  /** Sessions of a process that ran on this host and is gone need no lease to expire. */
  const failOfGoneProcesses = async () => {
    const instanceIds = (await store().sessions.runningInstances()).filter(
      (id) => id !== instanceId && isKnownGone(id)
    );
    if (instanceIds.length > 0) {
      await store().sessions.failInstances({ instanceIds, summary: INTERRUPTED });
    }
  };

  const recover = async () => {
    await failOfGoneProcesses();
    await sweep();
  };

  const pruneAll = async () => {
    const before = Date.now() - config.retentionDays * DAY_MS;
    let deleted: number;
    do {
      deleted = await store().sessions.pruneBatch({ before, limit: PRUNED_PER_BATCH });
      await nextTurn();
    } while (deleted === PRUNED_PER_BATCH && !signal.aborted);
  };

  /** Far pages take longer where it can't be done, and the next session is time enough. */
  const layMilestones = () => {
    if (laying || signal.aborted) return;
    laying = true;
    store()
      .sessions.layMilestones({ signal })
      .catch(() => undefined)
      .finally(() => {
        laying = false;
      });
  };

  /** Where the queue can't write, it says so itself, and the next session is time enough. */
  const pruneIfWritable = async () => {
    await queue.flush();
    if (!queue.isWritable()) return;
    await pruneAll();
    layMilestones();
  };

  return {
    async start() {
      await recover().catch((error) => log.warn('Could not look for interrupted sessions', error));
      if (signal.aborted) return;
      layMilestones();
      every(config.heartbeat.intervalMs, queue.heartbeat);
      every(config.heartbeat.sweepIntervalMs, recover);
    },

    /** Deletes what is older than `retentionDays`, in the background. */
    prune() {
      if (pruning || signal.aborted) return;
      pruning = true;
      setImmediate(() => {
        pruneIfWritable()
          .catch((error) => {
            // A stop takes the database away.
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
