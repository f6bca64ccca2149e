import { setTimeout as sleep } from 'node:timers/promises';

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/**
 * Calls `read` again and again until it returns something truthy, and returns that. Rejects after `timeoutMs` with
 * what was awaited.
 */
export const until = async <T>(
  what: string,
  read: () => T | Promise<T>,
  { timeoutMs = 15_000, everyMs = 50 } = {}
): Promise<Truthy<T>> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value) return value as Truthy<T>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    await sleep(everyMs);
  }
};
