import type { Session } from '../../shared/contracts';
import type { MessageId } from './translations';

const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

interface DurationMessage {
  id: MessageId;
  values: Record<string, number>;
}

const tenths = (ms: number): DurationMessage => ({
  id: 'duration.tenths',
  values: { s: Math.floor(ms / 100) / 10 },
});

/** The duration of something that runs: as others, but never in milliseconds, which don't tick. */
export const elapsedMessage = (milliseconds: number): DurationMessage =>
  milliseconds < SECOND ? tenths(Math.max(0, milliseconds)) : durationMessage(milliseconds);

/**
 * A duration as text: `850 ms`, `4.9 s`, `12 s`, `1 min 30 s`, `2 h 5 min`. Cut, never rounded, so that
 * a ticking one doesn't run ahead. Below zero, as by a clock that differs from the server's, is zero.
 */
export const durationMessage = (milliseconds: number): DurationMessage => {
  const ms = Math.max(0, Math.floor(milliseconds));
  const seconds = Math.floor(ms / SECOND);
  if (ms < SECOND) return { id: 'duration.milliseconds', values: { ms } };
  if (seconds < 10) return tenths(ms);
  if (seconds < MINUTE) return { id: 'duration.seconds', values: { s: seconds } };
  const min = Math.floor(seconds / MINUTE);
  if (seconds < HOUR) return { id: 'duration.minutes', values: { min, s: seconds % MINUTE } };
  const h = Math.floor(seconds / HOUR);
  return { id: 'duration.hours', values: { h, min: min - h * MINUTE } };
};

/** The largest first. Milliseconds each; a month and a year are the calendar's mean ones. */
const UNITS = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How far `instant` is from `now` (both epoch milliseconds), in the largest unit that it fills once. */
export const relativeTime = (instant: number, now: number) => {
  const distance = instant - now;
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? UNITS[UNITS.length - 1];
  return { unit, value: Math.trunc(distance / size) };
};

/** Whole percents from 0 to 100; null where there is no total. */
export const percentDone = (progress: Session['progress']): number | null => {
  if (!progress || progress.total <= 0) return null;
  return Math.round(100 * Math.min(1, Math.max(0, progress.done / progress.total)));
};
