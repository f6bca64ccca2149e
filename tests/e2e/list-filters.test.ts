import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type ListPage } from './support/list-page';
import { startListWorld, type ListWorld } from './support/list-world';

/** The day in Prague that has 25 hours: its clocks go back from summer time. */
const EDGES_OF_THE_LONG_DAY = [
  { summary: 'Last minute of the day before', startedAt: Date.UTC(2026, 9, 24, 21, 59) },
  { summary: 'First minute of the long day', startedAt: Date.UTC(2026, 9, 24, 22, 0) },
  { summary: 'Last minute of the long day', startedAt: Date.UTC(2026, 9, 25, 22, 59) },
  { summary: 'First minute of the day after', startedAt: Date.UTC(2026, 9, 25, 23, 0) },
];

/** The day in Prague that has 23 hours. */
const EDGES_OF_THE_SHORT_DAY = [
  { summary: 'Last minute before it', startedAt: Date.UTC(2026, 2, 28, 22, 59) },
  { summary: 'First minute of the short day', startedAt: Date.UTC(2026, 2, 28, 23, 0) },
  { summary: 'Last minute of the short day', startedAt: Date.UTC(2026, 2, 29, 21, 59) },
  { summary: 'First minute after it', startedAt: Date.UTC(2026, 2, 29, 22, 0) },
];

const MORE_THAN_COUNTED = 10_010;

