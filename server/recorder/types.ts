import type { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import { eventTypeSchema } from '../../shared/contracts';

/** What an integer column holds on every database. */
const MAX_ID = 2 ** 31 - 1;

/** How a caller of the `logger` service describes an operation. */
export const sessionMetaSchema = z
  .object({
    /** The tab that it's shown in. */
    eventType: eventTypeSchema,
    /** Shown as "Initiated by"; where it's absent or blank, the admin user of the current request, else "Strapi User". */
    initiatedBy: z.string().optional(),
    /** The admin user's id. */
    initiatorId: z.number().int().positive().max(MAX_ID).optional(),
    /** What is shown while it runs. */
    summary: z.string().optional(),
  })
  .strict();
export type SessionMeta = z.infer<typeof sessionMetaSchema>;

/** Records one operation. No method throws, waits for the database or returns a promise. */
export interface SessionHandle {
  debug(message: string, data?: unknown): void;
  info(message: string, data?: unknown): void;
  warn(message: string, data?: unknown): void;
  error(message: string, data?: unknown): void;
  /** What the table shows in the Summary column; the last one counts. */
  summarize(text: string): void;
  progress(done: number, total: number): void;
  /** Ends the session as Failed with `reason` as its summary. The first end wins. */
  fail(reason: string): void;
  /** Ends the session as Completed. The first end wins. */
  complete(summary?: string): void;
}

/** The public `logger` service. */
export interface ActivityLogger {
  /** Runs `fn` as a session: Completed when it resolves, Failed when it throws; the caller gets the same error. */
  run<Result>(
    meta: SessionMeta,
    fn: (session: SessionHandle) => Result | Promise<Result>
  ): Promise<Result>;
  /** `fn` as a function each of whose calls is a session, which ends when the generator ends. */
  wrap<This, Args extends unknown[], Values extends AsyncGenerator>(
    meta: SessionMeta | ((...args: Args) => SessionMeta),
    fn: (this: This, ...args: Args) => Values
  ): (this: This, ...args: Args) => Values;
  /** `fn` as a function each of whose calls is a session; `this` and arguments are passed on. */
  wrap<This, Args extends unknown[], Result>(
    meta: SessionMeta | ((...args: Args) => SessionMeta),
    fn: (this: This, ...args: Args) => Result | Promise<Result>
  ): (this: This, ...args: Args) => Promise<Result>;
  /** Opens a session that its caller ends with `complete` or `fail`. */
  start(meta: SessionMeta): SessionHandle;
  /** The session in whose async context this code runs, if any. */
  current(): SessionHandle | undefined;
  /** Resolves when everything logged so far is stored, or could not be stored for now. */
  flush(): Promise<void>;
}

/** The session in whose async context code runs: across awaits, timers and callbacks. */
export type AmbientSession = AsyncLocalStorage<SessionHandle | undefined>;
