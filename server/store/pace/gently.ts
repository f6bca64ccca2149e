import { setTimeout as sleep } from 'node:timers/promises';

export type Gently = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Runs steps of work that nobody waits for, with long breaks between them, so that whoever asks for
 * something meanwhile hardly notices: of `oneIn` moments one is worked in. Rejects once the signal
 * says to stop.
 */
export const createGently =
  (signal: AbortSignal, oneIn: number): Gently =>
  async (work) => {
    signal.throwIfAborted();
    const start = performance.now();
    const result = await work();
    const took = performance.now() - start;
    await sleep(took * (oneIn - 1), undefined, { ref: false, signal });
    return result;
  };
