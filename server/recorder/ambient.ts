import { AsyncLocalStorage } from 'node:async_hooks';
import type { SessionHandle } from './types';

/** The session in whose async context code runs: across awaits, timers and callbacks. */
export const createAmbientSession = () => {
  const storage = new AsyncLocalStorage<SessionHandle | undefined>();
  return {
    current: () => storage.getStore(),
    run: <Result>(session: SessionHandle, fn: () => Result): Result => storage.run(session, fn),
    /** Runs `fn` without a session: for the plugin's own console lines. */
    outside: <Result>(fn: () => Result): Result => storage.run(undefined, fn),
  };
};

export type AmbientSession = ReturnType<typeof createAmbientSession>;
