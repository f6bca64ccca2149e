import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { ActivityLogger } from '../../../server/recorder/types';
import type { NewEntry, NewSession, SessionEnd, Store } from '../../../server/store/types';
import { startStrapi, type RunningStrapi } from '../../harness';
import { launchBrowser, visit, type Visit } from '../../harness/browser';

const PLUGIN_ID = 'localazy-activity-logs';

/** The list's address; a session's is below it. */
export const LIST = `/admin/plugins/${PLUGIN_ID}`;

/** 23 November 2026, 13:00:00 in Prague, where the tests' browser is. */
export const STARTED_AT = Date.UTC(2026, 10, 23, 12);

/** How long a page's first start may take: the whole admin panel is loaded with it. */
const PAGE_TIMEOUT_MS = 20_000;

export type Line = Partial<Omit<NewEntry, 'sessionId' | 'data'>> & { data?: unknown };

/** A session as a test needs it; what it doesn't say is usual. */
export interface SeededSession extends Partial<NewSession> {
  lines?: Line[];
  /** Running where null. */
  end?: Partial<SessionEnd> | null;
}

export const times = <Item>(count: number, make: (number: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const toEntry = (sessionId: number, line: Line, index: number): NewEntry => ({
  sequence: index + 1,
  timestamp: STARTED_AT + index,
  level: 'info',
  message: `Line ${index + 1}`,
  ...line,
  sessionId,
  data: line.data === undefined ? null : JSON.stringify(line.data),
});

const countsOf = (entries: NewEntry[]) => ({
  entryCount: entries.length,
  warningCount: entries.filter(({ level }) => level === 'warn').length,
  errorCount: entries.filter(({ level }) => level === 'error').length,
});

let ordinal = 0;

/** Stores a session with its lines, past the recorder, as if it had run; answers its id. */
const seedSession = async (store: Store, given: SeededSession): Promise<number> => {
  const { lines = [], end = {}, ...meta } = given;
  const session: NewSession = {
    instanceId: 'seeded',
    ordinal: ++ordinal,
    eventType: 'upload',
    startedAt: STARTED_AT,
    initiatedBy: 'Ada Lovelace',
    initiatorId: null,
    summary: 'Uploaded 40 keys',
    ...meta,
  };
  const id = await store.sessions.insert(session);
  const entries = lines.map((line, index) => toEntry(id, line, index));
  await store.entries.insert(entries);
  const progress = { id, summary: session.summary, progress: null, ...countsOf(entries) };
  if (end === null) await store.sessions.renew([progress]);
  else {
    const finishedAt = session.startedAt + 90_000;
    const usual = { ...progress, status: 'completed' as const, finishedAt, durationMs: 90_000 };
    await store.sessions.end({ ...usual, ...end });
  }
  return id;
};

export interface SessionWorld {
  app: RunningStrapi;
  store: Store;
  logger: ActivityLogger;
  /** What went wrong in the pages' own code, which should be nothing. */
  faults: string[];
  seed(session?: SeededSession): Promise<number>;
  /** A window of its own, on a page that isn't open yet. */
  window(options?: Visit): Promise<Page>;
  /** Opens a session in a window of its own; `rest` is query and hash. */
  open(id: number, options?: Visit & { rest?: string }): Promise<Page>;
  stop(): Promise<void>;
}

const closeAll = (contexts: BrowserContext[]) =>
  Promise.all(contexts.map((context) => context.close()));

/** One Strapi with its admin panel, and one browser, for the tests of a file. */
export const startSessionWorld = async (): Promise<SessionWorld> => {
  const app = await startStrapi({ serveAdminPanel: true });
  const browser: Browser = await launchBrowser();
  const { store, logger } = app.strapi.plugin(PLUGIN_ID).services as {
    store: Store;
    logger: ActivityLogger;
  };
  const faults: string[] = [];

  const openWindow = async (options?: Visit) => {
    const page = await visit(browser, app, options);
    page.setDefaultTimeout(PAGE_TIMEOUT_MS);
    // A blank page has no storage for the harness to sign in with.
    page.on('pageerror', (error) => page.url() === 'about:blank' || faults.push(String(error)));
    return page;
  };

  return {
    app,
    store,
    logger,
    faults,
    seed: (session = {}) => seedSession(store, session),
    window: openWindow,
    async open(id, { rest = '', ...options } = {}) {
      const page = await openWindow(options);
      await page.goto(`${LIST}/sessions/${id}${rest}`);
      return page;
    },
    async stop() {
      await closeAll(browser.contexts());
      await browser.close();
      await app.stop();
    },
  };
};
