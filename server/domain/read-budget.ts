import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

type ReadBudget = <Result>(statement: () => Promise<Result>) => Promise<Result>;

/**
 * Runs at most `limit` statements that scan many rows at a time, in the order in which they come, with a
 * turn of the event loop after each: on SQLite, and with few connections, any number of searches costs
 * other requests no more than one does.
 */
export const createReadBudget = (limit: number): ReadBudget => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (statement) => {
    if (running < limit) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await statement();
    } finally {
      await yieldToEventLoop();
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
