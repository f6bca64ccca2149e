import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionAction } from '../../shared/permissions';
import { until } from '../harness';
import { sessionPage } from './support/session-page';
import { LIST, startSessionWorld, times, type SessionWorld } from './support/session-world';

const EVERY_LEVEL = [
  { message: 'Upload started' },
  { level: 'debug' as const, message: 'Asking for the languages' },
  { level: 'warn' as const, message: 'Slow response', data: { ms: 4200 } },
  {
    level: 'error' as const,
    message: `Refused ${'and refused '.repeat(30)}`,
    data: { status: 401 },
  },
];

describe('opening a session and going back', () => {
  let world: SessionWorld;
  let id: number;
  /** Each test opens another session in it, of which nothing is in its cache. */
  let page: Page;

  beforeAll(async () => {
    world = await startSessionWorld();
    for (const number of times(30, (index) => index)) {
      await world.seed({
        startedAt: Date.UTC(2026, 9, number),
        summary: `Uploaded ${number} keys`,
      });
    }
    id = await seedFailed();
    page = await world.window();
  }, 180_000);

  afterAll(() => world?.stop());

  const seedFailed = () =>
    world.seed({ lines: EVERY_LEVEL, eventType: 'download', end: { status: 'failed' } });

  const rows = () => page.getByRole('row').allInnerTexts();

  test('Back, by the browser or by the link, returns to the very same list', async () => {
    await page.goto(`${LIST}?search=keys&sort=summary%3Aasc&pageSize=10&page=2`);
    await page.getByRole('row').nth(5).waitFor();
    const address = page.url();
    const before = await rows();

    const open = () => page.getByRole('row').nth(4).getByRole('link').click();
    await open();
    const shown = sessionPage(page);
    await page.getByText('This session logged no lines.').waitFor();
    await page.goBack();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows()).toEqual(before);

    await open();
    // Changes of the console add no entry to the history.
    await shown.toggle('Wrap lines').click();
    await shown.search.fill('nothing');
    await until('the address has it', () => page.url().includes('search=nothing'));
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows()).toEqual(before);
  });

  test('a session opened by its link goes back to its own tab', async () => {
    await page.goto(`${LIST}/sessions/${id}`);
    await sessionPage(page).line(1).waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('tab', { name: 'Download', selected: true }).waitFor();
  });

  test.each(['123456', 'nonsense', '0', '99999999999999'])(
    'session %s, which doesn’t exist, shows that, with a link to the list',
    async (unknown) => {
      await world.reopen(page, unknown);
      await page.getByRole('heading', { name: 'Session not found' }).waitFor();
      await page.getByText('It may have been cleared').waitFor();
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await page.getByRole('tab', { name: 'Upload', selected: true }).waitFor();
    }
  );

  test('a session that is cleared while its page is open shows that', async () => {
    const cleared = await world.seed({ lines: EVERY_LEVEL, startedAt: 1, end: null });
    await world.reopen(page, cleared);
    await sessionPage(page).line(1).waitFor();
    await world.store.sessions.pruneBatch({ before: 2, limit: 1 });
    await page.getByRole('heading', { name: 'Session cleared' }).waitFor();
  });

  test('so does one that has ended, without a reload', async () => {
    const cleared = await world.seed({ lines: EVERY_LEVEL, startedAt: 1 });
    const patient = await world.window();
    await patient.clock.install();
    await patient.goto(`${LIST}/sessions/${cleared}`);
    await sessionPage(patient).line(1).waitFor();
    await world.store.sessions.pruneBatch({ before: 2, limit: 1 });
    await patient.clock.fastForward(20_000);
    await patient.getByRole('heading', { name: 'Session cleared' }).waitFor();
    await patient.getByText('was cleared while you had it open').waitFor();
    await patient.context().close();
  });

  test('users who may not read the logs get Strapi’s denied page', async () => {
    const admin = await world.app.createAdmin({ permissions: [permissionAction('export')] });
    const denied = await world.open(id, { admin });
    await denied.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(denied).log.count()).toBe(0);
    await denied.context().close();
  });

  test('where the session can’t be loaded, the page shows that and tries again', async () => {
    const failed = await seedFailed();
    await page.route(`**/sessions/${failed}`, (route) => route.abort());
    await world.reopen(page, failed);
    await page.getByText("because Strapi can't be reached").waitFor();
    await page.unroute(`**/sessions/${failed}`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await sessionPage(page).line(1).waitFor();
  });

  test('where the outline can’t be loaded, the page shows that, claims no count, and tries again', async () => {
    const shown = sessionPage(page);
    await page.route('**/outline?*', (route) => route.fulfill({ status: 500, json: {} }));
    await world.reopen(page, await seedFailed());
    await page.getByText("couldn't be loaded").waitFor();
    const levels = page.getByRole('group', { name: 'Levels' }).locator('[aria-pressed]');
    expect(await levels.allInnerTexts()).toEqual(['Error', 'Warning', 'Info']);
    await page.unroute('**/outline?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown.line(1).waitFor();
    expect(await levels.allInnerTexts()).toEqual(['1 error', '1 warning', '1 info']);
  });

  test('a session that can’t be refreshed stays, and shows that until it can be again', async () => {
    const failed = await seedFailed();
    await world.reopen(page, failed);
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    const address = `**/localazy-activity-logs/sessions/${failed}`;
    await page.route(address, (route) => route.fulfill({ status: 500, json: {} }));
    // As when the window is shown again; nothing else refreshes a session that has ended.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    const notice = page.getByRole('status').filter({ hasText: "couldn't be refreshed" });
    await notice.waitFor();
    expect((await shown.facts()).Status).toBe('Failed');
    expect(await shown.line(1).count()).toBe(1);
    await page.unroute(address);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  test('where some of the lines can’t be loaded, the others stay, and those are tried again', async () => {
    const long = await world.seed({ lines: times(2_000, () => ({})) });
    await world.reopen(page, long);
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    await page.route('**/entries?*', (route) => route.fulfill({ status: 500, json: {} }));
    await shown.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
    const alert = page.getByRole('alert').filter({ hasText: "Some lines couldn't be loaded." });
    await alert.waitFor();
    await shown.log.evaluate((log) => log.scrollTo({ top: 0 }));
    await shown.seen(1);
    await shown.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
    await alert.waitFor();
    await page.unroute('**/entries?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await shown.seen(2_000);
    await alert.waitFor({ state: 'detached' });
  });

  test('users who lose the permission meanwhile get Strapi’s denied page', async () => {
    const running = await world.seed({ lines: EVERY_LEVEL, end: null });
    await world.reopen(page, running);
    await sessionPage(page).line(1).waitFor();
    await page.route(`**/sessions/${running}`, (route) => route.fulfill({ status: 403, json: {} }));
    await page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(page).log.count()).toBe(0);
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
