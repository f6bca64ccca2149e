import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the custom property `--room-above` of an element at its distance from the page's top, so that
 * its style can fit it into what of the window is left below.
 */
export const useRoomAbove = (element: RefObject<HTMLElement>) => {
  useLayoutEffect(() => {
    const tell = () => {
      const { current } = element;
      if (!current) return;
      const top = Math.round(current.getBoundingClientRect().top + window.scrollY);
      current.style.setProperty('--room-above', `${top}px`);
    };
    tell();
    const observer = new ResizeObserver(tell);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
};
