import type { Browser } from 'playwright-core';
import { sharedStrapi, type RunningStrapi, type StartOptions } from '../../harness';
import { closeWindows, sharedBrowser, visit, type Visit } from '../../harness/browser';
import { LIST, onList, type ListPage } from './list-page';
import { createSeeder, type Seeder } from './list-sessions';

export { LIST } from './list-page';

/** For a busy machine. */
export const PAGE_TIMEOUT_MS = 20_000;

/** Sessions that nobody's process runs must not be taken for interrupted while a test looks at them. */
const HOUR_MS = 3_600_000;

/** One Strapi and one browser for all tests of a worker; each file begins with no session. */
export interface ListWorld {
  app: RunningStrapi;
  browser: Browser;
  seed: Seeder;
  /** A window of its own, where the list isn't open yet. */
  window(options?: Visit): Promise<ListPage>;
  /** Opens the list in a window of its own: `query` is what follows the `?`. */
  open(options?: Visit & { query?: string }): Promise<ListPage>;
  stop(): Promise<void>;
}

export const startListWorld = async (options: StartOptions = {}): Promise<ListWorld> => {
  const app = await sharedStrapi({
    serveAdminPanel: true,
    config: { heartbeat: { leaseMs: HOUR_MS } },
    ...options,
  });
  const browser = await sharedBrowser();
  const openWindow = async (options: Visit = {}) => {
    const page = await visit(browser, app, options);
    page.setDefaultTimeout(PAGE_TIMEOUT_MS);
    return onList(page, options.language);
  };
  return {
    app,
    browser,
    seed: await createSeeder(app),
    window: openWindow,
    async open({ query = '', ...rest } = {}) {
      const list = await openWindow(rest);
      await list.page.goto(`${LIST}&${query}`);
      return list;
    },
    async stop() {
      await closeWindows(browser);
      await app.stop();
    },
  };
};
