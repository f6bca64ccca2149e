import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../shared/contracts';
import { until } from '../harness';
import { accessFaults } from './support/axe';
import { sessionPage } from './support/session-page';
import { startSessionWorld, times, type SessionWorld } from './support/session-world';

const ARTICLE = 'api::article.article';

const frames = (count: number, folder: string) =>
  times(count, (number) => `    at fn (${folder}/file${number}.js:1:2)`).join('\n');

const FAILURE = {
  name: 'ValidationError',
  message: 'title must be unique',
  stack: `ValidationError: title must be unique\n${frames(1, '/app/src')}\n${frames(9, '/app/node_modules/koa')}`,
  path: ['title'],
};

const NOTHING_DONE: Outcome = { rows: [], missingLanguages: [] };

describe('what a session did, and why it failed', () => {
  let world: SessionWorld;
  /** Articles in the one language that the super admin of a new Strapi may read: published, and a draft. */
  let ids: { published: number; draft: number };

  beforeAll(async () => {
    world = await startSessionWorld();
    const articles = world.app.strapi.db.query(ARTICLE);
    const create = async (data: object) => (await articles.create({ data })).id as number;
    ids = {
      published: await create({ title: 'Opening hours', locale: 'en', publishedAt: new Date() }),
      draft: await create({ title: 'Winter hours', locale: 'en' }),
    };
  }, 180_000);

  afterAll(async () => {
    const where = { id: { $in: Object.values(ids ?? {}) } };
    await world?.app.strapi.db.query(ARTICLE).deleteMany({ where });
    await world?.stop();
  });

  test('begins with the cause of a failure, and ways to what can be done about it', async () => {
    const id = await world.seed({
      lines: [
        ...[{}, {}, {}],
        { level: 'error', message: 'Request failed' },
        { level: 'error', message: 'Nothing was sent' },
      ],
      end: {
        status: 'failed',
        summary: 'Localazy refused the upload:\nRequest failed',
        summaryParts: [{ id: 'upload-unconfirmed', values: {} }],
        outcome: NOTHING_DONE,
      },
    });
    const page = await world.open(id);
    const shown = sessionPage(page);
    const cause = page.getByRole('region', { name: 'What went wrong' });
    expect(await cause.innerText()).toContain('Localazy refused the upload:\nRequest failed');
    const again = cause.getByRole('link', { name: 'Upload again' });
    expect(await again.getAttribute('href')).toBe('/admin/plugins/localazy');
    await cause.getByRole('button', { name: 'Go to the error' }).click();
    await shown.seen(4);
    await page.getByText('1 of 2', { exact: true }).waitFor();
    await shown.button('Next error').click();
    await page.getByText('2 of 2', { exact: true }).waitFor();
    // Whatever is listed, the cause stays as it is.
    await shown.search.fill('no line has this');
    await shown.button('Clear search and filters').waitFor();
    await cause.getByRole('button', { name: 'Go to the error' }).click();
    await shown.seen(4);
    await page.context().close();

    const summaryParts = [{ id: 'sign-in-expired', values: {} }];
    const signedOut = await world.seed({ end: { status: 'failed', summary: 'No', summaryParts } });
    const other = await world.open(signedOut, { language: 'de' });
    const link = other.getByRole('link', { name: 'Bei Localazy anmelden' });
    expect(await link.getAttribute('href')).toBe('/admin/plugins/localazy');
    await other.context().close();
  });

  test('shows an error as what it says, its stack with libraries folded, then other data', async () => {
    const lines = [{ level: 'error' as const, message: 'Cannot update an entry', data: FAILURE }];
    const failed = await world.open(await world.seed({ lines }));
    const { line } = sessionPage(failed);
    await line(1).getByRole('button', { name: 'Details of line 1' }).click();
    const data = line(1).locator('[data-part="data"]');
    expect((await data.innerText()).split(/\n+/)).toEqual([
      'ValidationError: title must be unique',
      'at fn (/app/src/file1.js:1:2)',
      '9 library frames',
      '{',
      '  "path": [',
      '    "title"',
      '  ]',
      '}',
    ]);
    await data.getByRole('button', { name: '9 library frames' }).click();
    await data.getByText('/app/node_modules/koa/file9.js').waitFor();
    await failed.context().close();
  });

  test('folds messages of more than ten lines, and unfolds them where the search is in the rest', async () => {
    const message = times(25, (number) => `Row ${number}`).join('\n');
    const long = await world.open(await world.seed({ lines: [{ message }] }));
    const { line, search } = sessionPage(long);
    const text = line(1).locator('[data-part="message"]');
    await text.waitFor();
    expect((await text.innerText()).split('\n')).toHaveLength(10);
    await line(1).getByRole('button', { name: 'Show the whole message' }).click();
    expect(await text.innerText()).toBe(message);
    await line(1).getByRole('button', { name: 'Show less' }).click();
    await search.fill('row 22');
    await until('its end is shown', async () => (await text.innerText()).includes('Row 22'));
    await long.context().close();
  });

  test('folds the same errors in a row into one with their number', async () => {
    const error = { level: 'error' as const, message: 'Connection lost' };
    const lines = [{}, ...times(12, () => error), { ...error, message: 'Another' }, {}];
    const repeated = await world.seed({ lines });
    const folded = await world.open(repeated);
    const { line, drawn, level, button, seen } = sessionPage(folded);
    await line(2).getByRole('button', { name: '12 times in a row' }).waitFor();
    expect(await drawn()).toEqual([1, 2, 14, 15]);
    await level(/^13 errors$/).waitFor();
    await button('Next error').click();
    await folded.getByText('1 of 13', { exact: true }).waitFor();
    await button('Next error').click();
    await folded.getByText('13 of 13', { exact: true }).waitFor();
    await button('Previous error').click();
    await folded.getByText('1 of 13', { exact: true }).waitFor();
    await line(2).getByRole('button', { name: '12 times in a row' }).click();
    await line(13).waitFor();
    await line(2).getByRole('button', { name: '12 times in a row' }).click();
    await line(13).waitFor({ state: 'detached' });
    // A link to one of them shows it.
    await folded.goto(`/admin/plugins/localazy-activity-logs/sessions/${repeated}?line=7`);
    await seen(7);
    await folded.context().close();
  });

  const counts = { created: 0, updated: 0, failed: 0, skipped: 0, sent: 0 };

  /** A download that made an article in German, failed at its French translation, and left out two languages. */
  const seedDownload = () =>
    world.seed({
      eventType: 'download',
      lines: [
        { message: 'Download started' },
        {
          message: 'Made the German article',
          content: { type: ARTICLE, id: ids.draft, locale: 'de', action: 'created' },
        },
        {
          level: 'debug',
          message: 'Skipped a German article',
          content: { type: ARTICLE, id: 999_999, locale: 'de', action: 'skipped' },
        },
        {
          level: 'error',
          message: 'Cannot make the French article',
          content: { type: ARTICLE, id: ids.published, locale: 'fr', action: 'failed' },
        },
        {
          message: 'Updated what is gone now',
          content: { type: 'api::gone.gone', id: 7, locale: null, action: 'updated' },
        },
      ],
      end: {
        status: 'failed',
        summary: '1 entry could not be saved.',
        outcome: {
          rows: [
            { ...counts, type: ARTICLE, locale: 'de', created: 1, skipped: 1 },
            { ...counts, type: ARTICLE, locale: 'fr', failed: 1 },
            { ...counts, type: 'api::gone.gone', locale: null, updated: 2 },
          ],
          missingLanguages: [
            { locale: 'it', reason: 'not-translated' },
            { locale: 'pt-BR', reason: 'not-supported' },
          ],
        },
      },
    });

  test('is shown by content type and language, with the languages that nothing came for', async () => {
    const page = await world.open(await seedDownload());
    const table = page.getByRole('table');
    await table.getByRole('row', { name: /^Article/ }).waitFor();
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'Content type',
      'German (de)',
      'French (fr)',
      'No language',
    ]);
    const cells = table.getByRole('row', { name: /^Article/ }).getByRole('cell');
    expect((await cells.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      '1 created, 1 skipped',
      '1 failed',
      '–',
    ]);
    // A type that no longer exists has no other name.
    await table.getByRole('row', { name: /^api::gone.gone/ }).waitFor();
    await page
      .getByText('Nothing received, as Localazy has no translation: Italian (it)')
      .waitFor();
    await page
      .getByText('Nothing received, as Strapi does not support it: Brazilian Portuguese (pt-BR)')
      .waitFor();
    await page.context().close();
  });

  test('a cell lists the lines about those entries, debug lines too, and a second click all lines', async () => {
    const page = await world.open(await seedDownload());
    const { drawn, button } = sessionPage(page);
    const cell = page.getByRole('table').getByRole('button', { name: '1 created, 1 skipped' });
    await cell.click();
    await until('only they are listed', async () => String(await drawn()) === '2,3');
    expect(await cell.getAttribute('aria-pressed')).toBe('true');
    expect(new URL(page.url()).search).toBe(`?type=${encodeURIComponent(ARTICLE)}&locale=de`);
    await page.reload();
    await until('so they are after a reload', async () => String(await drawn()) === '2,3');
    await button('Only lines about Article, de').click();
    await until('all are listed', async () => String(await drawn()) === '1,2,4,5');
    await cell.click();
    await cell.click();
    await page.getByRole('table').getByRole('button', { name: '2 updated' }).click();
    await until('those without a language are listed', async () => String(await drawn()) === '5');
    await button('Only lines about api::gone.gone, No language').click();
    await until('all are listed again', async () => String(await drawn()) === '1,2,4,5');
    await page.context().close();
  });

  test('a line links to its entry in the Content Manager, in its language, with its title', async () => {
    const page = await world.open(await seedDownload(), { rest: '?verbose=1' });
    const { line } = sessionPage(page);
    const entry = line(2).getByRole('link', { name: 'Winter hours (en, draft)' });
    expect(await entry.getAttribute('href')).toBe(
      `/admin/content-manager/collection-types/${ARTICLE}/${ids.draft}?plugins[i18n][locale]=en`
    );
    // The source where it failed; nothing where the entry is gone.
    await line(4).getByRole('link', { name: 'Opening hours (en, published)' }).waitFor();
    expect(await line(3).getByRole('link').count()).toBe(1);
    await page
      .getByRole('region', { name: 'What went wrong' })
      .getByRole('link', { name: 'Open “Opening hours”' })
      .waitFor();
    await entry.click();
    await page.getByRole('heading', { name: 'Winter hours' }).waitFor();
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('in the %s theme axe-core finds nothing', async (theme) => {
    const page = await world.open(await seedDownload(), { theme, rest: '?verbose=1' });
    await sessionPage(page).line(2).getByRole('link', { name: 'Winter hours' }).waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.getByRole('table').getByRole('button', { name: '1 failed' }).click();
    await sessionPage(page).button('Only lines about Article, fr').waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.context().close();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
