import { useEffect, useState } from 'react';

const TICK_MS = 1_000;

/** The present instant (epoch milliseconds), renewed each second while `isTicking`. */
export const useNow = (isTicking: boolean): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return undefined;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, [isTicking]);
  return now;
};
