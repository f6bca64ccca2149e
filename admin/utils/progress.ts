import type { Session } from '../../shared/contracts';

/** Whole percents from 0 to 100; null where there is no total. */
export const percentDone = (progress: Session['progress']): number | null => {
  if (!progress || progress.total <= 0) return null;
  return Math.round(100 * Math.min(1, Math.max(0, progress.done / progress.total)));
};
