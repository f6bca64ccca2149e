import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import { launchBrowser, visit } from '../../harness/browser';
import { createDatabase } from '../../harness/databases';
import { seedApp } from '../../harness/official-plugin';
import { REPOSITORY } from '../../harness/paths';
import { startStrapi, type RunningStrapi } from '../../harness/start-strapi';
import { ARTICLE_UID } from '../../playground/runner/seed';
import { buildSessions } from '../data/build';
import type { Figure, Measured } from '../figures';
import { median, timed } from '../measure/statistics';

const SESSIONS = 50_000;
const ARTICLES = 200;
const PAIRS = { quick: 5, whole: 15 };
const GOAL_RATIO = 1.5;
const TIMEOUT_MS = 60_000;

const HOME = '/admin/';
const OURS = `/admin/plugins/${PLUGIN_ID}`;
const THEIRS = `/admin/content-manager/collectionType/${ARTICLE_UID}`;

const MENU_LINK = { [OURS]: `a[href^="${OURS}"]`, [THEIRS]: 'a[href^="/admin/content-manager"]' };

/** By its second cell: while the Content Manager loads, it shows a row of one cell, with a spinner. */
const firstRow = (page: Page) => page.locator('main tbody td:nth-child(2)').first().waitFor();

/** In a new window, whose HTTP cache is empty. */
const inNewWindow = async (
  browser: Browser,
  app: RunningStrapi,
  measure: (page: Page) => Promise<number>
): Promise<number> => {
  const page = await visit(browser, app);
  page.setDefaultTimeout(TIMEOUT_MS);
  try {
    return await measure(page);
  } finally {
    await page.context().close();
  }
};

/** Milliseconds from the address typed to the first row. */
const byAddress = (list: string) => (page: Page) =>
  timed(async () => {
    await page.goto(list, { waitUntil: 'commit' });
    await firstRow(page);
  });

/** Milliseconds from the click in Strapi's menu, on a page that has loaded all of its own, to the first row. */
const fromMenu = (list: keyof typeof MENU_LINK) => async (page: Page) => {
  await page.goto(HOME, { waitUntil: 'networkidle' });
  const link = page.locator(MENU_LINK[list]).first();
  await link.waitFor();
  return timed(async () => {
    await link.click();
    await firstRow(page);
  });
};

const WAYS = [
  { work: 'The list opened by its address, until its first row, median', way: byAddress },
  { work: 'The list opened from Strapi’s menu, until its first row, median', way: fromMenu },
];

const measurePair = async (
  browser: Browser,
  app: RunningStrapi,
  { way }: (typeof WAYS)[number]
) => ({
  ours: await inNewWindow(browser, app, way(OURS)),
  theirs: await inNewWindow(browser, app, way(THEIRS)),
});

const wayFigure = async (
  browser: Browser,
  app: RunningStrapi,
  { pairs, ...way }: (typeof WAYS)[number] & { pairs: number }
): Promise<Figure> => {
  // The first pair warms up the server's caches and isn't counted.
  await measurePair(browser, app, way);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const took = await measurePair(browser, app, way);
    ours.push(took.ours);
    theirs.push(took.theirs);
  }
  return {
    work: way.work,
    value: median(ours),
    unit: 'ms',
    reference: { what: 'Content Manager', value: median(theirs) },
    goal: { of: 'ratio', atMost: GOAL_RATIO },
  };
};

const buildPanel = () =>
  promisify(execFile)(process.execPath, [path.join(REPOSITORY, 'tools', 'build.mjs'), '--panel']);

/** How soon our list shows rows, beside the Content Manager's list of articles. On SQLite, in a Chromium. */
export const benchPages = async (options: {
  pluginDir: string;
  quick: boolean;
}): Promise<Measured[]> => {
  await buildPanel();
  const database = await createDatabase('sqlite', { durable: true });
  const app = await startStrapi({ database, pluginDir: options.pluginDir, serveAdminPanel: true });
  const browser = await launchBrowser();
  try {
    await seedApp(app, { articles: ARTICLES });
    await buildSessions(database, SESSIONS);
    const pairs = options.quick ? PAIRS.quick : PAIRS.whole;
    const figures: Figure[] = [];
    for (const way of WAYS) figures.push(await wayFigure(browser, app, { ...way, pairs }));
    return figures.map((figure) => ({ ...figure, database: 'sqlite', sessions: SESSIONS }));
  } finally {
    await browser.close();
    await app.stop();
    await database.drop();
  }
};
