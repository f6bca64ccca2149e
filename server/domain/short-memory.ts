import { createLru } from './lru';

interface ShortMemoryOptions<Value> {
  /** Keys that are kept at most; those used last. */
  limit: number;
  keptMs: number;
  make: () => Value;
  now?: () => number;
}

/** What is known by a key, for a while from when it was first asked for; then it begins anew, as `make` makes it. */
export const createShortMemory = <Value>({
  limit,
  keptMs,
  make,
  now = Date.now,
}: ShortMemoryOptions<Value>) => {
  const begin = () => ({ value: make(), since: now() });
  const remembered = createLru<ReturnType<typeof begin>>(limit);

  return (key: string): Value => {
    const memory = remembered(key, begin);
    if (now() - memory.since >= keptMs) Object.assign(memory, begin());
    return memory.value;
  };
};
