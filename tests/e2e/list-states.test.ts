import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionAction } from '../../shared/permissions';
import { eventually, type ListPage } from './support/list-page';
import { LIST, startListWorld, type ListWorld } from './support/list-world';
import { openInPanel } from './support/open-in-panel';

const SESSIONS = '**/localazy-activity-logs/sessions?*';

describe('a list with nothing to show', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    list = await world.open();
    await list.page.getByText(list.text('empty.upload')).waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const refuse = (status: number, message?: string) =>
    list.page.route(SESSIONS, (route) =>
      route.fulfill({ status, json: { error: { status, name: 'Error', message } } })
    );
  const heal = () => list.page.unroute(SESSIONS);

  describe('where nothing is recorded yet', () => {
    it.each(['upload', 'download'] as const)(
      'shows how to start the first %s, with a link there',
      async (tab) => {
        await openInPanel(list.page, `${LIST}&tab=${tab}`);
        await list.page.getByText(list.text(`empty.${tab}`)).waitFor();
        expect(await list.table.count()).toBe(0);
        const main = list.page.getByRole('main');
        await main.getByRole('link', { name: list.text('empty.pluginLink') }).click();
        // Without a user signed in, the official plugin goes on to "adminplugins/localazy/login".
        await list.page.waitForURL(/plugins\/localazy(\/|$)/);
      }
    );

    it('shows what makes the first webhook, with a link to the settings of webhooks', async () => {
      await openInPanel(list.page, `${LIST}&tab=webhook`);
      await list.page.getByText(list.text('empty.webhook')).waitFor();
      await list.page.getByRole('link', { name: list.text('empty.webhookLink') }).click();
      await list.page.waitForURL(/\/settings\/localazy\/global-settings/);
    });

    it('links to the official plugin and its settings in the navigation beside it', async () => {
      await openInPanel(list.page, LIST);
      const nav = list.page.getByRole('navigation', { name: list.text('nav.label') });
      await eventually(() => nav.getByRole('link').allInnerTexts()).toEqual([
        'Localazy plugin',
        'Settings',
        'Activity Logs',
      ]);
      expect(await nav.locator('[aria-current="page"]').innerText()).toBe('Activity Logs');
    });
  });

  it('shows where a filter matches nothing, and one click clears the filter', async () => {
    await world.seed.session({ summary: 'The only one' });
    await openInPanel(list.page, `${LIST}&search=something+else&status=failed`);
    await list.page.getByText(list.text('empty.noMatch')).waitFor();
    // Announced by the same line that shows how many there are.
    expect(await list.total.innerText()).toBe('No sessions');
    await list.button('empty.clearFilters').click();
    await list.row('The only one').waitFor();
    expect(list.query()).toBe('sort=startedAt:desc');
  });

  it('shows that until the list without the filter is there, not that nothing was recorded', async () => {
    // Loaded whole, as the panel has the list without the filter in its cache.
    await list.page.goto(`${LIST}&search=something+else`);
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

  it('shows that it is loading', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await list.page.route(SESSIONS, async (route) => {
      await held;
      await route.fallback();
    });
    await openInPanel(list.page, `${LIST}&search=only`);
    await list.page.getByText(list.text('list.loading')).waitFor({ state: 'attached' });
    release();
    await list.row('The only one').waitFor();
    await heal();
  });

  describe('on a later page, which doesn’t refresh by itself', () => {
    const LATER = `${LIST}&tab=download&page=2&pageSize=10`;
    const DAY_MS = 86_400_000;

    beforeAll(async () => {
      await world.seed.session({ eventType: 'download', summary: 'On the later page' });
      const newer = Array.from({ length: 10 }, (_, index) => ({
        eventType: 'download' as const,
        startedAt: Date.now() + DAY_MS + index,
      }));
      await world.seed.sessions(newer);
    });

    it('shows Strapi’s own message on what failed, and tries again', async () => {
      await refuse(500, 'The database is asleep');
      await openInPanel(list.page, LATER);
      const alert = list.page.getByRole('alert').filter({ hasText: 'The database is asleep' });
      await alert.waitFor();
      await heal();
      await alert.getByRole('button', { name: list.text('problem.retry') }).click();
      await list.row('On the later page').waitFor();
      expect(await alert.count()).toBe(0);
    });

    it('shows that Strapi can’t be reached, and tries again', async () => {
      await list.page.route(SESSIONS, (route) => route.abort());
      // Of which nothing is in the panel's cache.
      await openInPanel(list.page, `${LATER}&status=completed`);
      await list.page.getByText(list.text('problem.unreachable')).waitFor();
      await heal();
      await list.button('problem.retry').click();
      await list.row('On the later page').waitFor();
    });

    it('keeps its rows where they can’t be refreshed, shows that, and tries again', async () => {
      await openInPanel(list.page, LATER);
      await list.row('On the later page').waitFor();
      await refuse(500);
      // As when the window is shown again.
      await list.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await list.page.getByText(list.text('list.notRefreshed')).waitFor();
      expect(await list.row('On the later page').count()).toBe(1);
      await heal();
      await list.button('problem.retry').click();
      await eventually(() => list.page.getByText(list.text('list.notRefreshed')).count()).toBe(0);
    });
  });

  it('shows that a response can’t be understood', async () => {
    await list.page.route(SESSIONS, (route) => route.fulfill({ json: { results: 'none' } }));
    await openInPanel(list.page, `${LIST}&search=unexpected`);
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
    await list.reopen();
    await refuse(403, 'Forbidden');
    await list.page.getByText("You don't have the permissions to access that content").waitFor();
    await heal();
  });
});

/** Where the built panel lists the admin halves of enabled plugins. */
const OFFICIAL_PLUGIN = /(?<=plugins:\{)localazy:[^,]+,/;

describe('the list without the official plugin', () => {
  let world: ListWorld;

  beforeAll(async () => {
    world = await startListWorld({ withLocalazy: false });
  }, 120_000);
  afterAll(() => world?.stop());

  it('shows that it is missing, links to none of its pages, and shows what other code logs', async () => {
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
