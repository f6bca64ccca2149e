import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import type { IndexRange } from './entry-pages';

/** Lines drawn beyond the screen's edges. */
const OVERSCAN = 12;

/** How far from the end (pixels) still counts as being there. */
const END_PIXELS = 24;

interface LineListOptions {
  total: number;
  /** What a line not yet drawn is taken to need, in pixels. */
  lineHeight: number;
  isWrapped: boolean;
  isFollowing: boolean;
}

const withActive = (range: Range, active: number | null) => {
  const indexes = defaultRangeExtractor(range);
  if (active === null || active >= range.count || indexes.includes(active)) return indexes;
  return [...indexes, active].sort((one, other) => one - other);
};

/** The window of a long list of lines of any height that is drawn, and its scrolling. */
export const useLineList = ({ total, lineHeight, isWrapped, isFollowing }: LineListOptions) => {
  const scroller = useRef<HTMLDivElement>(null);
  /** The line with the focus, which has to stay drawn. */
  const [active, setActive] = useState<number | null>(null);

  const lines = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: OVERSCAN,
    rangeExtractor: useCallback((range: Range) => withActive(range, active), [active]),
    // Lines turn out higher than was thought: who is at the end, by scrolling or by a key, stays there.
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

  /** Where the window is low, the list itself may be off screen. */
  const showList = useCallback(() => scroller.current?.scrollIntoView({ block: 'nearest' }), []);

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

  return { scroller, lines, visible, scrollTo, showList, active, setActive };
};

export type LineList = ReturnType<typeof useLineList>;

/** Whether a scrolled element is at its end. */
export const isAtEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement) =>
  scrollHeight - clientHeight - scrollTop <= END_PIXELS;
