import { useEffect, useState } from 'react';
import type { EntryCache } from './useEntryCache';
import type { LineJump } from './useLineJump';

interface JumpTargetOptions {
  cache: EntryCache;
  jump: LineJump | null;
  /** How many lines there are; undefined while that isn't known. */
  total: number | undefined;
  isLoaded: (index: number) => boolean;
  scrollTo: (index: number, align: LineJump['align']) => void;
  onFound: () => void;
}

/**
 * Scrolls to the line that is asked for: as soon as its place is known, and again when it's there,
 * as the lines around it are then of other heights than was thought. The person's own scrolling
 * ends that; the answered function tells of it.
 */
export const useJumpTarget = (options: JumpTargetOptions) => {
  const { cache, jump, total, isLoaded, scrollTo, onFound } = options;
  const [target, setTarget] = useState<(LineJump & { index: number }) | null>(null);

  useEffect(() => {
    if (!jump) return undefined;
    let isCurrent = true;
    cache
      .locate(jump.sequence)
      .then(({ index }) => isCurrent && setTarget({ ...jump, index }))
      // The lines around it can't be read either then, and say so.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [cache, jump]);

  const isThere = target !== null && isLoaded(target.index);
  useEffect(() => {
    if (!target || !total) return;
    scrollTo(target.index, target.align);
    if (isThere) setTarget(null);
  }, [target, total, isThere, scrollTo]);

  useEffect(() => {
    if (target?.align === 'center') onFound();
  }, [target, onFound]);

  return { giveUp: () => setTarget(null) };
};
