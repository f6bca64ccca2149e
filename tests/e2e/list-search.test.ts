import type { Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { startListWorld, type ListWorld } from './support/list-world';
import { openInPanel } from './support/open-in-panel';

const NEWEST = Date.UTC(2026, 10, 23, 13, 35, 7);
const PERCENT = 'Uploaded 50% of all_keys';

/** What a panel that is loaded anew could misread in its address. */
const URL_SYNTAX = '&search=x#?+%20'.repeat(14).slice(0, 200);

/** What people type by accident or on purpose: 200 characters each. */
const WITHOUT_MATCH = [
  'a'.repeat(200),
  '%_\\'.repeat(67).slice(0, 200),
  `'"; drop table x; --`.repeat(10).slice(0, 200),
  '<img src=x onerror=alert(1)>'.repeat(8).slice(0, 200),
  '(((.*)+)+$[^'.repeat(17).slice(0, 200),
  '日本語🚀é'.repeat(34).slice(0, 200),
  URL_SYNTAX,
];

describe('searching the list', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    await world.seed.sessions([
      { status: 'in-progress', startedAt: NEWEST + 60_000, summary: 'Uploading' },
      { startedAt: NEWEST + 30_000, summary: PERCENT },
      ...history(300, NEWEST),
    ]);
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const highlights = (page: ListPage) => page.table.locator('mark').allInnerTexts();
  const isFocused = () => list.search.evaluate((field) => field === document.activeElement);

  /** How many sessions a search finds, once the list is there. */
  const totalOf = async ({ search, query, settled, total }: ListPage, text: string) => {
    await search.fill(text);
    await eventually(query).toContain(`search=${text.trim()}`);
    await settled();
    return Number.parseInt(await total.innerText(), 10);
  };

  describe.each([
    ['en', 'in progress', 'In Progress'],
    ['cs', 'probíhá', 'Probíhá'],
    ['de', 'in bearbeitung', 'In Bearbeitung'],
    ['fr', 'en cours', 'En cours'],
  ])('in %s', (language, inProgress, shown) => {
    let localized: ListPage;
    beforeAll(async () => {
      localized = await world.open({ language });
      await localized.rows.first().waitFor();
    });
    afterAll(() => localized?.page.context().close());

    it('a start copied from the list finds its row', async () => {
      const start = (await localized.column('startedAt'))[7];
      expect(await totalOf(localized, start)).toBe(1);
      expect(await localized.column('startedAt')).toEqual([start]);
      expect(await highlights(localized)).toEqual([start]);
    });

    it('so does one selected and copied by hand', async () => {
      await localized.search.fill('');
      await eventually(() => localized.rows.count()).toBe(20);
      const [, , , start] = await localized.column('startedAt');
      await localized.page.evaluate(() => {
        const cell = document.querySelectorAll('tbody tr')[3].querySelector('time');
        if (cell) getSelection()?.selectAllChildren(cell);
      });
      const copied = await localized.page.evaluate(() => getSelection()?.toString() ?? '');
      expect(await totalOf(localized, copied)).toBe(1);
      expect(await localized.column('startedAt')).toEqual([start]);
    });

    it.each([inProgress, 'in progress', 'In-Progress'])('"%s" finds what runs', async (text) => {
      expect(await totalOf(localized, text)).toBe(1);
      expect(await localized.column('status')).toEqual([shown]);
    });
  });

  it.each([
    ['2026-11-22', 8],
    ['Nov 22', 8],
    ['22. 11. 2026', 8],
    ['October', 0],
  ])('by the date %s finds %d', async (text, count) => {
    await list.search.fill(text);
    if (count === 0) await list.page.getByText(list.text('empty.noMatch')).waitFor();
    else await eventually(() => list.total.innerText()).toBe(`${count} sessions`);
  });

  it('finds by user and by summary, whatever the case, and highlights what matches', async () => {
    expect(await totalOf(list, 'GRACE')).toBeGreaterThan(0);
    expect(new Set(await highlights(list))).toEqual(new Set(['Grace']));
    expect(new Set(await list.column('initiatedBy'))).toEqual(new Set(['Grace Hopper']));
    expect(await totalOf(list, 'refused key')).toBeGreaterThan(0);
    expect(new Set(await highlights(list))).toEqual(new Set(['refused key']));
  });

  it('takes % and _ as ordinary characters', async () => {
    expect(await totalOf(list, '%')).toBe(1);
    expect(await list.column('summary')).toEqual([PERCENT]);
    expect(await highlights(list)).toEqual(['%']);
    expect(await totalOf(list, '_')).toBe(1);
    expect(await list.column('summary')).toEqual([PERCENT]);
  });

  it.each(WITHOUT_MATCH)('finds nothing for %s, without an error', async (text) => {
    const problems: string[] = [];
    list.page.on('pageerror', ({ message }) => problems.push(message));
    await list.search.fill(text);
    await list.page.getByText(list.text('empty.noMatch')).waitFor();
    if (text === URL_SYNTAX) await list.page.reload();
    else await openInPanel(list.page, list.page.url());
    await list.page.getByText(list.text('empty.noMatch')).waitFor();
    expect(await list.search.inputValue()).toBe(text);
    await list.button('empty.clearFilters').click();
    await eventually(() => list.total.innerText()).toBe('102 sessions');
    expect(await isFocused()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('is requested once typing pauses, and Back undoes the search as a whole', async () => {
    await list.reopen('pageSize=50');
    const requested: string[] = [];
    const note = (request: Request) => {
      const search = new URL(request.url()).searchParams.get('search');
      if (search) requested.push(search);
    };
    list.page.on('request', note);
    await list.search.pressSequentially('uploaded 1', { delay: 20 });
    await eventually(() => highlights(list)).toContain('Uploaded 1');
    expect(new Set(requested)).toEqual(new Set(['uploaded 1']));
    list.page.off('request', note);

    await list.search.pressSequentially('1');
    await eventually(() => list.query()).toContain('search=uploaded 11&');
    await list.page.goBack();
    await eventually(() => list.search.inputValue()).toBe('');
    await eventually(() => list.rows.count()).toBe(50);
  });

  it('is cleared by one click or key, and the field keeps the focus', async () => {
    for (const clear of [() => list.clearSearch.click(), () => list.clearSearch.press('Enter')]) {
      expect(await totalOf(list, 'failed')).toBeGreaterThan(0);
      await clear();
      await eventually(() => list.total.innerText()).toBe('102 sessions');
      expect(await list.search.inputValue()).toBe('');
      expect(await isFocused()).toBe(true);
      expect(await list.clearSearch.count()).toBe(0);
    }
  });

  it('begins at the first page', async () => {
    await list.reopen('page=3');
    expect(await totalOf(list, 'uploaded')).toBeGreaterThan(20);
    expect(list.query()).not.toContain('page=');
  });
});
