import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedApp, startStrapi, type RunningStrapi } from '../harness';
import { launchBrowser, visit } from '../harness/browser';

describe('an editor who uploads from the official plugin’s page', () => {
  let app: RunningStrapi;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startStrapi({ serveAdminPanel: true });
    await seedApp(app, { articles: 3 });
    browser = await launchBrowser();
    page = await visit(browser, app, { admin: null });
    page.setDefaultTimeout(40_000);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('signs in, uploads, finds the session and reads its lines', async () => {
    await page.goto('/admin');
    await page.getByLabel(/email/i).fill(app.admin.email);
    await page.getByLabel(/^password/i).fill(app.admin.password);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByRole('link', { name: 'Activity Logs' }).waitFor();

    await page.goto('/admin/plugins/localazy');
    await page.getByRole('button', { name: 'Start upload' }).click();

    await page.goto('/admin/plugins/localazy-activity-logs');
    const row = page.getByRole('row', { name: /Completed.*Ada Lovelace.*Uploaded \d+ keys/ });
    await row.waitFor();
    await row.getByRole('link').click();

    const log = page.getByRole('log');
    await log.getByText('Uploading collections to Localazy...').waitFor();
    expect(await log.getByText('Upload started').count()).toBe(1);
    expect(await log.getByText('Upload finished', { exact: true }).count()).toBe(1);
  }, 240_000);
});
