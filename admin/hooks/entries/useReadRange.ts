import { useEffect, useRef, useState } from 'react';
import type { IndexRange } from './entry-pages';

/** Lines are asked for at most this often (ms) while one scrolls on. */
const READ_PAUSE_MS = 120;

/** A move of more lines than this, as by dragging the scrollbar, isn't reading on: */
const NEAR_LINES = 200;

/** then lines are asked for where one rests for so long (ms), not all along the way. */
const REST_MS = 80;

/** Which lines to read, of a list whose lines in `visible` are on screen. */
export const useReadRange = (visible: IndexRange): IndexRange => {
  const [range, setRange] = useState(visible);
  const toldAt = useRef(-Infinity);
  const isNear = Math.abs(visible.start - range.start) <= NEAR_LINES;

  useEffect(() => {
    const sinceTold = performance.now() - toldAt.current;
    const wait = isNear ? Math.max(0, READ_PAUSE_MS - sinceTold) : REST_MS;
    const timer = window.setTimeout(() => {
      toldAt.current = performance.now();
      setRange(visible);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [visible, isNear]);

  return range;
};
