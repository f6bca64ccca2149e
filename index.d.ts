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
  /** Shown until `summarize`, `complete` or `fail` replaces it. */
  summary?: string | undefined;
}

/** An entry of content, and what was done to it. */
export interface EntryContent {
  /** The content type's uid, e.g. `api::article.article`. */
  type: string;
  /** The id of the entry that opens in the Content Manager; where none was made, of its source. */
  id: number;
  /** The language that was sent or received; absent where the type isn't localized. */
  locale?: string | null | undefined;
  action: 'created' | 'updated' | 'failed' | 'skipped' | 'sent';
}

/** The log of one operation. No method throws, waits for the database or returns a promise. */
export interface SessionHandle {
  debug(message: string, data?: unknown): void;
  info(message: string, data?: unknown): void;
  warn(message: string, data?: unknown): void;
  error(message: string, data?: unknown): void;
  /**
   * Logs what was done to an entry of content, so that the line links to it and the session counts it.
   * Without a message it's a debug line; with one an error where the action is `failed`, else info.
   */
  about(content: EntryContent, message?: string): void;
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
  /** Runs `fn` as a session: Completed when it resolves, Failed when it throws. Its result or error is passed on. */
  run<Result>(
    meta: SessionMeta,
    fn: (session: SessionHandle) => Result | Promise<Result>
  ): Promise<Result>;
  /** Returns a function that calls `fn` and records each call as a session, which lasts until the generator ends. */
  wrap<This, Args extends unknown[], Values extends AsyncGenerator>(
    meta: SessionMeta | ((...args: Args) => SessionMeta),
    fn: (this: This, ...args: Args) => Values
  ): (this: This, ...args: Args) => Values;
  /** Returns a function that calls `fn` and records each call as a session; `this` and the arguments are passed on. */
  wrap<This, Args extends unknown[], Result>(
    meta: SessionMeta | ((...args: Args) => SessionMeta),
    fn: (this: This, ...args: Args) => Result | Promise<Result>
  ): (this: This, ...args: Args) => Promise<Result>;
  /** Opens a session that its caller ends with `complete` or `fail`. */
  start(meta: SessionMeta): SessionHandle;
  /** Returns the session that this code runs in, also after awaits and in timers; `undefined` elsewhere. */
  current(): SessionHandle | undefined;
  /** Resolves once everything logged so far is stored, or an attempt to store it has failed; it never rejects. */
  flush(): Promise<void>;
}
