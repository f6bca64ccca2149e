// What other code of a Strapi app may rely on, and what server/recorder implements. It stands alone, so that
// it compiles wherever it's imported.

/** How a caller describes an operation. */
export interface SessionMeta {
  /** The tab that it's shown in. */
  eventType: 'upload' | 'download' | 'webhook';
  /** Shown as "Initiated by"; where it's absent or blank, the admin user of the current request, else "Strapi User". */
  initiatedBy?: string | undefined;
  /** The admin user's id. */
  initiatorId?: number | undefined;
  /** What is shown while it runs. */
  summary?: string | undefined;
}

/** The log of one operation. No method throws, waits for the database or returns a promise. */
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

/** The public service: `strapi.plugin('localazy-activity-logs').service('logger')`. */
export interface Logger {
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
