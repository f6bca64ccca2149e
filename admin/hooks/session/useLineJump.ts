import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { indexAtOrAfter } from '../../console/outline';
import type { LineJump } from './useConsole';

interface LineJumpOptions {
  jump: LineJump | null;
  listed: Uint32Array;
  isLoaded: (index: number) => boolean;
  scroller: RefObject<HTMLElement>;
  scrollTo: (index: number, align: LineJump['align']) => void;
}

/**
 * Scrolls to a line, or to the next one that is listed: as soon as the listed lines are known, and
 * again when it's loaded, as the lines around it then have other heights than estimated. The returned
 * function ends that, for when a person scrolls meanwhile.
 */
export const useLineJump = (options: LineJumpOptions) => {
  const { jump, listed, isLoaded, scroller, scrollTo } = options;
  const [pending, setPending] = useState(jump);
  useEffect(() => setPending(jump), [jump]);

  const next = indexAtOrAfter(listed, pending?.sequence ?? 0);
  const index = pending ? Math.min(next, listed.length - 1) : -1;
  const isThere = index >= 0 && isLoaded(index);

  useEffect(() => {
    if (!pending || index < 0) return;
    scrollTo(index, pending.align);
    // Where the window is low, the list itself may be off screen.
    if (pending.align === 'center') scroller.current?.scrollIntoView({ block: 'nearest' });
    if (isThere) setPending(null);
  }, [pending, index, isThere, scroller, scrollTo]);

  return () => setPending(null);
};
