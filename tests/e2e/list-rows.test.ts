import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShortStartFormat } from '../../shared/format-instant';
import { describedAs } from './support/described-as';
import { eventually, type ListPage } from './support/list-page';
import { LIST, startListWorld, type ListWorld } from './support/list-world';
import { secondsIn } from './support/seconds-in';

const START = Date.UTC(2026, 10, 23, 13, 35, 7);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type MouseClick = Parameters<Locator['click']>[0];

const LONG_SUMMARY = `Uploaded ${'many a key of a long name, '.repeat(20)}`.slice(0, 255);

const LONG_NAME = 'Maximiliana Featherstonehaugh-Konstantinopolitanska';

describe('a row of the list', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    await world.seed.sessions([
      { startedAt: START, durationMs: 850, summary: 'Quick', initiatedBy: 'Grace Hopper' },
      { startedAt: START - 500, durationMs: 4_980, summary: 'Brisk' },
      { startedAt: START - 1_000, durationMs: 12_400, summary: 'Short' },
      { startedAt: START - 2_000, durationMs: 90_000, summary: 'Longer' },
      {
        startedAt: START - 3_000,
        durationMs: 2 * HOUR_MS + 5 * MINUTE_MS,
        summary: 'Patient',
        initiatedBy: LONG_NAME,
      },
      { startedAt: START - 4_000, summary: LONG_SUMMARY },
      { startedAt: START - 5_000, status: 'failed', summary: 'Refused', errorCount: 1 },
      { startedAt: START - 6_000, summary: 'Careless', warningCount: 3, errorCount: 12 },
      { startedAt: Date.now() - 5_000, status: 'in-progress', summary: 'Running' },
      { startedAt: Date.now() - 3 * HOUR_MS, summary: 'Some hours ago' },
    ]);
    list = await world.open();
    await list.row('Quick').waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const durationOf = async (summary: string) =>
    (await list.cell(summary, 'duration').innerText()).trim();

  it('shows the status by a word, and by a colour that no other status has', async () => {
    const colourOf = async (summary: string) => {
      const badge = list.cell(summary, 'status').getByText(/./).first();
      return badge.evaluate((element) => getComputedStyle(element).color);
    };
    expect(await list.cell('Quick', 'status').innerText()).toBe('Completed');
    expect(await list.cell('Refused', 'status').innerText()).toBe('Failed');
    expect(await list.cell('Running', 'status').innerText()).toBe('In Progress');
    const colours = [await colourOf('Quick'), await colourOf('Refused'), await colourOf('Running')];
    expect(new Set(colours).size).toBe(3);
  });

  it('shows the start in one short line, whole and how long ago that is on hover', async () => {
    const short = createShortStartFormat('en', 'Europe/Prague')(START);
    const start = list.cell('Quick', 'startedAt').locator('time');
    expect(await start.innerText()).toBe(short);
    await start.hover();
    await eventually(() => start.getAttribute('title')).toMatch(/^Nov 23, 2026, 2:35:07 PM\n/);
    const ago = list.cell('Some hours ago', 'startedAt').locator('time');
    await ago.hover();
    await eventually(() => ago.getAttribute('title')).toMatch(/\n3 hours ago$/);
  });

  describe('shows how long ago the start is', () => {
    const AGO = 'Started 3 hours ago';
    const linkOf = (shown: ListPage) => shown.row('Some hours ago').getByRole('link');
    const bubble = () => list.page.getByRole('tooltip', { name: AGO });

    it('to screen readers as what describes the row’s link, and nowhere else', async () => {
      const name = (await linkOf(list).getAttribute('aria-label')) ?? '';
      expect(await describedAs(list.page, 'link', name)).toBe(AGO);
      expect(await list.table.innerText()).not.toContain(AGO);
    });

    it('to the eyes when the keyboard comes to the row, until Escape or the next row', async () => {
      const isFocused = () =>
        linkOf(list).evaluate((element) => element === document.activeElement);
      await linkOf(list).focus();
      await list.page.keyboard.press('Shift+Tab');
      expect(await bubble().count()).toBe(0);
      await list.page.keyboard.press('Tab');
      expect(await isFocused()).toBe(true);
      await bubble().waitFor();
      const [shown, link] = [await bubble().boundingBox(), await linkOf(list).boundingBox()];
      expect(shown?.x).toBeGreaterThan(0);
      expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual(link?.x ?? 0);

      await list.page.keyboard.press('Escape');
      await bubble().waitFor({ state: 'hidden' });
      expect(await isFocused()).toBe(true);

      await list.page.keyboard.press('Shift+Tab');
      await list.page.keyboard.press('Tab');
      await bubble().waitFor();
      await list.page.keyboard.press('Tab');
      await bubble().waitFor({ state: 'hidden' });
    });

    it('and goes with the time while the page stays open', async () => {
      const patient = await world.window();
      await patient.page.clock.install();
      await patient.page.goto(LIST);
      await patient.row('Some hours ago').waitFor();
      const name = (await linkOf(patient).getAttribute('aria-label')) ?? '';
      await patient.page.clock.fastForward(HOUR_MS);
      await eventually(() => describedAs(patient.page, 'link', name)).toBe('Started 4 hours ago');
      await patient.page.context().close();
    });
  });

  it.each([
    ['cs', 'Europe/Prague', '23. 11. 2026 14:35:07', '4,9 s'],
    ['de', 'America/New_York', '23.11.2026, 08:35:07', '4,9 s'],
    ['fr', 'Asia/Tokyo', '23 nov. 2026, 22:35:07', '4,9 s'],
  ])('does so in %s in %s', async (language, timeZone, start, duration) => {
    const { page, row, cell } = await world.open({ language, timeZone });
    await row('Quick').waitFor();
    const time = cell('Quick', 'startedAt').locator('time');
    expect(await time.innerText()).toBe(createShortStartFormat(language, timeZone)(START));
    await time.hover();
    await eventually(() => time.getAttribute('title')).toMatch(new RegExp(`^${start}\n`));
    expect(await cell('Brisk', 'duration').innerText()).toBe(duration);
    await page.context().close();
  });

  it('shows the duration in the largest two units, ticking while it runs', async () => {
    expect(await durationOf('Quick')).toBe('850 ms');
    expect(await durationOf('Brisk')).toBe('4.9 s');
    expect(await durationOf('Short')).toBe('12 s');
    expect(await durationOf('Longer')).toBe('1 min 30 s');
    expect(await durationOf('Patient')).toBe('2 h 5 min');
    const before = secondsIn(await durationOf('Running'));
    await eventually(async () => secondsIn(await durationOf('Running'))).toBeGreaterThan(before);
  });

  it('measures a running session by the server’s clock, whatever the user’s own shows', async () => {
    const fast = await world.window();
    await fast.page.clock.install({ time: Date.now() + HOUR_MS });
    await fast.page.goto(LIST);
    await fast.row('Running').waitFor();
    expect(secondsIn(await fast.cell('Running', 'duration').innerText())).toBeLessThan(600);
    await fast.page.context().close();
  });

  it('cuts a long name in one line, and shows the whole of it on hover', async () => {
    const name = list.cell('Patient', 'initiatedBy');
    expect(await name.getAttribute('title')).toBe(LONG_NAME);
    const [shown, whole] = await name.evaluate((cell) => [cell.clientWidth, cell.scrollWidth]);
    expect(whole).toBeGreaterThan(shown);
    const heights = await Promise.all(
      ['Patient', 'Short'].map(async (text) => (await list.row(text).boundingBox())?.height)
    );
    expect(heights[0]).toBe(heights[1]);
  });

  it('names the page in the browser’s tab', async () => {
    expect(await list.page.title()).toBe('Upload · Activity Logs');
    await list.tab('download').click();
    await eventually(() => list.page.title()).toBe('Download · Activity Logs');
    await list.tab('upload').click();
    await list.row('Quick').waitFor();
  });

  it('cuts a long summary and shows the whole of it on hover', async () => {
    const summary = list.page.getByTitle(LONG_SUMMARY);
    const [shown, whole] = await summary.evaluate((element) => [
      element.clientHeight,
      element.scrollHeight,
    ]);
    expect(whole).toBeGreaterThan(shown);
  });

  it('counts warnings and errors where there are any', async () => {
    expect(await list.cell('Careless', 'summary').innerText()).toMatch(
      /12 errors[\s\S]+3 warnings/
    );
    // One error of a failed session adds nothing to its status.
    expect((await list.cell('Refused', 'summary').innerText()).trim()).toBe('Refused');
    expect((await list.cell('Quick', 'summary').innerText()).trim()).toBe('Quick');
  });

  describe('opens its session', () => {
    const SESSION = /\/sessions\/\d+$/;

    it('by a click anywhere on it, and Back returns to the list', async () => {
      await list.cell('Short', 'initiatedBy').click();
      await list.page.waitForURL(SESSION);
      await list.page.goBack();
      await list.row('Short').waitFor();
    });

    it('by Enter on its link', async () => {
      await list.row('Short').getByRole('link').press('Enter');
      await list.page.waitForURL(SESSION);
      await list.page.goBack();
      await list.row('Short').waitFor();
    });

    const MIDDLE_CLICK: MouseClick = { button: 'middle' };
    const CTRL_CLICK: MouseClick = { modifiers: ['Control'] };

    it.each([
      ['a middle click', MIDDLE_CLICK],
      ['Ctrl and a click', CTRL_CLICK],
    ])('in a new tab by %s on the row or its link', async (_, how) => {
      for (const target of [list.cell('Short', 'summary'), list.row('Short').getByRole('link')]) {
        const [tab] = await Promise.all([
          list.page.context().waitForEvent('page'),
          target.click(how),
        ]);
        await tab.waitForURL(SESSION);
        await tab.close();
      }
      expect(list.page.url()).not.toMatch(SESSION);
    });

    it('but not when a text in it is selected to be copied', async () => {
      const { mouse } = list.page;
      const text = await list.page.getByTitle('Short').boundingBox();
      if (!text) throw new Error('The text is not there');
      const middle = text.y + text.height / 2;
      await mouse.move(text.x, middle);
      await mouse.down();
      await mouse.move(text.x + 200, middle, { steps: 4 });
      await mouse.up();
      expect(await list.page.evaluate(() => getSelection()?.toString())).toBe('Short');
      expect(list.page.url()).not.toMatch(SESSION);
    });
  });
});
