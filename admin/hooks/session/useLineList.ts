import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, UIEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import type { IndexRange } from '../../console/blocks';
import { indexAtOrAfter } from '../../console/outline';
import type { ConsoleModel } from './useConsole';

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

/** Placeholders shown until it's known which lines are listed. */
const PLACEHOLDERS = 12;

/**
 * Draws the visible part of a long list of lines of any height, scrolls it, and follows its end.
 * `lineHeight`, in pixels, is that of a line that isn't measured yet.
 */
export const useLineList = (model: ConsoleModel, lineHeight: number) => {
  const { view, listed, isWrapped, isRunning, isFollowing, setFollowing, topSequence } = model;
  const total = view ? listed.length : PLACEHOLDERS;
  const scroller = useRef<HTMLDivElement>(null);
  /** The line with the focus, which has to stay drawn. */
  const [active, setActive] = useState<number | null>(null);

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
    // All heights are forgotten now, and one that stays as it was is not reported again.
    scroller.current
      ?.querySelectorAll<HTMLLIElement>('li[data-index]')
      .forEach((line) => lines.measureElement(line));
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

  useEffect(() => {
    if (start < listed.length) topSequence.current = listed[start];
  }, [listed, start, topSequence]);

  return { total, scroller, lines, visible, scrollTo, onScroll, active, setActive };
};

type LineList = ReturnType<typeof useLineList>;

/**
 * Scrolls to the line that the model jumps to, or to the next one that is listed: as soon as the listed
 * lines are known, and again when it's loaded, as the lines around it then have other heights than
 * estimated. The returned function ends that, for when a person scrolls meanwhile.
 */
export const useLineJump = (model: ConsoleModel, { scroller, scrollTo }: LineList) => {
  const { jump, listed, loaded } = model;
  const [pending, setPending] = useState(jump);
  useEffect(() => setPending(jump), [jump]);

  const next = indexAtOrAfter(listed, pending?.sequence ?? 0);
  const index = pending ? Math.min(next, listed.length - 1) : -1;
  const isThere = index >= 0 && loaded.has(listed[index]);

  useEffect(() => {
    if (!pending || index < 0) return;
    scrollTo(index, pending.align);
    // Where the window is low, the list itself may be off screen.
    if (pending.align === 'center') scroller.current?.scrollIntoView({ block: 'nearest' });
    if (isThere) setPending(null);
  }, [pending, index, isThere, scroller, scrollTo]);

  return () => setPending(null);
};

const indexOf = (element: Element | null) => {
  const index = element?.closest('[data-index]')?.getAttribute('data-index');
  return index === null || index === undefined ? null : Number(index);
};

/** The line that a key moves to; undefined for keys that don't move. */
const targetOf = (key: string, from: number, total: number, { start, end }: IndexRange) => {
  const screen = Math.max(1, end - start - 1);
  const targets: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + screen,
    PageUp: from - screen,
    Home: 0,
    End: total - 1,
  };
  return Object.hasOwn(targets, key) ? Math.min(Math.max(targets[key], 0), total - 1) : undefined;
};

/** Keyboard focus in a list of which only a part is drawn: Tab reaches one line, arrow keys move on. */
export const useLineFocus = ({ listed, actions }: ConsoleModel, lineList: LineList) => {
  const { total, visible, scrollTo, setActive } = lineList;
  const list = useRef<HTMLOListElement | null>(null);
  const pending = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (pending.current === null) return;
    const line = list.current?.querySelector<HTMLElement>(`[data-index="${pending.current}"]`);
    if (!line) return;
    pending.current = null;
    line.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLLIElement)) return;
    const from = indexOf(event.target);
    if (from === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = targetOf(event.key, from, total, visible);
    if (to === undefined) return;
    event.preventDefault();
    if (to === from) return;
    pending.current = to;
    setActive(to);
    scrollTo(to);
    if (event.shiftKey && listed.length > 0) actions.extend(listed[from], listed[to]);
  };

  const onFocus = useCallback((event: FocusEvent) => setActive(indexOf(event.target)), [setActive]);

  const onBlur = useCallback(
    (event: FocusEvent) => {
      const stays = event.currentTarget.contains(event.relatedTarget);
      if (!stays && pending.current === null) setActive(null);
    },
    [setActive]
  );

  return { list, handlers: { onKeyDown, onFocus, onBlur } };
};
