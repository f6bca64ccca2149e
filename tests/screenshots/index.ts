import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { EventType, ListSessionsAnswer } from '../../shared/contracts';
import { launchBrowser, visit, type Visit } from '../harness/browser';
import { seedApp, startTransfer } from '../harness/official-plugin';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { bundlePlugin } from '../harness/plugin-bundle';
import { startStrapi, type RunningStrapi } from '../harness/start-strapi';
import { until } from '../harness/until';

const FOLDER = path.join(REPOSITORY, 'docs', 'screenshots');
const LIST = '/admin/plugins/localazy-activity-logs';

const sessionsOf = async (app: RunningStrapi, eventType: EventType) => {
  const path = `/localazy-activity-logs/sessions?eventType=${eventType}`;
  const { body } = await app.request<ListSessionsAnswer>('GET', path, { token: app.admin.token });
  return body.results;
};

const record = async (
  app: RunningStrapi,
  eventType: EventType,
  start: () => Promise<unknown>
): Promise<number> => {
  const before = (await sessionsOf(app, eventType)).length;
  await start();
  const ended = await until(`the ${eventType} has ended`, async () => {
    const [newest, ...older] = await sessionsOf(app, eventType);
    return older.length === before && newest?.status !== 'in-progress' ? newest : undefined;
  });
  return ended.id;
};

/** Real operations of the official plugin: some that went well, some that did not. */
const recordSome = async (app: RunningStrapi): Promise<number> => {
  await seedApp(app, { articles: 5 });
  const upload = () => startTransfer(app, 'upload');
  await record(app, 'upload', upload);
  const heal = app.localazy.failOn({ path: /\/import$/, trouble: { status: 401 } });
  await record(app, 'upload', upload);
  heal();
  await record(app, 'upload', upload);
  const download = await record(app, 'download', () => startTransfer(app, 'download'));
  await record(app, 'webhook', () => app.localazy.deliverWebhook(app.url));
  await record(app, 'webhook', () => app.localazy.deliverWebhook(app.url, { forge: true }));
  return download;
};

const createCamera = (browser: Browser, app: RunningStrapi) => {
  return async (name: string, address: string, role: 'row' | 'log', options: Visit = {}) => {
    const page = await visit(browser, app, options);
    page.setDefaultTimeout(60_000);
    await page.goto(address);
    await page.getByRole(role).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    await page.context().close();
  };
};

const pluginDir = path.join(CACHE_DIR, `screenshots-${process.pid}`);
await mkdir(FOLDER, { recursive: true });
await bundlePlugin(pluginDir);
const app = await startStrapi({ serveAdminPanel: true, pluginDir });
const browser = await launchBrowser();
try {
  const download = await recordSome(app);
  const shoot = createCamera(browser, app);
  await shoot('list', LIST, 'row');
  await shoot('list-dark', LIST, 'row', { theme: 'dark' });
  await shoot('list-narrow', LIST, 'row', { width: 360 });
  await shoot('webhooks', `${LIST}?tab=webhook`, 'row');
  await shoot('detail', `${LIST}/sessions/${download}`, 'log');
  await shoot('detail-dark', `${LIST}/sessions/${download}`, 'log', { theme: 'dark' });
  console.log(`Pictures in ${path.relative(REPOSITORY, FOLDER)}`);
} finally {
  await browser.close();
  await app.stop();
  await rm(pluginDir, { recursive: true, force: true });
}
process.exit();
