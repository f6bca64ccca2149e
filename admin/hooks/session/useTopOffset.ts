import { useLayoutEffect, useRef } from 'react';

/**
 * Keeps the custom property `--top-offset` of an element at its distance from the page's top, so that
 * its style can fit it into the rest of the window.
 */
export const useTopOffset = <Element extends HTMLElement>() => {
  const ref = useRef<Element>(null);
  useLayoutEffect(() => {
    const update = () => {
      const { current } = ref;
      if (!current) return;
      const top = Math.round(current.getBoundingClientRect().top + window.scrollY);
      current.style.setProperty('--top-offset', `${top}px`);
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return ref;
};
