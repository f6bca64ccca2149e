const STEP = 1_000;

/** For "10,000+": what is left of a count that stopped somewhere past it, the same on every page of a list. */
export const atLeast = (counted: number) => Math.floor(counted / STEP) * STEP;
