import { setImmediate } from 'node:timers/promises';

/**
 * Lets waiting requests have their turn between two statements: SQLite's driver is synchronous, so a
 * loop of queries alone would hold the event loop from its start to its end.
 */
export const yieldToEventLoop = (): Promise<void> => setImmediate();
