import { setTimeout as sleep } from 'node:timers/promises';

type Truthy<T> = Exclude<T, false | 0 | '' | null | undefined>;

/**
 * Asks again and again until the answer is truthy, and answers that. Rejects after `timeoutMs` with
 * what was awaited.
 */
export const until = async <T>(
  what: string,
  ask: () => T | Promise<T>,
  { timeoutMs = 15_000, everyMs = 50 } = {}
): Promise<Truthy<T>> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Truthy<T>;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    await sleep(everyMs);
  }
};
