import { useEffect, useRef, useState } from 'react';

/** `value`, but changing at most once in `pause` milliseconds; the last one always comes through. */
export const useThrottled = <Value>(value: Value, pause: number): Value => {
  const [told, setTold] = useState(value);
  const toldAt = useRef(-Infinity);

  useEffect(() => {
    const wait = Math.max(0, toldAt.current + pause - performance.now());
    const timer = window.setTimeout(() => {
      toldAt.current = performance.now();
      setTold(value);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [value, pause]);

  return told;
};
