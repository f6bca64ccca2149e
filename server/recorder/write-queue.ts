import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/schema';
import { createBatchWriter, type QueueStore } from './batch-writer';
import { createLineBuffer } from './line-buffer';
import { countLine, type QueuedLine, type SessionRecord } from './session-record';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** One failed try is a hiccup: a lock that another process had for a moment, a connection that had gone stale. */
const TROUBLE_FROM_FAILURES = 2;

/**
 * How often counts and progress of a running session reach its row, beside the heartbeat: as often as
 * the page asks.
 */
const RENEW_INTERVAL_MS = 2_000;

/**
 * A write holds SQLite's event loop for as long as its disk takes, so that a slow disk is written to
 * less often: for at most this share of the time, but not so rarely that a crash would cost a second
 * of lines.
 */
const SHARE_OF_TIME = 0.01;
const LONGEST_INTERVAL_MS = 500;

interface WriteQueueOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => QueueStore;
  instanceId: string;
  config: Config['writeQueue'];
  /** The database can't be written (once, not for each try), or can be again. */
  onTrouble: (error: unknown) => void;
  onRecovered: () => void;
  /** The database refuses something for what it holds, and goes on without it: once for each session. */
  onRefused: (text: string) => void;
  /** A text as it may be stored and shown, whatever the database put into it. */
  harmless: (text: string) => string;
}

/**
 * Carries sessions and lines from memory to the database, in the background: in batches, in order,
 * again and again while the database is away. Adding to it costs no I/O and never throws.
 */
export const createWriteQueue = (options: WriteQueueOptions) => {
  const { config, onTrouble, onRecovered } = options;
  // Work done here must belong to no request, session or transaction of the caller that woke it.
  const root = new AsyncResource('LocalazyActivityLogsQueue', { requireManualDestroy: true });
  const buffer = createLineBuffer(config);
  const writer = createBatchWriter({ ...options, buffer });
  const { records } = writer;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let failures = 0;
  let drainedInMs = 0;
  let renewedAt = -Infinity;
  let closed = false;
  let stopped = false;

  const renewIfDue = async () => {
    if (performance.now() - renewedAt < RENEW_INTERVAL_MS) return;
    renewedAt = performance.now();
    await writer.renew((record) => record.dirty);
  };

  const drain = async () => {
    // What waits now, not what comes meanwhile: a session that never stops logging must keep neither
    // others from ending nor heartbeats from being written.
    let left = buffer.size;
    do {
      await writer.storeBatch(config.batchSize);
      await nextTurn();
      left -= config.batchSize;
    } while (left > 0 && !stopped);
    await renewIfDue();
    await writer.storeOutcomes();
  };

  const retryDelay = () => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));

  const flushInterval = () =>
    Math.max(config.flushIntervalMs, Math.min(drainedInMs / SHARE_OF_TIME, LONGEST_INTERVAL_MS));

  const hasWork = () =>
    buffer.size > 0 || [...records].some((record) => record.id === null || record.dirty);

  const flushOnce = async () => {
    const start = performance.now();
    try {
      await drain();
      drainedInMs = performance.now() - start;
      if (failures >= TROUBLE_FROM_FAILURES) onRecovered();
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === TROUBLE_FROM_FAILURES) onTrouble(error);
    }
  };

  /** One after the other: a heartbeat under way beside the end of its session would undo that. */
  const exclusively = async (work: () => Promise<void>): Promise<void> => {
    while (running) await running.catch(() => undefined);
    if (stopped) return;
    running = root.runInAsyncScope(work).finally(() => {
      running = null;
      if (buffer.size >= config.batchSize) expedite();
      else if (hasWork()) schedule();
    });
    return running;
  };

  const flush = () => exclusively(flushOnce);

  const schedule = () => {
    if (timer || stopped) return;
    const delay = failures > 0 ? retryDelay() : flushInterval();
    timer = root.runInAsyncScope(
      setTimeout,
      null,
      () => {
        timer = null;
        void flush();
      },
      delay
    );
    timer.unref();
  };

  const expedite = () => {
    if (failures > 0 || running || stopped) return schedule();
    if (timer) clearTimeout(timer);
    timer = null;
    void root.runInAsyncScope(async () => {
      await nextTurn();
      await flush();
    });
  };

  return {
    open(record: SessionRecord) {
      if (closed) return;
      records.add(record);
      schedule();
    },

    add(line: QueuedLine) {
      if (line.record.cleared || closed) return;
      countLine(line.record, line.level, 1);
      records.add(line.record);
      buffer.add(line);
      if (buffer.size === config.batchSize) expedite();
      else schedule();
    },

    amend: buffer.amend,

    /** Something of the session changed beside its lines. */
    touch(record: SessionRecord) {
      if (record.cleared || closed) return;
      record.dirty = true;
      records.add(record);
      schedule();
    },

    /** Renews all open sessions' heartbeats. Rejects where the database is away. */
    heartbeat: () => exclusively(() => writer.renew(() => true)),

    /** The last try to write went well. */
    isWritable: () => failures === 0,

    openRecords: () => [...records].filter((record) => !record.outcome),

    /** Resolves when everything so far is stored, or after `tries` failures on end. */
    async flush({ tries = 1 }: { tries?: number } = {}) {
      for (let tried = 0; tried < tries && !stopped; tried += 1) {
        if (tried > 0) await sleep(retryDelay());
        await flush();
        if (failures === 0) return;
      }
    },

    /** What comes from now on is not recorded; what is there can still be stored. */
    close() {
      closed = true;
    },

    /** Nothing more is stored. */
    stop() {
      closed = true;
      stopped = true;
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
};

export type WriteQueue = ReturnType<typeof createWriteQueue>;
