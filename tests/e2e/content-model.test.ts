import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventType, ListSessionsResponse, Session } from '../../shared/contracts';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { launchBrowser, visit } from '../harness/browser';
import { ARTICLE_UID, CATEGORY_UID, HOMEPAGE_UID, seedSite } from '../playground/runner/seed';
import { accessFaults } from './support/axe';
import { sessionPage } from './support/session-page';

const LIST = '/admin/plugins/localazy-activity-logs';
const SINGLE = `/admin/content-manager/single-types/${HOMEPAGE_UID}`;
const TITLE = 'Slow travel, good bread';
const PANEL = 'Localazy transfers of this entry';

interface Related {
  id: number;
  locale: string;
  author?: { id: number };
  category?: { id: number };
  featured?: { id: number }[];
}

/**
 * Articles with a component, a repeatable one, an author who has no languages and a category that has, drafts
 * and published; a homepage, of which there is one, with a component, a dynamic zone and the articles that it
 * features. All transfers are the official plugin's.
 */
describe('a site with all kinds of content', () => {
  let app: RunningStrapi;
  let browser: Browser;
  let page: Page;
  let articles: number[];
  let site: Awaited<ReturnType<typeof seedSite>>;
  let upload: Session;
  let download: Session;
  const faults: string[] = [];

  const ended = async (eventType: EventType) => {
    const { body } = await app.request<ListSessionsResponse>(
      'GET',
      `/localazy-activity-logs/sessions?eventType=${eventType}&pageSize=100`,
      { token: app.admin.token }
    );
    return body.results.filter(({ status }) => status !== 'in-progress');
  };
  const transfer = async (kind: 'upload' | 'download') => {
    const before = (await ended(kind)).length;
    await startTransfer(app, kind);
    return until(`the ${kind} has ended`, async () => {
      const [newest, ...older] = await ended(kind);
      return older.length === before && newest;
    });
  };

  const openSession = async ({ id }: Session, query = '') => {
    await page.goto(`${LIST}/sessions/${id}${query}`);
    await page.getByRole('table').waitFor();
    return sessionPage(page);
  };
  /** The outcome as one reads it: the texts of each row. */
  const outcome = () =>
    page
      .getByRole('table')
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.children].map((cell) => (cell as HTMLElement).innerText.split('\n')[0])
        )
      );
  const cell = (type: string, column: number) =>
    page.getByRole('table').getByRole('row', { name: type }).getByRole('button').nth(column);
  const entryLink = (name: string) =>
    sessionPage(page).log.getByRole('link', { name, exact: true });
  const field = (name: RegExp) => page.getByRole('textbox', { name }).first();
  const panel = () => page.getByRole('region', { name: PANEL });
  const language = (name: string) =>
    panel()
      .locator('div', { has: page.getByRole('heading', { name, exact: true }) })
      .last();

  const rowsOf = (uid: string, populate: string[]): Promise<Related[]> =>
    app.strapi.db.query(uid).findMany({ populate, orderBy: { id: 'asc' } });
  const inGerman = (rows: Related[]) => rows.filter(({ locale }) => locale === 'de');
  const idsOf = (rows: { id: number }[] = []) => rows.map(({ id }) => id);

  beforeAll(async () => {
    app = await startStrapi({ serveAdminPanel: true });
    articles = await seedApp(app, { articles: 2 });
    site = await seedSite(app.strapi, articles);
    upload = await transfer('upload');
    download = await transfer('download');
    browser = await launchBrowser();
    page = await visit(browser, app, { theme: 'system' });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => page.url() === 'about:blank' || faults.push(String(error)));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('is sent with each kind of field, and counted by content type', async () => {
    const keys = [...app.localazy.state.sources.keys()].map((key) => key.replace(/\[\d+/g, '['));
    expect([...new Set(keys)]).toEqual([
      ...['title', 'text', 'seo[].metaTitle', 'seo[].metaDescription'].map(
        (name) => `${ARTICLE_UID}[].${name}`
      ),
      ...['sections[].heading', 'sections[].body'].map((name) => `${ARTICLE_UID}[].${name}`),
      `${CATEGORY_UID}[].name`,
      ...['title', 'hero[].heading', 'hero[].lead'].map((name) => `${HOMEPAGE_UID}[].${name}`),
      ...['section].heading', 'section].body'].map(
        (name) => `${HOMEPAGE_UID}[].blocks[;article.${name}`
      ),
      ...['text', 'source'].map((name) => `${HOMEPAGE_UID}[].blocks[;home.quote].${name}`),
    ]);

    const { log } = await openSession(upload, '?verbose=1');
    await log.getByRole('link').first().waitFor();
    expect(await outcome()).toEqual([
      ['Content type', 'English (en)'],
      ['Article', '2 sent'],
      ['Category', '2 sent'],
      ['Homepage', '1 sent'],
    ]);
    // Neither are authors sent, who have no languages, nor has a category drafts.
    await entryLink('Coffee in Lisbon, part 1 (en, published)').waitFor();
    await entryLink('Travel (en)').waitFor();
    await entryLink(`${TITLE} (en, published)`).waitFor();
    await page
      .getByText(
        'Uploaded 25 keys in en: 5 entries of 3 content types. article: 2 entries, 16 keys. category: 2 entries, 2 keys. homepage: 1 entry, 7 keys.'
      )
      .waitFor();
  });

  it('is received by content type and language, and a cell lists the lines about its entries', async () => {
    const { drawn, line } = await openSession(download);
    await page
      .getByText(
        'Created 10 entries in 2 languages (cs, de), 6 as drafts: publish them in the Content Manager.'
      )
      .waitFor();
    expect(await outcome()).toEqual([
      ['Content type', 'Czech (cs)', 'German (de)'],
      ['Article', '2 created', '2 created'],
      ['Category', '2 created', '2 created'],
      ['Homepage', '1 created', '1 created'],
    ]);
    await cell('Homepage', 1).click();
    await until('one line is listed', async () => (await drawn()).length === 1);
    const [sequence] = await drawn();
    const [german] = inGerman(await rowsOf(HOMEPAGE_UID, []));
    expect(await line(sequence).innerText()).toContain(
      `Created new entry ${HOMEPAGE_UID}[${german.id}] in language de`
    );
    await cell('Article', 0).click();
    await until('two lines are listed', async () => (await drawn()).length === 2);
    await entryLink('[cs] Coffee in Lisbon, part 1 (cs, draft)').waitFor();
    await entryLink('[cs] Trains through the Alps, part 2 (cs, draft)').waitFor();
  });

  it('links a line to the page of the single type in its language, and tells when that is published', async () => {
    await openSession(download);
    const draft = entryLink(`[de] ${TITLE} (de, draft)`);
    expect(await draft.getAttribute('href')).toBe(`${SINGLE}?plugins[i18n][locale]=de`);
    await draft.click();
    await page.getByRole('heading', { name: 'Homepage' }).waitFor();
    await until('it is open in German', async () => (await field(/^title/).inputValue()) !== '');
    expect(await field(/^title/).inputValue()).toBe(`[de] ${TITLE}`);
    expect(await page.getByRole('textbox', { name: 'heading' }).first().inputValue()).toBe(
      '[de] Stories from the road'
    );
    await page.getByText('Quote - [de] A reader').waitFor();
    await page.getByRole('link', { name: /^\[de\] Coffee in Lis/ }).waitFor();

    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Unpublish' }).waitFor();
    await openSession(download);
    await entryLink(`[de] ${TITLE} (de, published)`).waitFor();
    await entryLink(`[cs] ${TITLE} (cs, draft)`).waitFor();
  });

  it('links lines to entries of collections in their language', async () => {
    await openSession(download);
    const [german] = inGerman(await rowsOf(CATEGORY_UID, []));
    const category = entryLink('[de] Travel (de)');
    expect(await category.getAttribute('href')).toBe(
      `/admin/content-manager/collection-types/${CATEGORY_UID}/${german.id}?plugins[i18n][locale]=de`
    );
    await category.click();
    await page.getByRole('heading', { name: '[de] Travel' }).waitFor();
    expect(await field(/^name/).inputValue()).toBe('[de] Travel');
  });

  it('is told beside the single type in the Content Manager, which leads to its sessions', async () => {
    await page.goto(`${SINGLE}?plugins[i18n][locale]=en`);
    await panel().waitFor();
    expect(await language('English (en)').innerText()).toMatch(/Sent .*\s+Ada Lovelace/);
    expect(await language('Czech (cs)').innerText()).toMatch(/Created .*\s+Ada Lovelace/);
    expect(await language('German (de)').innerText()).toMatch(/Created .*\s+Ada Lovelace/);
    expect(await accessFaults(page, [`[aria-label="${PANEL}"]`])).toEqual([]);

    await language('German (de)')
      .getByRole('link', { name: /^Created / })
      .click();
    await page.waitForURL(new RegExp(`/sessions/${download.id}\\?line=\\d+`));
    await entryLink(`[de] ${TITLE} (de, published)`).waitFor();

    await page.goBack();
    await panel().getByRole('link', { name: 'Upload', exact: true }).click();
    await page.getByText(`Entry: Homepage ${TITLE}`).waitFor();
    await page.getByRole('row', { name: /Uploaded 25 keys/ }).waitFor();
    expect(await page.getByRole('row', { name: /Ada Lovelace/ }).count()).toBe(1);
  });

  it('is found in the list by the single type as lines write it', async () => {
    await page.goto(`${LIST}?tab=download`);
    await page.getByRole('textbox', { name: 'Search' }).fill(`${HOMEPAGE_UID}[${site.homepage}]`);
    await page.waitForURL(/search=/);
    await page.getByText('1 session', { exact: true }).waitFor();
    await page.getByRole('row', { name: /Created 10 entries/ }).waitFor();
    await page.goto(`${LIST}?tab=download&entry=${HOMEPAGE_UID}:${site.homepage + 1_000}`);
    await page.getByText('No session matches this search and these filters.').waitFor();
  });

  it('keeps its relations, those to content with languages in the same language', async () => {
    const before = await rowsOf(ARTICLE_UID, ['author', 'category']);
    const source = before.slice(0, 2);
    expect(source.map(({ author }) => author?.id)).toEqual(site.authors);
    expect(source.map(({ category }) => category?.id)).toEqual(site.categories);
    const [homepage] = await rowsOf(HOMEPAGE_UID, ['featured']);
    expect(idsOf(homepage.featured)).toEqual(articles);

    // The first download made the articles before the categories, the next one finds both.
    const again = await transfer('download');
    expect(again).toMatchObject({
      status: 'completed',
      summary: 'Updated 10 entries in 2 languages (cs, de), 5 of them drafts.',
      warningCount: 0,
      errorCount: 0,
    });
    const german = inGerman(await rowsOf(ARTICLE_UID, ['author', 'category']));
    expect(german.map(({ author }) => author?.id)).toEqual(site.authors);
    expect(german.map(({ category }) => category?.id)).toEqual(
      idsOf(inGerman(await rowsOf(CATEGORY_UID, [])))
    );
    const [featuring] = inGerman(await rowsOf(HOMEPAGE_UID, ['featured']));
    expect(idsOf(featuring.featured)).toEqual(idsOf(german));
    expect((await rowsOf(ARTICLE_UID, ['author', 'category'])).slice(0, 2)).toEqual(source);
  });

  it('says beside the single type that it was not sent, until it is', async () => {
    const heal = app.localazy.failOn({ path: /\/import$/, trouble: { status: 500 } });
    const refused = await transfer('upload');
    heal();
    await openSession(refused);
    expect(await outcome()).toContainEqual(['Homepage', '1 failed']);
    const linkTo = (name: RegExp) => language('English (en)').getByRole('link', { name });
    await page.goto(`${SINGLE}?plugins[i18n][locale]=en`);
    await linkTo(/^Not sent: failed /).waitFor();
    await transfer('upload');
    await page.reload();
    await linkTo(/^Sent /).waitFor();
    expect(await language('English (en)').getByRole('link').count()).toBe(1);
  });

  it('names the languages that nothing came for, each with why', async () => {
    const { project } = app.localazy.state;
    project.languages.push(
      { id: 11, code: 'it', name: 'Italian' },
      { id: 12, code: 'tlh', name: 'Klingon' }
    );
    const nothing = { status: 200, body: '{"keys":[]}', contentType: 'application/json' };
    app.localazy.failOn({ path: /\/keys\/it/, trouble: nothing });
    await app.strapi
      .plugin('localazy')
      .service('pluginSettingsService')
      .updatePluginSettings({ download: { uiLanguages: ['cs', 'it', 'tlh'] } });
    await openSession(await transfer('download'));
    expect(await outcome()).toEqual([
      ['Content type', 'Czech (cs)'],
      ['Article', '2 updated'],
      ['Category', '2 updated'],
      ['Homepage', '1 updated'],
    ]);
    await page
      .getByText(/^Nothing received, as Localazy has no translation: Italian \(it\)$/)
      .waitFor();
    await page
      .getByText(
        /^Nothing received, as the Localazy plugin’s settings leave it out: German \(de\)$/
      )
      .waitFor();
    await page.getByText(/^Nothing received, as Strapi does not support it: .*tlh\)?$/).waitFor();
    expect(await accessFaults(page)).toEqual([]);
  });

  it('leaves no error in the browser', () => {
    expect(faults).toEqual([]);
  });
});
