import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionAction } from '../../shared/permissions';
import { eventually, type ListPage } from './support/list-page';
import { LIST, startListWorld, type ListWorld } from './support/list-world';

const SESSIONS = '**/localazy-activity-logs/sessions?*';

describe('a list with nothing to show', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    list = await world.open();
  }, 120_000);
  afterAll(() => world?.stop());

  const refuse = (status: number, message?: string) =>
    list.page.route(SESSIONS, (route) =>
      route.fulfill({ status, json: { error: { status, name: 'Error', message } } })
    );
  const heal = () => list.page.unroute(SESSIONS);

  describe('where nothing is recorded yet', () => {
    it.each(['upload', 'download'] as const)(
      'says how to make the first %s, and leads there',
      async (tab) => {
        await list.page.goto(`${LIST}?tab=${tab}`);
        await list.page.getByText(list.text(`empty.${tab}`)).waitFor();
        expect(await list.table.count()).toBe(0);
        const main = list.page.getByRole('main');
        await main.getByRole('link', { name: list.text(`empty.${tab}Link`) }).click();
        await list.page.waitForURL(/\/plugins\/localazy(\/|$)/);
      }
    );

    it('says what makes the first webhook, and leads to where webhooks are set', async () => {
      await list.page.goto(`${LIST}?tab=webhook`);
      await list.page.getByText(list.text('empty.webhook')).waitFor();
      await list.page.getByRole('link', { name: list.text('empty.webhookLink') }).click();
      await list.page.waitForURL(/\/settings\/localazy\/global-settings/);
    });

    it('leads to the official plugin’s pages by the navigation beside it', async () => {
      await list.page.goto(LIST);
      const nav = list.page.getByRole('navigation', { name: list.text('nav.label') });
      await eventually(() => nav.getByRole('link').allInnerTexts()).toEqual([
        'Settings',
        'Upload',
        'Download',
        'Activity Logs',
      ]);
      expect(await nav.locator('[aria-current="page"]').innerText()).toBe('Activity Logs');
    });
  });

  it('says so where a filter leaves nothing, and one click takes the filter away', async () => {
    await world.seed.session({ summary: 'The only one' });
    await list.page.goto(`${LIST}?search=something+else&status=failed`);
    await list.page.getByText(list.text('empty.noMatch')).waitFor();
    // To whoever doesn't see it, by the same line that tells how many there are.
    expect(await list.total.innerText()).toBe('No sessions');
    await list.button('empty.clearFilters').click();
    await list.row('The only one').waitFor();
    expect(list.query()).toBe('sort=startedAt:desc');
  });

  it('goes on saying so until the list without the filter is there, not that nothing was recorded', async () => {
    await list.page.goto(`${LIST}?search=something+else`);
    await list.page.getByText(list.text('empty.noMatch')).waitFor();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await list.page.route(SESSIONS, async (route) => {
      await held;
      await route.fallback();
    });
    await list.button('empty.clearFilters').click();
    await eventually(() => list.query()).toBe('sort=startedAt:desc');
    expect(await list.page.getByText(list.text('empty.noMatch')).count()).toBe(1);
    release();
    await list.row('The only one').waitFor();
    await heal();
  });

  it('says that it loads while it does', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await list.page.route(SESSIONS, async (route) => {
      await held;
      await route.fallback();
    });
    await list.page.goto(LIST);
    await list.page.getByText(list.text('list.loading')).waitFor({ state: 'attached' });
    release();
    await list.row('The only one').waitFor();
    await heal();
  });

  describe('on a later page, which doesn’t ask again by itself', () => {
    const LATER = `${LIST}?tab=download&page=2&pageSize=10`;
    const DAY_MS = 86_400_000;

    beforeAll(async () => {
      await world.seed.session({ eventType: 'download', summary: 'On the later page' });
      const newer = Array.from({ length: 10 }, (_, index) => ({
        eventType: 'download' as const,
        startedAt: Date.now() + DAY_MS + index,
      }));
      await world.seed.sessions(newer);
    });

    it('says what failed in Strapi’s own words, and tries again', async () => {
      await refuse(500, 'The database is asleep');
      await list.page.goto(LATER);
      const alert = list.page.getByRole('alert').filter({ hasText: 'The database is asleep' });
      await alert.waitFor();
      await heal();
      await alert.getByRole('button', { name: list.text('problem.retry') }).click();
      await list.row('On the later page').waitFor();
      expect(await alert.count()).toBe(0);
    });

    it('says that Strapi can’t be reached, and tries again', async () => {
      await list.page.route(SESSIONS, (route) => route.abort());
      await list.page.goto(LATER);
      await list.page.getByText(list.text('problem.unreachable')).waitFor();
      await heal();
      await list.button('problem.retry').click();
      await list.row('On the later page').waitFor();
    });

    it('keeps the rows that it has where they can’t be refreshed, says so, and tries again', async () => {
      await list.page.goto(LATER);
      await list.row('On the later page').waitFor();
      await refuse(500);
      // As when one comes back to the window.
      await list.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await list.page.getByText(list.text('list.notRenewed')).waitFor();
      expect(await list.row('On the later page').count()).toBe(1);
      await heal();
      await list.button('problem.retry').click();
      await eventually(() => list.page.getByText(list.text('list.notRenewed')).count()).toBe(0);
    });
  });

  it('says that an answer can’t be understood', async () => {
    await list.page.route(SESSIONS, (route) => route.fulfill({ json: { results: 'none' } }));
    await list.page.goto(LIST);
    await list.page.getByText(list.text('problem.unexpected')).waitFor();
    await heal();
  });

  it('is there in its usual order where the saved sort can’t be had', async () => {
    await list.page.route('**/localazy-activity-logs/preferences', (route) =>
      route.fulfill({ status: 500, body: '' })
    );
    await list.page.goto(LIST);
    await list.row('The only one').waitFor();
    await list.page.unroute('**/localazy-activity-logs/preferences');
  });

  it('shows Strapi’s denied page to whoever may not read, and offers no menu entry', async () => {
    const admin = await world.app.createAdmin({ permissions: [permissionAction('clear')] });
    const denied = await world.open({ admin });
    await denied.page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await denied.page.getByRole('tab').count()).toBe(0);
    expect(await denied.page.getByRole('link', { name: 'Activity Logs' }).count()).toBe(0);
    await denied.page.context().close();
  });

  it('shows it too where the right is taken away meanwhile', async () => {
    await list.page.goto(LIST);
    await list.row('The only one').waitFor();
    await refuse(403, 'Forbidden');
    await list.page.getByText("You don't have the permissions to access that content").waitFor();
    await heal();
  });
});

