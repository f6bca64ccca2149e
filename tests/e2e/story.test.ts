import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleSchema } from '../../shared/contracts';
import { permissionAction } from '../../shared/permissions';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { closeWindows, launchBrowser, visit, type Visit } from '../harness/browser';
import { seedIdentity } from '../playground/runner/seed';
import { accessFaults } from './support/axe';

const ARTICLE = 'api::article.article';
const TOO_LONG = 'Kaffee in Lissabon: ein Tag zwischen Alfama, Belém und dem Fluss, erster Teil';

describe('content and its transfers', () => {
  let app: RunningStrapi;
  let browser: Browser;
  let page: Page;
  let articleId: number;
  let otherId: number;

  const open = async (address: string, options?: Visit) => {
    page = await visit(browser, app, options);
    page.setDefaultTimeout(20_000);
    await page.goto(address);
  };
  const editView = (id: number, locale = 'en') =>
    `/admin/content-manager/collection-types/${ARTICLE}/${id}?plugins[i18n][locale]=${locale}`;
  const panel = () => page.getByRole('region', { name: 'Localazy transfers of this entry' });
  const language = (name: string) =>
    panel()
      .locator('div', { has: page.getByRole('heading', { name, exact: true }) })
      .last();

  const log = () => page.getByRole('log', { name: 'Log lines' });

  const endedSessions = async () => {
    const { body } = await app.request<{ results: { status: string }[] }>(
      'GET',
      '/localazy-activity-logs/sessions?pageSize=100',
      { token: app.admin.token }
    );
    return body.results.filter(({ status }) => status !== 'in-progress').length;
  };
  const transfer = async (kind: 'upload' | 'download') => {
    const before = await endedSessions();
    await startTransfer(app, kind);
    await until(`the ${kind} has ended`, async () => (await endedSessions()) > before);
  };

  beforeAll(async () => {
    app = await startStrapi({ serveAdminPanel: true });
    [articleId, otherId] = await seedApp(app, { articles: 2 });
    Object.assign(app.strapi.contentTypes[ARTICLE].attributes.title, { maxLength: 60 });
    browser = await launchBrowser();
  }, 180_000);
  beforeEach(() => closeWindows(browser));
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('shows nothing beside an entry of which nothing is recorded, nor beside a new one', async () => {
    await open(editView(articleId));
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await panel().count()).toBe(0);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`/admin/content-manager/collection-types/${ARTICLE}/create`);
    await page.getByRole('button', { name: 'Save' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => url.includes('/content/history'))).toEqual([]);
  }, 60_000);

  it('leads from a missing German article to the line with the cause, and shows that it is mended', async () => {
    await transfer('upload');
    const germanTitle = `de:${ARTICLE}[${articleId}].title`;
    app.localazy.state.translations.set(germanTitle, TOO_LONG);
    await transfer('download');

    // The German article is missing: the editor opens the English one.
    await open(editView(articleId));
    await panel().waitFor();
    expect(await language('English (en)').innerText()).toMatch(/Sent .*\s+Ada Lovelace/);
    expect(await language('Czech (cs)').innerText()).toMatch(/Created .*\s+Ada Lovelace/);
    expect(await accessFaults(page, ['[aria-label="Localazy transfers of this entry"]'])).toEqual(
      []
    );
    await language('German (de)')
      .getByRole('link', { name: /^Failed / })
      .click();

    await page.waitForURL(/localazy-activity-logs\/sessions\/\d+\?.*line=\d+/);
    const line = log().getByText(/title must be at most 60 characters/);
    await line.first().waitFor();

    // The translator shortens it in Localazy; the editor downloads again.
    app.localazy.state.translations.set(germanTitle, 'Kaffee in Lissabon');
    await page.goto('/admin/plugins/localazy');
    await page.getByRole('link', { name: 'Download to Strapi' }).click();
    const before = await endedSessions();
    await page.getByRole('button', { name: 'Start download' }).click();
    await until('the download has ended', async () => (await endedSessions()) > before, {
      timeoutMs: 30_000,
    });

    await page.goto(editView(articleId));
    await language('German (de)')
      .getByRole('link', { name: /^(Created|Updated) / })
      .waitFor();
    expect(await language('German (de)').getByText('Failed').count()).toBe(0);
  }, 120_000);

  it('says that the last download did not change the entry', async () => {
    const { sources } = app.localazy.state;
    const kept = [...sources].filter(([key]) => key.startsWith(`${ARTICLE}[${otherId}]`));
    sources.clear();
    kept.forEach(([key, value]) => sources.set(key, value));
    await transfer('download');

    await open(editView(articleId));
    await panel()
      .getByText(/^The last download \(.+\) didn't change this entry\./)
      .waitFor();
    await panel()
      .getByRole('navigation', { name: 'All sessions of this entry' })
      .getByRole('link', { name: 'Download' })
      .click();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('row', { name: /Ada Lovelace/ }).count()).toBe(2);
    await page.goto(editView(otherId));
    await panel().waitFor();
    expect(
      await panel()
        .getByText(/didn't change this entry/)
        .count()
    ).toBe(0);

    app.localazy.failOn({ path: /\/keys\//, trouble: { status: 500 } });
    await transfer('download');
    app.localazy.heal();
    await page.goto(editView(otherId));
    await panel()
      .getByText(/^The last download \(.+\) failed and didn't change this entry\./)
      .waitFor();
  }, 60_000);

  it('is shown to those who may read the activity logs alone, and asks once', async () => {
    const requests: string[] = [];
    const openArticle = async (options?: Visit) => {
      requests.length = 0;
      await open('/admin', options);
      page.on('request', (request) => {
        if (request.url().includes('/content/history')) requests.push(request.url());
      });
      await page.goto(editView(articleId));
      await page.getByRole('textbox', { name: /^title/ }).waitFor();
      await page.waitForLoadState('networkidle');
    };
    await openArticle();
    expect(await panel().count()).toBe(1);
    expect(requests).toHaveLength(1);

    const admin = await app.createAdmin({ permissions: [] });
    const { roles } = await app.strapi
      .query('admin::user')
      .findOne({ where: { id: admin.id }, populate: ['roles'] });
    await app.strapi.service('admin::role').assignPermissions(roles[0].id, [
      {
        action: 'plugin::content-manager.explorer.read',
        subject: ARTICLE,
        properties: { fields: ['title', 'text'], locales: ['en'] },
        conditions: [],
      },
    ]);
    await openArticle({ admin });
    expect(await panel().count()).toBe(0);
    expect(requests).toEqual([]);
  }, 60_000);

  it('has a check of the connection that asks Localazy only when told to', async () => {
    app.localazy.requests.length = 0;
    await open('/admin/plugins/localazy-activity-logs');
    const section = page.getByRole('region', { name: 'Connection to Localazy' });
    await section.waitFor();
    expect(app.localazy.requests).toEqual([]);
    const check = () => section.getByRole('button', { name: 'Check the connection' }).click();
    await check();
    await section
      .getByText(
        'Signed in to the Localazy project “Playground”, and Localazy accepts the sign-in.'
      )
      .waitFor();
    await section.getByText('Webhooks from Localazy start downloads.').waitFor();
    expect(await accessFaults(page)).toEqual([]);

    await seedIdentity(app.strapi, { ...app.localazy.state, accessToken: 'of-last-year-5e2a9c' });
    await check();
    await section.getByText(/no longer accepts the sign-in to the project “Playground”/).waitFor();
    await section.getByRole('link', { name: 'Open the Localazy plugin' }).click();
    await page.waitForURL(/\/plugins\/localazy(\/|$)/);
  }, 60_000);

  it('gives whoever may export a troubleshooting bundle of a session', async () => {
    await open('/admin/plugins/localazy-activity-logs?tab=download');
    await page
      .getByRole('row', { name: /Ada Lovelace/ })
      .first()
      .getByRole('link')
      .click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Troubleshooting bundle' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^localazy-troubleshooting-session-\d+\.json$/);
    const bundle = bundleSchema.parse(JSON.parse(await readFile(await download.path(), 'utf8')));
    expect(bundle.session.eventType).toBe('download');

    const admin = await app.createAdmin({ permissions: [permissionAction('read')] });
    await open(`/admin/plugins/localazy-activity-logs/sessions/${bundle.session.id}`, { admin });
    await log().waitFor();
    expect(await page.getByRole('button', { name: 'Troubleshooting bundle' }).count()).toBe(0);
  }, 60_000);
});
