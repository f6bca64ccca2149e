import type { MessageId } from './translations';

const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

interface DurationMessage {
  id: MessageId;
  values: Record<string, number>;
}

/**
 * A duration as text: `850 ms`, `12 s`, `1 min 30 s`, `2 h 5 min`. Cut, never rounded, so that a ticking
 * one doesn't run ahead. Below zero, as by a clock that differs from the server's, is zero.
 */
export const durationMessage = (milliseconds: number): DurationMessage => {
  const ms = Math.max(0, Math.floor(milliseconds));
  const seconds = Math.floor(ms / SECOND);
  if (ms < SECOND) return { id: 'duration.milliseconds', values: { ms } };
  if (seconds < MINUTE) return { id: 'duration.seconds', values: { s: seconds } };
  const min = Math.floor(seconds / MINUTE);
  if (seconds < HOUR) return { id: 'duration.minutes', values: { min, s: seconds % MINUTE } };
  const h = Math.floor(seconds / HOUR);
  return { id: 'duration.hours', values: { h, min: min - h * MINUTE } };
};
