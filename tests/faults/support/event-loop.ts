/** Watches the event loop. Returns how to stop, which returns the longest time in ms that it was held. */
export const watchEventLoop = () => {
  let last = performance.now();
  let longest = 0;
  const note = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(note, 5);
  return () => {
    clearInterval(timer);
    note();
    return Math.round(longest);
  };
};
