import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, visit, type Visit } from '../harness/browser';
import { createDatabase } from '../harness/databases';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { bundlePlugin } from '../harness/plugin-bundle';
import { startStrapi, type RunningStrapi } from '../harness/start-strapi';
import { HOMEPAGE_UID } from '../playground/runner/seed';
import { seedHistory } from './history';
import { recordToday, startCatalogue } from './operations';

const FOLDER = path.join(REPOSITORY, 'docs', 'screenshots');
const LIST = '/admin/plugins/localazy-activity-logs';

/** A phone's. */
const NARROW: Visit = { width: 360, height: 740 };

const TABLET: Visit = { width: 768, height: 1_024 };

/** Leads a page that isn't open yet to what is to be seen. */
type Scene = (page: Page) => Promise<void>;

const list =
  (query = 'tab=upload'): Scene =>
  async (page) => {
    await page.goto(`${LIST}?${query}`);
    await page.getByRole('row').nth(1).waitFor();
  };

const session =
  (id: number, rest = ''): Scene =>
  async (page) => {
    await page.goto(`${LIST}/sessions/${id}${rest}`);
    await page.getByRole('log').locator('[data-line]').first().waitFor();
  };

const empty: Scene = async (page) => {
  await page.goto(LIST);
  await page.getByRole('link', { name: 'Open the Localazy plugin' }).waitFor();
};

const unreachable: Scene = async (page) => {
  await page.route('**/localazy-activity-logs/sessions?*', (route) => route.abort());
  await page.goto(LIST);
  await page.getByRole('button', { name: 'Try again' }).waitFor();
};

const missing: Scene = async (page) => {
  await page.goto(`${LIST}/sessions/123456`);
  await page.getByRole('heading', { name: 'Session not found' }).waitFor();
};

const clearing: Scene = async (page) => {
  await list()(page);
  await page.getByRole('button', { name: 'Clear logs' }).click();
  await page.getByText('will be deleted').waitFor();
};

/** The panel beside an entry in the Content Manager. */
const panel: Scene = async (page) => {
  await page.goto(`/admin/content-manager/single-types/${HOMEPAGE_UID}?plugins[i18n][locale]=de`);
  await page
    .getByRole('region', { name: 'Localazy transfers of this entry' })
    .scrollIntoViewIfNeeded();
};

const createCamera = (browser: Browser, app: RunningStrapi) => {
  const shoot = async (name: string, scene: Scene, options?: Visit) => {
    const page = await visit(browser, app, options);
    page.setDefaultTimeout(60_000);
    await scene(page);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    await page.context().close();
  };
  return {
    shoot,
    async inBothThemes(name: string, scene: Scene) {
      await shoot(name, scene);
      await shoot(`${name}-dark`, scene, { theme: 'dark' });
    },
  };
};

const takeAll = async (browser: Browser, app: RunningStrapi) => {
  const { shoot, inBothThemes } = createCamera(browser, app);
  await inBothThemes('empty', empty);
  await inBothThemes('error', unreachable);
  await inBothThemes('not-found', missing);

  await seedHistory(app.strapi.plugin('localazy-activity-logs').service('store'));
  const { download, refused } = await recordToday(app);
  await inBothThemes('list', list());
  await shoot('list-narrow', list(), NARROW);
  await shoot('list-tablet', list(), TABLET);
  await shoot('list-filtered', list('tab=upload&search=uploaded&status=completed'));
  await shoot('webhooks', list('tab=webhook'));
  await inBothThemes('clear', clearing);
  await inBothThemes('detail', session(download));
  await shoot('detail-narrow', session(download), NARROW);
  await inBothThemes('content-manager', panel);
  await inBothThemes('detail-failed', session(refused, '?verbose=1'));

  const catalogue = await startCatalogue(app);
  await inBothThemes('running', list());
  await inBothThemes('detail-running', session(catalogue.id));
  await shoot('detail-search', session(catalogue.id, '?search=products&context=1&line=8-10'));
  catalogue.end();
};

const pluginDir = path.join(CACHE_DIR, `screenshots-${process.pid}`);
await mkdir(FOLDER, { recursive: true });
await bundlePlugin(pluginDir);
const database = await createDatabase('sqlite');
const app = await startStrapi({ serveAdminPanel: true, pluginDir, database });
const browser = await launchBrowser();
try {
  await takeAll(browser, app);
  console.log(`Pictures in ${path.relative(REPOSITORY, FOLDER)}`);
} finally {
  await browser.close();
  await app.stop();
  await database.drop();
  await rm(pluginDir, { recursive: true, force: true });
}
process.exit();
