import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config } from '../config/schema';
import type { Expiry, Store } from '../store/types';
import type { OwnLog } from './own-log';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
const SESSIONS_PER_BATCH = 500;

/** A clock that moved by more than this against the time that really passed was set. */
const LARGEST_DRIFT_MS = HOUR_MS;

/** Nothing recorded for longer than this may as well be a clock that is ahead. */
const LONGEST_SILENCE_MS = 30 * DAY_MS;

/** Fewer sessions than this may expire together. */
const FEW = 100;

interface RetentionOptions {
  store: () => Store;
  config: Pick<Config, 'retentionDays'>;
  log: Pick<OwnLog, 'warn'>;
  signal: AbortSignal;
  /** Milliseconds of a clock that is never set. */
  uptime?: () => number;
}

/**
 * Deletes sessions older than `retentionDays`, by the database's clock. A clock that is ahead must not
 * delete a year of logs: what looks like one, or would delete more sessions than it keeps, is put off for
 * a day of uptime and reported.
 */
export const createRetention = (options: RetentionOptions) => {
  const { store, config, log, signal, uptime = () => performance.now() } = options;
  let last: { now: number; uptime: number } | null = null;
  let putOffUntil: number | null = null;
  let isConfirmed = false;

  const suspicion = ({ now, newest, expired, kept }: Expiry): string | null => {
    const drift = last ? now - last.now - (uptime() - last.uptime) : 0;
    if (drift > LARGEST_DRIFT_MS) return 'the clock of the database was set ahead';
    // Later sessions are this process's own, and begin by the same clock.
    if (!last && now - newest > LONGEST_SILENCE_MS) return 'nothing was recorded for over 30 days';
    return expired > FEW && expired > kept ? 'more sessions would go than stay' : null;
  };

  const isDue = (expiry: Expiry): boolean => {
    const reason = suspicion(expiry);
    last = { now: expiry.now, uptime: uptime() };
    if (putOffUntil !== null && uptime() >= putOffUntil) isConfirmed = true;
    if (isConfirmed) return true;
    if (reason && putOffUntil === null) {
      putOffUntil = uptime() + DAY_MS;
      log.warn(
        `Sessions older than ${config.retentionDays} days are kept for another day, as ${reason}: is the clock right?`
      );
    }
    return putOffUntil === null;
  };

  const expiry = () => store().sessions.expiry(config.retentionDays * DAY_MS);

  return {
    /** To be called before this process records anything. */
    async start() {
      const found = await expiry();
      if (found) isDue(found);
    },

    async prune() {
      const found = await expiry();
      if (!found || !isDue(found)) return;
      let deleted: number;
      do {
        deleted = await store().sessions.pruneBatch({
          before: found.before,
          limit: SESSIONS_PER_BATCH,
        });
        await nextTurn();
      } while (deleted === SESSIONS_PER_BATCH && !signal.aborted);
    },
  };
};
