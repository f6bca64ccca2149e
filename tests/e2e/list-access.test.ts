import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sortFieldSchema } from '../../shared/contracts';
import { permissionAction } from '../../shared/permissions';
import { accessFaults } from './support/axe';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { LIST, startListWorld, type ListWorld } from './support/list-world';
import { openInPanel } from './support/open-in-panel';
import { ALL_IN_SIGHT, outOfSight } from './support/out-of-sight';

const LONG_WORD = `Refused: ${'key_of_a_very_long_name.'.repeat(9)}`;

const MONTH_MS = 30 * 86_400_000;

const NARROW = { width: 360, height: 740 };
/** A window of 1280 pixels at a zoom of 200 %. */
const ZOOMED = { zoom: 2 };

describe('the list for everyone', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    const now = Date.now();
    await world.seed.sessions([
      {
        status: 'in-progress',
        startedAt: now,
        summary: 'Uploading',
        progress: { done: 3, total: 9 },
      },
      { status: 'failed', startedAt: now - 1_000, summary: LONG_WORD, errorCount: 2 },
      { startedAt: now - 2_000, summary: 'Careless', warningCount: 7, errorCount: 4 },
      ...history(90, now - 3_600_000),
    ]);
    const webhook = await world.seed.session({ eventType: 'webhook', startedAt: now - MONTH_MS });
    await world.seed.copies(webhook, 79);
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  it('the table is a table to whoever doesn’t see it', async () => {
    const { page } = list;
    const table = page.getByRole('table', { name: 'Sessions' });
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual([
      'STATUS',
      'STARTED AT',
      'DURATION',
      'INITIATED BY',
      'SUMMARY',
      'Open',
    ]);
    expect(await table.getByRole('row').count()).toBe(21);
    expect(await list.rows.first().getByRole('cell').count()).toBe(6);
    for (const field of sortFieldSchema.options) {
      const expected = field === 'startedAt' ? 'descending' : 'none';
      expect(await list.header(field).getAttribute('aria-sort')).toBe(expected);
    }
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('UPLOAD');
    expect(await page.getByRole('tablist', { name: list.text('tabs.label') }).count()).toBe(1);
    expect(await page.getByRole('search').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Activity Logs');
    // How many a search finds is announced.
    await list.search.fill('Careless');
    await eventually(() => page.getByRole('status').allInnerTexts()).toContain('1 session');
  });

  describe('axe-core finds nothing in the light theme, nor in the colours of the dark one', () => {
    let themed: ListPage;
    beforeAll(async () => {
      themed = await world.open({ theme: 'system' });
      await themed.rows.first().waitFor();
    });
    afterAll(() => themed?.page.context().close());

    it('on the list, sorted, searched and filtered', async () => {
      expect(await accessFaults(themed.page)).toEqual([]);
      await themed.reopen('search=e&from=2026-01-01&sort=summary:asc');
      expect(await themed.table.locator('mark').count()).toBeGreaterThan(0);
      expect(await accessFaults(themed.page)).toEqual([]);
    });

    it('in how long ago a row’s session began, shown to the keyboard', async () => {
      await themed.reopen();
      const link = themed.rows.first().getByRole('link');
      await link.focus();
      await themed.page.keyboard.press('Shift+Tab');
      await themed.page.keyboard.press('Tab');
      await themed.page.getByRole('tooltip', { name: /^Started/ }).waitFor();
      expect(await accessFaults(themed.page)).toEqual([]);
    });

    it('in the dialog', async () => {
      await themed.button('clear.button').click();
      await themed.page
        .getByRole('dialog')
        .getByText(/sessions of all three/)
        .waitFor();
      expect(await accessFaults(themed.page, ['[role="dialog"]'])).toEqual([]);
      await themed.page.keyboard.press('Escape');
    });

    it('in the refusal of a range', async () => {
      await themed.reopen('from=2026-01-01&to=2026-12-31');
      await themed.pickDay('from', '01/01/2027');
      await themed.page.getByText(themed.text('filters.fromAfterTo')).waitFor();
      expect(await accessFaults(themed.page)).toEqual([]);
    });

    it('in the empty states', async () => {
      await openInPanel(themed.page, `${LIST}&search=nothing+like+that`);
      await themed.page.getByText(themed.text('empty.noMatch')).waitFor();
      expect(await accessFaults(themed.page)).toEqual([]);
      await themed.page.route('**/localazy-activity-logs/sessions?*', (route) =>
        route.fulfill({
          json: {
            results: [],
            pagination: {
              page: 1,
              pageSize: 20,
              pageCount: 0,
              total: 0,
              totalIsExact: true,
              sortedNewest: false,
            },
            retentionDays: 365,
          },
        })
      );
      for (const tab of ['upload', 'download', 'webhook'] as const) {
        await openInPanel(themed.page, `${LIST}&tab=${tab}`);
        await themed.page.getByText(themed.text(`empty.${tab}`)).waitFor();
        expect(await accessFaults(themed.page)).toEqual([]);
      }
    });

    it('on the page for whoever may not read the logs', async () => {
      const admin = await world.app.createAdmin({ permissions: [permissionAction('export')] });
      const denied = await world.open({ theme: 'system', admin });
      await denied.page
        .getByText("You don't have the permissions to access that content")
        .waitFor();
      expect(await accessFaults(denied.page)).toEqual([]);
      await denied.page.context().close();
    });

    it('where it could not be loaded', async () => {
      await themed.page.route('**/localazy-activity-logs/sessions?*', (route) =>
        route.fulfill({ status: 500, body: '' })
      );
      // Of which nothing is in the panel's cache.
      await openInPanel(themed.page, `${LIST}&search=unreachable`);
      await themed.button('problem.retry').waitFor();
      expect(await accessFaults(themed.page)).toEqual([]);
    });
  });

  const boxesOf = (shown: ListPage) =>
    Promise.all(
      [shown.search, shown.status, shown.from, shown.to].map(async (field) => {
        // The field's frame, whose edges one sees.
        const frame = field.locator('xpath=ancestor-or-self::div[1]');
        return (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      })
    );

  it('the filters are in one row, all of one height', async () => {
    await list.reopen();
    const boxes = await boxesOf(list);
    expect(new Set(boxes.map(({ y }) => Math.round(y))).size).toBe(1);
    expect(new Set(boxes.map(({ height }) => Math.round(height))).size).toBe(1);
  });

  it('where Strapi’s menu leaves them no room for one row, no date has a row by itself', async () => {
    await list.page.getByRole('button', { name: 'Expand the navbar' }).click();
    const topsOf = async () => (await boxesOf(list)).map(({ y }) => Math.round(y));
    await eventually(async () => new Set(await topsOf()).size).toBe(2);
    const [search, status, from, to] = await topsOf();
    expect(status).toBe(search);
    expect(to).toBe(from);
    await list.page.getByRole('button', { name: 'Collapse the navbar' }).click();
    await eventually(async () => new Set(await topsOf()).size).toBe(1);
  });

  /** Where the rows are, in pixels from the top of the window. */
  const rowsAt = (shown: ListPage) =>
    shown.rows.evaluateAll((rows) =>
      rows.map((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return { top, bottom };
      })
    );

  /** Where the Content Manager's own list has its first row. */
  const CONTENT_MANAGER_FIRST_ROW = 261;

  it('eight sessions or more are on screen, the first as high as the Content Manager’s', async () => {
    const rows = await rowsAt(list);
    expect(rows[0].top).toBeLessThanOrEqual(CONTENT_MANAGER_FIRST_ROW);
    expect(rows.filter(({ bottom }) => bottom <= 800).length).toBeGreaterThanOrEqual(8);
  });

  it('no column moves with what happens to be in it', async () => {
    const edges = () =>
      list.table
        .getByRole('columnheader')
        .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
    const before = await edges();
    await list.search.fill('Careless');
    await eventually(() => list.rows.count()).toBe(1);
    expect(await edges()).toEqual(before);
    await list.search.fill('');
    await eventually(() => list.rows.count()).toBe(20);
  });

  it('nothing is cut off at a width of 768 pixels', async () => {
    const tablet = await world.open({ width: 768, height: 1024 });
    await tablet.rows.first().waitFor();
    expect(await outOfSight(tablet.page)).toEqual(ALL_IN_SIGHT);
    const [link, frame] = await Promise.all([
      tablet.rows.first().getByRole('link').boundingBox(),
      tablet.table.locator('xpath=..').boundingBox(),
    ]);
    if (!link || !frame) throw new Error('There is no table');
    expect(link.x + link.width).toBeLessThanOrEqual(frame.x + frame.width);
    await tablet.page.context().close();
  });

  describe.each([
    ['at a width of 360 pixels', NARROW],
    ['at a zoom of 200 %', ZOOMED],
  ])('%s', (_, window) => {
    let small: ListPage;
    beforeAll(async () => {
      small = await world.open(window);
      await small.rows.first().waitFor();
    });
    afterAll(() => small?.page.context().close());

    it('a session is on the first screen', async () => {
      const [first] = await rowsAt(small);
      const { height } = small.page.viewportSize() ?? { height: 0 };
      expect(first.bottom).toBeLessThanOrEqual(height);
    });

    it('everything is there, and nothing has to be scrolled sideways', async () => {
      expect(await outOfSight(small.page)).toEqual(ALL_IN_SIGHT);
      expect(await small.cell('Careless', 'summary').innerText()).toContain('4 errors');
      expect(await small.row('Uploading').getByText('3 of 9').isVisible()).toBe(true);
    });

    it('all pages of many can be reached', async () => {
      await small.reopen('tab=webhook&pageSize=10&page=6');
      await small.pages.getByRole('link', { name: 'Go to page 11' }).waitFor();
      expect(await outOfSight(small.page)).toEqual(ALL_IN_SIGHT);
      await small.reopen();
    });

    it('everything can be done', async () => {
      await small.tab('download').click();
      await small.row('Downloaded').first().waitFor();
      await small.search.fill('keys');
      await eventually(() => small.query()).toContain('search=keys');
      await small.showFilters();
      await small.sortBy('duration').click();
      await eventually(() => small.query()).toContain('sort=duration');
      await small.choose('status', 'Completed');
      await eventually(() => small.query()).toContain('status=completed');
      expect(await outOfSight(small.page)).toEqual(ALL_IN_SIGHT);
      await small.pickDay('from', '01/01/2027');
      await small.button('empty.clearFilters').waitFor();
      expect(await outOfSight(small.page)).toEqual(ALL_IN_SIGHT);
      await small.button('empty.clearFilters').click();
      await small.button('clear.button').click();
      const dialog = small.page.getByRole('dialog');
      const box = await dialog.boundingBox();
      const { width } = small.page.viewportSize() ?? { width: 0 };
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true);
      await small.page.keyboard.press('Escape');
      await small.rows.first().getByRole('link').click();
      await small.page.waitForURL(/\/sessions\/\d+$/);
    });

    it('axe-core finds nothing', async () => {
      await small.reopen();
      expect(await accessFaults(small.page)).toEqual([]);
    });
  });
});