describe('the filters of the list', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    await world.seed.sessions([
      ...EDGES_OF_THE_LONG_DAY,
      ...EDGES_OF_THE_SHORT_DAY,
      { summary: 'It failed', status: 'failed', startedAt: Date.UTC(2026, 5, 1) },
      { summary: 'It runs', status: 'in-progress', startedAt: Date.UTC(2026, 5, 2) },
    ]);
    const download = { eventType: 'download', summary: 'A download' } as const;
    await world.seed.copies(await world.seed.session(download), 122);
    const webhook = { eventType: 'webhook', summary: 'A webhook' } as const;
    await world.seed.copies(await world.seed.session(webhook), MORE_THAN_COUNTED - 1);
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const summaries = () => list.column('summary');

  it('by status leaves those, and gives all back', async () => {
    await list.choose('status', 'Failed');
    await eventually(summaries).toEqual(['It failed']);
    await list.choose('status', 'In Progress');
    await eventually(summaries).toEqual(['It runs']);
    expect(await list.total.innerText()).toBe('1 session');
    await list.page.getByRole('button', { name: list.text('filters.clearStatus') }).click();
    await eventually(() => list.total.innerText()).toBe('10 sessions');
  });

  it('take the days as the user’s own, also where one has 25 hours', async () => {
    await list.pickDay('from', '10/25/2026');
    await list.pickDay('to', '10/25/2026');
    await eventually(summaries).toEqual([
      'Last minute of the long day',
      'First minute of the long day',
    ]);
    expect(list.query()).toContain('from=2026-10-25&to=2026-10-25');
  });

  it('or 23', async () => {
    await list.reopen('from=2026-03-29&to=2026-03-29');
    expect(await summaries()).toEqual([
      'Last minute of the short day',
      'First minute of the short day',
    ]);
    expect(await list.from.inputValue()).toBe('03/29/2026');
  });

  it.each([
    [
      'de',
      'America/New_York',
      '24.10.2026',
      ['First minute of the long day', 'Last minute of the day before'],
    ],
    [
      'cs',
      'Pacific/Auckland',
      '26. 10. 2026',
      ['First minute of the day after', 'Last minute of the long day'],
    ],
  ])('and are typed as one writes them in %s, in %s', async (language, timeZone, day, expected) => {
    const other = await world.open({ language, timeZone });
    await other.rows.first().waitFor();
    await other.pickDay('from', day);
    await other.pickDay('to', day);
    await eventually(() => other.column('summary')).toEqual(expected);
    await other.page.context().close();
  });

  it('can be picked in the calendar', async () => {
    await list.reopen('from=2026-10-01');
    await list.to.click();
    await list.page.getByRole('gridcell', { name: '25' }).first().click();
    await eventually(() => list.query()).toMatch(/from=2026-10-01&to=\d{4}-\d{2}-25/);
  });

  it('do not apply a From after To, say so, and show what there is without them', async () => {
    await list.reopen('from=2026-10-25&to=2026-10-25');
    await list.pickDay('from', '10/26/2026');
    await list.page.getByText(list.text('filters.fromAfterTo')).waitFor();
    expect(await list.from.inputValue()).toBe('10/26/2026');
    expect(list.query()).toContain('from=2026-10-26&to=2026-10-25');
    await eventually(() => list.rows.count()).toBe(10);

    await list.pickDay('to', '10/26/2026');
    await eventually(summaries).toEqual(['First minute of the day after']);
    expect(await list.page.getByText(list.text('filters.fromAfterTo')).count()).toBe(0);
  });

  it('show a range of an address that ends before it begins, with a word that it isn’t applied', async () => {
    await list.reopen('from=2026-10-26&to=2026-10-25');
    await list.page.getByText(list.text('filters.fromAfterTo')).waitFor();
    expect(await list.from.inputValue()).toBe('10/26/2026');
    expect(await list.to.inputValue()).toBe('10/25/2026');
    expect(await list.rows.count()).toBe(10);
  });

  it('take a typed day that is left by Tab, and close the calendar', async () => {
    await list.reopen();
    await list.from.click();
    await list.page.getByRole('dialog').waitFor();
    await list.page.keyboard.type('10/26/2026');
    await list.page.keyboard.press('Tab');
    await eventually(() => list.query()).toContain('from=2026-10-26');
    expect(await list.page.getByRole('dialog').count()).toBe(0);
    expect(await list.from.evaluate((field) => field === document.activeElement)).toBe(false);

    // Nothing typed: nothing is applied.
    await list.to.click();
    await list.page.getByRole('dialog').waitFor();
    await list.page.keyboard.press('Tab');
    await list.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(list.query()).not.toContain('to=');
  });

  it('do not take away a day that is being typed when the list renews itself', async () => {
    await list.reopen('from=2026-10-25');
    await list.from.fill('10/2');
    const renewed = () => list.page.waitForResponse(/localazy-activity-logs\/sessions\?/);
    await renewed();
    await renewed();
    expect(await list.from.inputValue()).toBe('10/2');
  });

  it('can all be cleared by one button, and the focus moves to the search', async () => {
    await list.reopen('search=minute&from=2026-10-25&to=2026-10-25&status=completed');
    await list.button('filters.clear').click();
    await eventually(() => list.total.innerText()).toBe('10 sessions');
    expect(list.query()).toBe('sort=startedAt:desc');
    expect(await list.search.inputValue()).toBe('');
    expect(await list.from.inputValue()).toBe('');
    expect(await list.search.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await list.button('filters.clear').count()).toBe(0);
  });

  describe('the pages', () => {
    const range = async () => {
      const starts = await list.starts();
      return { rows: starts.length, first: starts[0] };
    };

    it.each([
      ['10', 13],
      ['20', 7],
      ['50', 3],
      ['100', 2],
    ])('of %s sessions are %d for 123', async (size, pageCount) => {
      await list.reopen('tab=download');
      await list.choose('pageSize', size);
      await eventually(() => list.rows.count()).toBe(Number(size));
      expect(await list.total.innerText()).toBe('123 sessions');
      const links = await list.pages.getByRole('link', { name: /Go to page \d+/ }).allInnerTexts();
      expect(links[links.length - 1]).toContain(String(pageCount));
    });

    it('follow each other without a gap or a row twice', async () => {
      await list.reopen('tab=download&pageSize=50');
      const starts = await list.starts();
      for (const page of [2, 3]) {
        await list.pages.getByRole('link', { name: list.text('pages.next') }).click();
        await eventually(() => list.query()).toContain(`page=${page}`);
        await list.settled();
        starts.push(...(await list.starts()));
      }
      expect(starts).toHaveLength(123);
      expect(new Set(starts).size).toBe(123);
      expect(await list.pages.locator('[aria-current="page"]').innerText()).toContain('3');
    });

    it('are not counted past 10,000 before all is cleared either', async () => {
      await list.button('clear.button').click();
      const dialog = list.page.getByRole('dialog');
      await dialog.getByText('More than 10,000 sessions of all three tabs').waitFor();
      await list.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    });

    it('end at 10,000 sessions, and show there that a filter finds the others', async () => {
      const end = list.page.getByText('These are the first 10,000 sessions.');
      await list.reopen('tab=webhook&pageSize=100');
      expect(await list.total.innerText()).toBe('10,000+ sessions');
      expect(await end.count()).toBe(0);
      await list.reopen('tab=webhook&pageSize=100&page=100');
      await end.waitFor();
      expect((await range()).rows).toBe(100);
      expect(await list.total.innerText()).toBe('10,000+ sessions');
      const next = list.pages.getByRole('link', { name: list.text('pages.next') });
      expect(await next.getAttribute('aria-disabled')).toBe('true');
    });

    it.each(['500', '2147483647'])(
      'show the last one for page %s, and repair the address',
      async (page) => {
        await list.reopen(`tab=webhook&sort=startedAt%3Adesc&pageSize=100&page=${page}`);
        await eventually(() => list.query()).toContain('page=100&');
        expect((await range()).rows).toBe(100);
        expect(await list.page.getByRole('main').getByRole('alert').count()).toBe(0);
      }
    );

    it('of a search in another order than the start show that the newest matches alone are sorted', async () => {
      const note = list.page.getByText('Only the newest 10,000 matches are sorted here.');
      await list.reopen('tab=webhook&search=webhook&sort=summary%3Aasc');
      await note.waitFor();
      await list.reopen('tab=webhook&search=webhook&sort=startedAt%3Adesc');
      expect(await note.count()).toBe(0);
    });
  });
});
