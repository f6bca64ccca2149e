/** The largest first. Milliseconds each; a month and a year are the calendar's mean ones. */
const UNITS = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How far `instant` is from `now` (both epoch milliseconds), in the largest unit that it fills once. */
export const relativeTime = (instant: number, now: number) => {
  const distance = instant - now;
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? UNITS[UNITS.length - 1];
  return { unit, value: Math.trunc(distance / size) };
};
