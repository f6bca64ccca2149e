import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject, UIEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import type { IndexRange } from '../../console/blocks';

const OVERSCAN = 12;

/** How far from the end (pixels) still counts as being there. */
const END_PIXELS = 24;

const isAtEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop <= END_PIXELS;

const withActive = (range: Range, active: number | null) => {
  const indexes = defaultRangeExtractor(range);
  if (active === null || active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((one, other) => one - other);
};

/**
 * Keeps the custom property `--top-offset` of an element at its distance from the page's top, so that
 * its style can fit it into the rest of the window.
 */
const useTopOffset = (element: RefObject<HTMLElement>) => {
  useLayoutEffect(() => {
    const update = () => {
      const { current } = element;
      if (!current) return;
      const top = Math.round(current.getBoundingClientRect().top + window.scrollY);
      current.style.setProperty('--top-offset', `${top}px`);
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
};

interface LineListOptions {
  total: number;
  /** The height in pixels that a line has until it's measured. */
  lineHeight: number;
  isWrapped: boolean;
  isRunning: boolean;
  isFollowing: boolean;
  setFollowing: (isFollowing: boolean) => void;
}

/** Draws the visible part of a long list of lines of any height, scrolls it, and follows its end. */
export const useLineList = (options: LineListOptions) => {
  const { total, lineHeight, isWrapped, isRunning, isFollowing, setFollowing } = options;
  const scroller = useRef<HTMLDivElement>(null);
  /** The line with the focus, which has to stay drawn. */
  const [active, setActive] = useState<number | null>(null);
  useTopOffset(scroller);

  const lines = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: OVERSCAN,
    rangeExtractor: useCallback((range: Range) => withActive(range, active), [active]),
    // Lines may turn out higher than estimated: who is at the end, by scrolling or by a key, stays there.
    anchorTo: isFollowing || scroller.current?.scrollTop ? 'end' : 'start',
    scrollEndThreshold: END_PIXELS,
    directDomUpdates: true,
  });

  const { startIndex: start = 0, endIndex: end = 0 } = lines.range ?? {};
  const visible = useMemo<IndexRange>(() => ({ start, end }), [start, end]);

  const scrollTo = useCallback(
    (index: number, align: 'auto' | 'start' | 'center' = 'auto') =>
      lines.scrollToIndex(index, { align }),
    [lines]
  );

  useEffect(() => {
    if (isFollowing && total > 0) lines.scrollToEnd();
  }, [lines, isFollowing, total]);

  const wrappedBefore = useRef(isWrapped);
  useLayoutEffect(() => {
    if (wrappedBefore.current === isWrapped) return;
    wrappedBefore.current = isWrapped;
    const top = lines.range?.startIndex ?? 0;
    lines.measure();
    lines.scrollToIndex(top, { align: 'start' });
  }, [lines, isWrapped]);

  /** Scrolling up stops following a running session's lines; scrolling back to the end resumes. */
  const scrollTop = useRef(0);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const isUp = currentTarget.scrollTop < scrollTop.current;
    scrollTop.current = currentTarget.scrollTop;
    if (!isRunning || isUp === !isFollowing) return;
    if (isUp !== isAtEnd(currentTarget)) setFollowing(!isUp);
  };

  return { scroller, lines, visible, scrollTo, onScroll, active, setActive };
};
