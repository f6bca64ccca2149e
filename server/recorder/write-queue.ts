import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/schema';
import { createBatchWriter, SESSIONS_PER_BATCH, type BatchWriterOptions } from './batch-writer';
import { createLineBuffer } from './line-buffer';
import type { OwnLog } from './own-log';
import { countLine, type QueuedLine, type SessionRecord } from './session-record';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** A single failure is common: a lock of another process, a connection that had gone stale. */
const REPORTED_FROM_FAILURES = 2;

/** How often counts and progress of running sessions are written: as often as the page asks for them. */
const RENEW_INTERVAL_MS = 2_000;

/**
 * A write holds SQLite's event loop for as long as its disk takes. On a slow disk writes take at most
 * this share of the time, unless a crash would then cost more than half a second of lines.
 */
const SHARE_OF_TIME = 0.01;
const LONGEST_INTERVAL_MS = 500;

/** Sessions are recorded again once so much of their bound is used, so that the log doesn't flicker. */
const RECORD_AGAIN_BELOW = 0.8;

interface WriteQueueOptions extends Omit<BatchWriterOptions, 'buffer'> {
  config: Config['writeQueue'];
  log: Pick<OwnLog, 'info' | 'warn' | 'error'>;
}

/**
 * Carries sessions and lines from memory to the database in the background: in batches, in order, with
 * retries while the database is away. Adding to it costs no I/O and never throws.
 */
export const createWriteQueue = (options: WriteQueueOptions) => {
  const { config, log } = options;
  // Its work must not inherit the request, session or transaction of the caller that triggers it.
  const root = new AsyncResource('LocalazyActivityLogsQueue', { requireManualDestroy: true });
  const buffer = createLineBuffer(config);
  const writer = createBatchWriter({ ...options, buffer });
  const { records } = writer;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let failures = 0;
  let drainedInMs = 0;
  let renewedAt = -Infinity;
  let heartbeatDue = false;
  let unrecorded = 0;
  let closed = false;
  let stopped = false;

  const renewIfDue = async () => {
    const all = heartbeatDue;
    if (!all && performance.now() - renewedAt < RENEW_INTERVAL_MS) return;
    renewedAt = performance.now();
    heartbeatDue = false;
    try {
      await writer.renew((record) => all || record.dirty);
    } catch (error) {
      heartbeatDue = all;
      throw error;
    }
  };

  const dropReason = () =>
    failures > 0
      ? 'the database could not be written'
      : 'lines came faster than they can be stored';

  /** Each kind of work gets its share, however much there is of another. */
  const takeTurn = async () => {
    await writer.storeLines(config.batchSize, dropReason());
    await nextTurn();
    await writer.storeEnds(SESSIONS_PER_BATCH);
    await renewIfDue();
  };

  /** Stores what waits now: a `flush` must not wait for lines that come meanwhile. */
  const drain = async () => {
    await writer.storeNewSessions(takeTurn);
    for (let left = buffer.size; left > 0 && !stopped; left -= config.batchSize) await takeTurn();
    await renewIfDue();
    await writer.storeEnds();
  };

  const reportUnrecorded = () => {
    if (unrecorded === 0 || records.size > config.maxOpenSessions * RECORD_AGAIN_BELOW) return;
    log.warn(`Sessions are recorded again; ${unrecorded} were not, as too many were open`);
    unrecorded = 0;
  };

  const isWithinBound = () => {
    if (unrecorded === 0 && records.size < config.maxOpenSessions) return true;
    unrecorded += 1;
    if (unrecorded === 1) {
      log.error(
        `Further sessions are not recorded for now: ${records.size} are open or wait for the database (writeQueue.maxOpenSessions)`
      );
    }
    return false;
  };

  const retryDelay = () => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));

  const flushInterval = () =>
    Math.max(config.flushIntervalMs, Math.min(drainedInMs / SHARE_OF_TIME, LONGEST_INTERVAL_MS));

  const hasWork = () =>
    buffer.size > 0 || [...records].some(({ id, dirty, result }) => id === null || dirty || result);

  const flushOnce = async () => {
    const start = performance.now();
    try {
      await drain();
      drainedInMs = performance.now() - start;
      if (failures >= REPORTED_FROM_FAILURES) log.info('The activity logs can be written again');
      failures = 0;
      reportUnrecorded();
    } catch (error) {
      failures += 1;
      if (failures === REPORTED_FROM_FAILURES) {
        log.error(
          'The activity logs cannot be written: lines are kept in memory and tried again',
          error
        );
      }
    }
  };

  /** One flush after the other: two at the same time would store lines out of order. */
  const flush = async (): Promise<void> => {
    while (running) await running;
    if (stopped) return;
    running = root.runInAsyncScope(flushOnce).finally(() => {
      running = null;
      if (buffer.size >= config.batchSize) expedite();
      else if (hasWork()) schedule();
    });
    return running;
  };

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
      if (closed || !isWithinBound()) {
        record.discarded = true;
        return;
      }
      records.add(record);
      schedule();
    },

    add(line: QueuedLine) {
      if (line.record.discarded || closed) return;
      countLine(line.record, line.level, 1);
      records.add(line.record);
      buffer.add(line);
      if (buffer.size === config.batchSize) expedite();
      else schedule();
    },

    /** Changes a line that still waits. Returns false where it's too late for that. */
    amend(line: QueuedLine, changes: Pick<QueuedLine, 'level' | 'data' | 'content' | 'bytes'>) {
      if (line.isWaiting) buffer.change(line, changes);
      return line.isWaiting;
    },

    /** Something of the session changed beside its lines. */
    touch(record: SessionRecord) {
      if (record.discarded || closed) return;
      record.dirty = true;
      records.add(record);
      schedule();
    },

    /** Renews all running sessions' heartbeats. */
    async heartbeat() {
      heartbeatDue = true;
      await flush();
    },

    /** The last write was successful. */
    isWritable: () => failures === 0,

    openRecords: () => [...records].filter((record) => !record.result),

    /** Resolves when everything so far is stored, or after `tries` failures in a row. Never rejects. */
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
