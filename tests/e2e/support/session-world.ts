import type { Page } from 'playwright-core';
import type { ActivityLogger } from '../../../server/recorder/types';
import type { Store } from '../../../server/store/types';
import { sharedStrapi, type RunningStrapi } from '../../harness/start-strapi';
import { closeWindows, sharedBrowser, visit, type Visit } from '../../harness/browser';
import { seedSession, type SeededSession } from '../../harness/seed-session';
import { openInPanel } from './open-in-panel';

export { STARTED_AT, times, type Line } from '../../harness/seed-session';

const PLUGIN_ID = 'localazy-activity-logs';

/** The list's address; a session's is below it. */
export const LIST = `/admin/plugins/${PLUGIN_ID}`;

/** How long a page's first start may take: the whole admin panel is loaded with it. */
const PAGE_TIMEOUT_MS = 20_000;

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
  /** Opens a session anew in a window whose panel is loaded already. */
  reopen(page: Page, id: number | string, rest?: string): Promise<void>;
  stop(): Promise<void>;
}

/** As in the list's tests, so that both share one Strapi. */
const HOUR_MS = 3_600_000;

/** One Strapi and one browser for all tests of a worker; each file begins with no session. */
export const startSessionWorld = async (): Promise<SessionWorld> => {
  const app = await sharedStrapi({
    serveAdminPanel: true,
    config: { heartbeat: { leaseMs: HOUR_MS } },
  });
  const browser = await sharedBrowser();
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
    reopen: (page, id, rest = '') => openInPanel(page, `${LIST}/sessions/${id}${rest}`),
    async stop() {
      await closeWindows(browser);
      await app.stop();
    },
  };
};
