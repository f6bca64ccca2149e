import { setTimeout as sleep } from 'node:timers/promises';
import { endedSessionSchema, type EndedSession } from '../../shared/contracts';
import type { Config } from '../config/schema';
import type { Store } from '../store/types';
import { isProcessDead } from './instance';
import { interruptedEnd } from './interrupted';
import type { OwnLog } from './own-log';
import { createRetention } from './retention';
import type { WriteQueue } from './write-queue';

/** A database that doesn't respond, or a locked table, delays Strapi's start by no more than this. */
const START_DELAY_MS = 3_000;

interface UpkeepOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => Store;
  queue: WriteQueue;
  config: Config;
  log: OwnLog;
  instanceId: string;
  onEnd: (session: EndedSession) => void;
}

/** What is done beside recording: heartbeats, the sweep for interrupted sessions, retention. */
export const createUpkeep = ({ store, queue, config, log, instanceId, onEnd }: UpkeepOptions) => {
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
    const { sessions, entries } = store();
    const deadInstances = (await sessions.runningInstances()).filter(
      (id) => id !== instanceId && isProcessDead(id)
    );
    const { leaseMs } = config.heartbeat;
    const failed = await sessions.failStale(
      { instanceId, leaseMs, deadInstances },
      async (session) => interruptedEnd(session, await entries.tally(session.id))
    );
    failed.forEach((session) => onEnd(endedSessionSchema.parse(session)));
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
        store().repairTables().catch(warnUnlessStopping('A missing index makes lists slow')),
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
