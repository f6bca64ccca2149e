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

  beforeAll(async () => {
    world = await startSessionWorld();
    for (const number of times(30, (index) => index)) {
      await world.seed({
        startedAt: Date.UTC(2026, 9, number),
        summary: `Uploaded ${number} keys`,
      });
    }
    id = await world.seed({ lines: EVERY_LEVEL, eventType: 'download', end: { status: 'failed' } });
  }, 180_000);

  afterAll(() => world?.stop());

  const rows = (page: Page) => page.getByRole('row').allInnerTexts();

  test('Back, by the browser or by the link, returns to the very same list', async () => {
    const page = await world.window();
    await page.goto(`${LIST}?search=keys&sort=summary%3Aasc&pageSize=10&page=2`);
    await page.getByRole('row').nth(5).waitFor();
    const address = page.url();
    const before = await rows(page);

    const open = () => page.getByRole('row').nth(4).getByRole('link').click();
    await open();
    const shown = sessionPage(page);
    await page.getByText('This session logged no lines.').waitFor();
    await page.goBack();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows(page)).toEqual(before);

    await open();
    // Changes of the console add no entry to the history.
    await shown.toggle('Verbose').check();
    await until('the address has it', () => page.url().includes('verbose=1'));
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows(page)).toEqual(before);
    await page.context().close();
  });

  test('a session opened by its link goes back to its own tab', async () => {
    const page = await world.open(id);
    await sessionPage(page).line(1).waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('tab', { name: 'Download', selected: true }).waitFor();
    await page.context().close();
  });

  test.each(['123456', 'nonsense', '0', '99999999999999'])(
    'session %s, which doesn’t exist, shows that, with a link to the list',
    async (unknown) => {
      const page = await world.window();
      await page.goto(`${LIST}/sessions/${unknown}`);
      await page.getByRole('heading', { name: "This session isn't here" }).waitFor();
      await page.getByText('It may have been cleared').waitFor();
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await page.getByRole('tab', { name: 'Upload', selected: true }).waitFor();
      await page.context().close();
    }
  );

  test('a session that is cleared while its page is open shows that', async () => {
    const cleared = await world.seed({ lines: EVERY_LEVEL, startedAt: 1, end: null });
    const page = await world.open(cleared);
    await sessionPage(page).line(1).waitFor();
    await world.store.sessions.pruneBatch({ before: 2, limit: 1 });
    await page.getByRole('heading', { name: "This session isn't here" }).waitFor();
    await page.context().close();
  });

  test('users who may not read the logs get Strapi’s denied page', async () => {
    const admin = await world.app.createAdmin({ permissions: [permissionAction('export')] });
    const page = await world.open(id, { admin });
    await page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(page).log.count()).toBe(0);
    await page.context().close();
  });

  test('where the session can’t be loaded, the page shows that and tries again', async () => {
    const page = await world.window();
    await page.route(`**/sessions/${id}`, (route) =>
      route.request().resourceType() === 'document' ? route.continue() : route.abort()
    );
    await page.goto(`${LIST}/sessions/${id}`);
    await page.getByText("because Strapi can't be reached").waitFor();
    await page.unroute(`**/sessions/${id}`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await sessionPage(page).line(1).waitFor();
    await page.context().close();
  });

  test('where the outline can’t be loaded, the page shows that, claims no count, and tries again', async () => {
    const page = await world.window();
    const shown = sessionPage(page);
    await page.route('**/outline?*', (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto(`${LIST}/sessions/${id}`);
    await page.getByText("couldn't be loaded").waitFor();
    const levels = page.getByRole('group', { name: 'Levels' }).getByRole('button');
    expect(await levels.allInnerTexts()).toEqual(['Error', 'Warning', 'Info']);
    await page.unroute('**/outline?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown.line(1).waitFor();
    expect(await levels.allInnerTexts()).toEqual(['1 error', '1 warning', '1 info']);
    await page.context().close();
  });

  test('a session that can’t be refreshed stays, and shows that until it can be again', async () => {
    const page = await world.open(id);
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    const address = `**/localazy-activity-logs/sessions/${id}`;
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
    await page.context().close();
  });

  test('where some of the lines can’t be loaded, the others stay, and those are tried again', async () => {
    const long = await world.seed({ lines: times(2_000, () => ({})) });
    const page = await world.open(long);
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
    await page.context().close();
  });

  test('users who lose the permission meanwhile get Strapi’s denied page', async () => {
    const running = await world.seed({ lines: EVERY_LEVEL, end: null });
    const page = await world.open(running);
    await sessionPage(page).line(1).waitFor();
    await page.route(`**/sessions/${running}`, (route) => route.fulfill({ status: 403, json: {} }));
    await page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(page).log.count()).toBe(0);
    await page.context().close();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
