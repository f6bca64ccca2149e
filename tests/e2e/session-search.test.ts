import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../harness';
import { sessionPage, type SessionPage } from './support/session-page';
import { startSessionWorld, times, type Line, type SessionWorld } from './support/session-world';

const LINES = 3_000;

/** Each 250th line is an error, each 100th another warning, each 10th a debug line; 8 mention keys. */
const lineOf = (sequence: number): Line => {
  if (sequence % 250 === 0) return { level: 'error', message: `Refused batch ${sequence}` };
  if (sequence % 100 === 0) return { level: 'warn', message: `Slow batch ${sequence}` };
  if (sequence % 10 === 0) return { level: 'debug', message: `Asked for batch ${sequence}` };
  if (sequence % 400 === 1) return { message: `Created KEY title[${sequence}], key by key` };
  if (sequence === 777) return { message: '50 % of a_b done, žluťoučký kůň in outline' };
  return { message: `Batch ${sequence} is done` };
};

const ERRORS = LINES / 250;
const DEBUGS = LINES / 10 - LINES / 100 - 6;
const KEY_LINES = [1, 401, 801, 1201, 1601, 2001, 2401, 2801];

describe('search and levels in a session of 3,000 lines', () => {
  let world: SessionWorld;
  let id: number;
  let page: Page;
  let shown: SessionPage;

  beforeAll(async () => {
    world = await startSessionWorld();
    id = await world.seed({ lines: times(LINES, lineOf) });
    page = await world.open(id);
    shown = sessionPage(page);
    await shown.line(1).waitFor();
  }, 180_000);

  afterAll(() => world?.stop());

  beforeEach(async () => {
    await world.reopen(page, id);
    await shown.line(1).waitFor();
  });

  const query = () => new URL(page.url()).searchParams;
  const matches = (text: string) => shown.searchText(text);
  const highlights = () => shown.log.locator('mark').allInnerTexts();

  test('the search lists what it finds in all lines, counted exactly and highlighted', async () => {
    const request = page.waitForRequest(
      (sent) => new URL(sent.url()).searchParams.get('search') === 'key'
    );
    await shown.search.fill('key');
    await request;
    await matches('8 matches');
    await until('the matches alone are listed', async () => (await shown.drawn()).length === 8);
    expect(await shown.drawn()).toEqual(KEY_LINES);
    // Whatever the case, and each time it occurs.
    expect((await highlights()).slice(0, 3)).toEqual(['KEY', 'key', 'key']);
    expect(await highlights()).toHaveLength(3 * 8);
  });

  test('letters with accents are found too, and % and _ are ordinary characters', async () => {
    await shown.search.fill('ŽLUŤOUČKÝ');
    await matches('1 match');
    await shown.search.fill('50 %');
    await matches('1 match');
    await until('its line is listed', async () => String(await shown.drawn()) === '777');
    await shown.search.fill('a_b');
    await matches('1 match');
    await shown.search.fill('%');
    await matches('1 match');
    // A word that the page uses for its own requests.
    await shown.search.fill('outline');
    await matches('1 match');
  });

  test('a search without a match shows that, with a button back to all lines', async () => {
    await shown.search.fill('nothing like it');
    await matches('No match');
    await page.getByText('No line matches this search and these filters.').waitFor();
    await shown.button('Clear search and filters').click();
    await shown.line(1).waitFor();
    expect(await shown.search.inputValue()).toBe('');
  });

  test('the matches are stepped through, forwards and back, and round from the last', async () => {
    await shown.search.fill('key');
    await matches('8 matches');
    await shown.button('Next match').click();
    await matches('1 of 8');
    await shown.button('Next match').click();
    await matches('2 of 8');
    await shown.button('Previous match').click();
    await shown.button('Previous match').click();
    await matches('8 of 8');
    await shown.seen(2801);
    await shown.button('Next match').click();
    await matches('1 of 8');
    await shown.seen(1);
  });

  test('Enter in the search steps to the next match, Shift and Enter to the previous', async () => {
    await shown.search.fill('key');
    await matches('8 matches');
    await shown.search.press('Enter');
    await matches('1 of 8');
    await shown.search.press('Shift+Enter');
    await matches('8 of 8');
    expect(await shown.search.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('the matches can be seen among all lines, and are stepped through there', async () => {
    await shown.search.fill('key');
    await matches('8 matches');
    await shown.button('Next match').click();
    await shown.button('Next match').click();
    await matches('2 of 8');
    await page.getByRole('switch', { name: 'All lines' }).click();
    // The line that was stepped to stays on screen, with its neighbours before and after it.
    await shown.seen(401);
    await shown.seen(402);
    await shown.button('Next match').click();
    await matches('3 of 8');
    await shown.seen(801);
    await shown.seen(799);
    expect(await highlights()).toContain('KEY');
  });

  test('one click clears the search', async () => {
    await shown.search.fill('key');
    await matches('8 matches');
    await shown.button('Clear the search').click();
    await shown.line(2).waitFor();
    expect(await shown.search.inputValue()).toBe('');
    expect(query().has('search')).toBe(false);
  });

  test('debug lines are hidden at first, which the page says and can undo', async () => {
    expect(await shown.drawn()).not.toContain(10);
    await shown.button(`${DEBUGS} debug lines hidden: show`).click();
    await shown.line(10).waitFor();
    expect(await shown.line(10).innerText()).toContain('Debug');
    await shown.button(`Hide ${DEBUGS} debug lines`).click();
    await shown.line(10).waitFor({ state: 'detached' });
  });

  test('each level’s chip shows its count and lists it alone', async () => {
    const errors = shown.level(new RegExp(`^${ERRORS} errors$`));
    await shown.level(/^24 warnings$/).waitFor();
    await errors.click();
    expect(await errors.getAttribute('aria-pressed')).toBe('true');
    await until('only errors are listed', async () => (await shown.drawn()).length === ERRORS);
    expect(await shown.drawn()).toEqual(times(ERRORS, (number) => number * 250));
    await shown.level(/warnings$/).click();
    await until('warnings are listed too', async () => (await shown.drawn()).includes(100));
    await errors.click();
    await until('warnings alone', async () => !(await shown.drawn()).includes(250));
    await shown.level(/warnings$/).click();
    // The line at the top stays on screen, now among all others.
    await shown.seen(100);
    await shown.seen(101);
  });

  test('the chips count what the search finds', async () => {
    await shown.search.fill('batch 5');
    await shown.level(/^1 error$/).waitFor();
    await shown.level(/^1 error$/).click();
    await until('that error is listed', async () => String(await shown.drawn()) === '500');
  });

  test('next error and next warning step from one to the next among all lines', async () => {
    await shown.button('Next error').click();
    await shown.seen(250);
    await shown.seen(249);
    await page.getByText(`1 of ${ERRORS}`, { exact: true }).waitFor();
    await shown.button('Next warning').click();
    await shown.seen(300);
    await shown.button('Next error').click();
    await shown.seen(500);
    await shown.button('Next warning').click();
    await shown.seen(600);
    await shown.button('Previous error').click();
    await shown.seen(500);
  });

  test('next error starts from what is on screen', async () => {
    // About line 1,350 of the 2,700 that aren't debug lines.
    await shown.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight * 0.45 }));
    await shown.seen(1_352);
    await shown.button('Next error').click();
    await shown.seen(1_500);
  });

  test('what is shown is in the address: reload and a pasted link restore it', async () => {
    await shown.search.fill('batch 5');
    await shown.debugLines.click();
    await shown.level(/^1 error$/).click();
    await until('the address has it', () => query().get('level') === 'error');
    expect(Object.fromEntries(query())).toEqual({
      search: 'batch 5',
      level: 'error',
      verbose: '1',
    });
    const link = page.url();
    await page.reload();
    await until('the same is listed', async () => String(await shown.drawn()) === '500');
    expect(await shown.search.inputValue()).toBe('batch 5');

    const other = await world.window();
    await other.goto(link);
    const pasted = sessionPage(other);
    await until('the same in another window', async () => String(await pasted.drawn()) === '500');
    await other.context().close();
  });

  test('what a search finds and a step goes to is announced to screen readers', async () => {
    const announced = (text: string) =>
      page
        .locator('[aria-live="polite"]', { hasText: text })
        .first()
        .waitFor({ state: 'attached' });
    await shown.search.fill('key');
    await announced('8 matches');
    await shown.button('Next match').click();
    await announced('Line 1, 1 of 8');
    await shown.button('Clear the search').click();
    await shown.button('Next error').click();
    await announced(`Line 250, 1 of ${ERRORS}`);
  });

  test('200 characters of anything can be searched for', async () => {
    const anything = `"'<b>%_\\[(*+?|\u0000\u202E🚀`.repeat(20).slice(0, 200);
    await shown.search.fill(anything);
    await matches('No match');
    await shown.search.fill('\\');
    await matches('No match');
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
