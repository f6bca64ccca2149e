import { useCallback, useLayoutEffect, useRef } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import type { IndexRange } from '../../console/blocks';

interface LineFocusOptions {
  total: number;
  visible: IndexRange;
  scrollTo: (index: number) => void;
  /** The line with the focus, which the list has to keep drawn; null where it's elsewhere. */
  onActive: (index: number | null) => void;
  onExtend: (from: number, to: number) => void;
}

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
export const useLineFocus = (options: LineFocusOptions) => {
  const { total, visible, scrollTo, onActive, onExtend } = options;
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
    onActive(to);
    scrollTo(to);
    if (event.shiftKey) onExtend(from, to);
  };

  const onFocus = useCallback((event: FocusEvent) => onActive(indexOf(event.target)), [onActive]);

  const onBlur = useCallback(
    (event: FocusEvent) => {
      const stays = event.currentTarget.contains(event.relatedTarget);
      if (!stays && pending.current === null) onActive(null);
    },
    [onActive]
  );

  return { list, handlers: { onKeyDown, onFocus, onBlur } };
};
