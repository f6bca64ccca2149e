import type { AsyncLocalStorage } from 'node:async_hooks';
import type { SessionHandle } from '../../index';

export type { Logger as ActivityLogger, SessionHandle, SessionMeta } from '../../index';

/** The session in whose async context code runs: across awaits, timers and callbacks. */
export type AmbientSession = AsyncLocalStorage<SessionHandle | undefined>;