/** The place in the built panel where Strapi's build lists the admin halves of enabled plugins. */
const OFFICIAL_PLUGIN = /(?<=plugins:\{)localazy:[^,]+,/;

describe('the list without the official plugin', () => {
  let world: ListWorld;

  beforeAll(async () => {
    world = await startListWorld({ withLocalazy: false });
  }, 120_000);
  afterAll(() => world?.stop());

  it('says that it is missing, leads to none of its pages, and shows what other code logs', async () => {
    const list = await world.open();
    // The panel as Strapi builds it where that plugin isn't enabled.
    await list.page.route(/\/main\.\w+\.js$/, async (route) => {
      const response = await route.fetch();
      const code = await response.text();
      expect(code).toMatch(OFFICIAL_PLUGIN);
      await route.fulfill({ response, body: code.replace(OFFICIAL_PLUGIN, '') });
    });
    await list.page.goto(LIST);
    await list.page.getByText(list.text('empty.noPlugin')).waitFor();
    const nav = list.page.getByRole('navigation', { name: list.text('nav.label') });
    expect(await nav.getByRole('link').allInnerTexts()).toEqual(['Activity Logs']);
    await world.seed.session({ summary: 'Recorded by other code' });
    await list.row('Recorded by other code').waitFor();
  });
});
