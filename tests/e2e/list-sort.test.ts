import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sortFieldSchema, type SortField } from '../../shared/contracts';
import { until, type Admin } from '../harness';
import { eventually, type ListPage } from './support/list-page';
import { LIST, startListWorld, type ListWorld } from './support/list-world';

const START = Date.UTC(2026, 10, 20, 12);

/**
 * The summaries of the sessions below, from the top, by what the list is sorted by: words whatever
 * their case, one that runs as the longest, the same status from the oldest.
 */
const ORDERS: Record<SortField, string[]> = {
  status: ['Delta', 'Beta', 'alpha', 'Gamma'],
  startedAt: ['Gamma', 'Delta', 'alpha', 'Beta'],
  duration: ['Delta', 'Beta', 'alpha', 'Gamma'],
  initiatedBy: ['Delta', 'Beta', 'Gamma', 'alpha'],
  summary: ['alpha', 'Beta', 'Delta', 'Gamma'],
};

const reversed = <T>(items: T[]) => [...items].reverse();

describe('sorting the list', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    await world.seed.sessions([
      {
        summary: 'Beta',
        startedAt: START,
        durationMs: 400,
        initiatedBy: 'bert',
        status: 'completed',
      },
      {
        summary: 'alpha',
        startedAt: START - 1_000,
        durationMs: 70_000,
        initiatedBy: 'Dora',
        status: 'failed',
      },
      {
        summary: 'Delta',
        startedAt: START - 2_000,
        durationMs: 300,
        initiatedBy: 'Ada',
        status: 'completed',
      },
      {
        summary: 'Gamma',
        startedAt: START - 3_000,
        initiatedBy: 'Carl',
        status: 'in-progress',
      },
      { summary: 'A download', eventType: 'download', startedAt: START, durationMs: 1 },
      { summary: 'B download', eventType: 'download', startedAt: START - 1, durationMs: 2 },
      { summary: 'A webhook', eventType: 'webhook', startedAt: START },
    ]);
    list = await world.open();
    await list.row('Gamma').waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const summaries = () => list.column('summary');
  const ariaSorts = () =>
    Promise.all(
      sortFieldSchema.options.map((field) => list.header(field).getAttribute('aria-sort'))
    );
  const onlySorted = (field: SortField, direction: string) =>
    sortFieldSchema.options.map((column) => (column === field ? direction : 'none'));

  it('begins with the newest', async () => {
    expect(await summaries()).toEqual(reversed(ORDERS.startedAt));
    expect(await ariaSorts()).toEqual(onlySorted('startedAt', 'descending'));
  });

  const PRESSES = [
    ['the mouse', (field: SortField) => list.sortBy(field).click()],
    ['Enter', (field: SortField) => list.sortBy(field).press('Enter')],
    ['the space bar', (field: SortField) => list.sortBy(field).press('Space')],
  ] as const;

  describe.each(PRESSES)('by %s', (_, press) => {
    it.each(sortFieldSchema.options)('on %s goes both directions', async (field) => {
      const expected = { ascending: ORDERS[field], descending: reversed(ORDERS[field]) };
      const pressed: string[] = [];
      for (let time = 0; time < 2; time += 1) {
        const before = list.query();
        await press(field);
        await eventually(() => list.query()).not.toBe(before);
        const direction = await list.header(field).getAttribute('aria-sort');
        if (direction !== 'ascending' && direction !== 'descending')
          throw new Error(`Sorted ${direction}`);
        await eventually(summaries).toEqual(expected[direction]);
        expect(await ariaSorts()).toEqual(onlySorted(field, direction));
        pressed.push(direction);
      }
      expect(pressed.sort()).toEqual(['ascending', 'descending']);
    });
  });

  describe('is remembered', () => {
    const signIn = async ({ email, password }: Admin) => {
      const emailField = list.page.getByLabel(/email/i);
      const menuLink = list.page.getByRole('link', { name: list.text('plugin.name') }).first();
      // After a sign-out Strapi may show its form anew once more, without what was typed by then.
      const tryOnce = async () => {
        if (await emailField.isVisible()) {
          await emailField.fill(email);
          await list.page.getByLabel(/^password/i).fill(password);
          await list.page.getByRole('button', { name: 'Login' }).click();
        }
        await menuLink.waitFor({ timeout: 8_000 });
        return true;
      };
      const isIn = () => tryOnce().catch(() => false);
      await until('one is signed in', isIn, { timeoutMs: 40_000 });
      await menuLink.click();
      await list.rows.first().waitFor();
    };

    it('for each tab and each user, on the server: after signing out and in, and elsewhere', async () => {
      const admin = await world.app.createAdmin();
      const other = await world.app.createAdmin();
      await list.page.context().close();
      list = await world.open({ admin: null });
      await signIn(admin);
      await list.sortBy('summary').click();
      await eventually(summaries).toEqual(ORDERS.summary);
      await list.tab('download').click();
      await list.row('A download').waitFor();
      expect(await ariaSorts()).toEqual(onlySorted('startedAt', 'descending'));
      await list.sortBy('duration').click();
      await eventually(summaries).toEqual(['B download', 'A download']);

      await list.page.getByRole('button', { name: admin.firstname }).click();
      await list.page.getByText('Logout').click();
      await signIn(admin);
      // It opens at the tab that was used last.
      await eventually(summaries).toEqual(['B download', 'A download']);
      await list.tab('upload').click();
      await eventually(summaries).toEqual(ORDERS.summary);
      expect(await ariaSorts()).toEqual(onlySorted('summary', 'ascending'));
      await list.tab('download').click();
      await eventually(summaries).toEqual(['B download', 'A download']);
      expect(await ariaSorts()).toEqual(onlySorted('duration', 'descending'));
      await list.tab('webhook').click();
      await list.row('A webhook').waitFor();
      expect(await ariaSorts()).toEqual(onlySorted('startedAt', 'descending'));

      // Nor does whoever signs in next in this window get another's order.
      await list.page.getByRole('button', { name: admin.firstname }).click();
      await list.page.getByText('Logout').click();
      await signIn(other);
      expect(await summaries()).toEqual(reversed(ORDERS.startedAt));
      await list.page.getByRole('button', { name: other.firstname }).click();
      await list.page.getByText('Logout').click();
      await signIn(admin);

      const elsewhere = await world.open({ admin });
      await elsewhere.rows.first().waitFor();
      expect(await elsewhere.column('summary')).toEqual(ORDERS.summary);
      const others = await world.open({ admin: other });
      await others.rows.first().waitFor();
      expect(await others.column('summary')).toEqual(reversed(ORDERS.startedAt));
      await elsewhere.page.context().close();
      await others.page.context().close();
    }, 120_000);

    it('but not over the sort of an address', async () => {
      await list.page.goto(`${LIST}&sort=duration:asc`);
      await list.row('Gamma').waitFor();
      expect(await ariaSorts()).toEqual(onlySorted('duration', 'ascending'));
      await list.page.goto(LIST);
      await list.row('Gamma').waitFor();
      expect(await ariaSorts()).toEqual(onlySorted('summary', 'ascending'));
    });

    it('or shows that it could not be', async () => {
      await list.page.route('**/localazy-activity-logs/preferences', (route) =>
        route.request().method() === 'PUT' ? route.fulfill({ status: 500 }) : route.fallback()
      );
      await list.sortBy('status').click();
      await eventually(summaries).toEqual(ORDERS.status);
      await list.page.getByText(list.text('sort.notSaved')).waitFor();
    });
  });
});
