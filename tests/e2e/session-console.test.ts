import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../harness';
import { sessionPage, type SessionPage } from './support/session-page';
import { startSessionWorld, STARTED_AT, times, type SessionWorld } from './support/session-world';

const STACK = 'Error: 401\n    at upload (localazy.js:1:2)\n    at async run (run.js:3:4)';

const LINES = [
  { message: 'Upload started', timestamp: STARTED_AT + 7 },
  { message: 'Asking for the languages', level: 'debug' as const },
  { message: `Slow response ${'waiting '.repeat(60)}`, level: 'warn' as const, data: { ms: 4200 } },
  { message: STACK, level: 'error' as const, data: { request: { status: 401, tries: [1, 2] } } },
  { message: '\u202Etxet dehcattA\u202C \u001b[31mred', data: null },
  { message: 'Upload finished' },
];

/** At most so many pixels are between the console and the window's end. */
const ROOM_BELOW = 24;

describe('the console of a session', () => {
  let world: SessionWorld;
  let id: number;
  let page: Page;
  let shown: SessionPage;
  /** For sessions that a test makes. */
  let second: Page;

  beforeAll(async () => {
    world = await startSessionWorld();
    id = await world.seed({
      initiatedBy: 'Grace Hopper',
      lines: LINES,
      end: { status: 'failed', summary: 'Localazy refused the upload:\nRequest failed' },
    });
    page = await world.open(id);
    shown = sessionPage(page);
    await shown.line(1).waitFor();
    second = await world.open(id);
    await sessionPage(second).line(1).waitFor();
  }, 180_000);

  afterAll(() => world?.stop());

  test('is below what is known of the session, each fact once and in one row', async () => {
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Upload on Nov 23, 2026, 1:00:00 PM'
    );
    expect(await page.title()).toBe('Failed upload, Nov 23 · Activity Logs');
    expect(await shown.facts()).toEqual({
      Status: 'Failed',
      Duration: '1 min 30 s',
      Finished: '1:01:30 PM',
      'Initiated by': 'Grace Hopper',
      'Time zone': 'Europe/Prague',
    });
    const tops = await page
      .getByLabel('About this session')
      .evaluate((list) => [...list.children].map((fact) => fact.getBoundingClientRect().bottom));
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(10);
  });

  test('shows how far a running session is, and ticks', async () => {
    const running = world.logger.start({ eventType: 'download', initiatedBy: 'Grace Hopper' });
    running.info('Download started');
    running.progress(40, 100);
    await world.logger.flush();
    const [session] = (
      await world.app.request<{ results: { id: number }[] }>(
        'GET',
        '/localazy-activity-logs/sessions?eventType=download',
        { token: world.app.admin.token }
      )
    ).body.results;
    const live = second;
    await world.reopen(live, session.id);
    const other = sessionPage(live);
    await other.line(1).waitFor();
    const facts = await until('the progress is shown', async () => {
      const now = await other.facts();
      return now.Status.includes('40 of 100') && now;
    });
    expect(facts).toMatchObject({
      Status: 'In Progress 40 of 100',
      'Initiated by': 'Grace Hopper',
    });
    await live.getByText('No summary yet').waitFor();
    expect(facts.Duration).toMatch(/^\d\.\d s$/);
    const late = await world.window();
    await late.clock.install({ time: Date.now() + 3_600_000 });
    await late.goto(live.url());
    await sessionPage(late).line(1).waitFor();
    // Whatever the visitor's clock shows.
    expect((await sessionPage(late).facts()).Duration).toMatch(/^\d+(\.\d)? s$/);
    await late.context().close();
    await until('it ticks', async () => (await other.facts()).Duration !== facts.Duration);
    running.complete('Downloaded 3 keys');
    await until('the end is shown', async () => {
      const now = await other.facts();
      return now.Status === 'Completed' && now.Finished !== undefined;
    });
    await live.getByText('Downloaded 3 keys').waitFor();
  });

  test('shows each time to the millisecond, by the user’s clock and zone, and the day on hover', async () => {
    const time = shown.line(1).locator('time');
    expect(await time.innerText()).toBe('1:00:00.007 PM');
    expect(await time.getAttribute('title')).toBe('Nov 23, 2026, 1:00:00 PM');
    const overseas = await world.open(id, { timeZone: 'America/New_York', language: 'de' });
    await overseas.getByRole('log').locator('[data-line="1"]').waitFor();
    expect(await overseas.locator('[data-line="1"] time').innerText()).toBe('07:00:00,007');
    await overseas.context().close();
  });

  test('shows offsets where the clock was changed while the session ran', async () => {
    const startedAt = Date.UTC(2026, 9, 25, 0, 59);
    const end = { finishedAt: startedAt + 120_000, durationMs: 120_000 };
    const lines = [{ timestamp: startedAt }, { timestamp: end.finishedAt }];
    await world.reopen(second, await world.seed({ startedAt, end, lines }));
    const other = sessionPage(second);
    await other.line(2).waitFor();
    expect(await second.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Upload on Oct 25, 2026, 2:59:00 AM GMT+2'
    );
    expect((await other.facts()).Finished).toBe('2:01:00 AM GMT+1');
    expect(await other.line(1).locator('time').innerText()).toBe('2:59:00.000 AM GMT+2');
    expect(await other.line(2).locator('time').innerText()).toBe('2:01:00.000 AM GMT+1');
  });

  test('shows the level as a sign with a text for screen readers, and in a colour of its own', async () => {
    expect(await shown.line(1).innerText()).not.toContain('Info');
    expect(await shown.line(3).innerText()).toContain('Warning');
    expect(await shown.line(3).locator('svg').count()).toBeGreaterThan(0);
    expect(await shown.line(4).innerText()).toContain('Error');
    const backgrounds = await Promise.all(
      [1, 3, 4].map((sequence) =>
        shown.line(sequence).evaluate((line) => getComputedStyle(line).backgroundColor)
      )
    );
    expect(new Set(backgrounds).size).toBe(3);
  });

  test('keeps the lines of one message together, set off from the numbers', async () => {
    const message = shown.line(4).locator('[data-part="message"]');
    expect(await message.innerText()).toBe(STACK);
    const [own, next] = await Promise.all([
      shown.line(4).boundingBox(),
      shown.line(5).boundingBox(),
    ]);
    expect(own?.height).toBeGreaterThanOrEqual(3 * 20);
    expect(next?.y).toBeCloseTo((own?.y ?? 0) + (own?.height ?? 0), 0);
  });

  test('shows characters that would reorder text or colour a terminal, without their effect', async () => {
    expect(await shown.line(5).innerText()).toContain('<U+202E>txet dehcattA<U+202C> ␛[31mred');
  });

  test.each([
    { width: 1366, height: 768 },
    { width: 1280, height: 800 },
  ])('is half of the page or more at %o', async (size) => {
    const counts = { created: 12, updated: 3, failed: 1, skipped: 0, sent: 0 };
    const outcome = {
      rows: ['cs', 'de', 'fr'].flatMap((locale) =>
        ['article', 'page', 'home'].map((name) => ({
          type: `api::${name}.${name}`,
          locale,
          ...counts,
        }))
      ),
      missingLanguages: [
        { locale: 'it', reason: 'not-translated' as const },
        { locale: 'pt-BR', reason: 'not-supported' as const },
      ],
    };
    const end = { status: 'failed' as const, summary: 'Why it failed. '.repeat(9), outcome };
    const full = second;
    await full.setViewportSize(size);
    const lines = times(200, () => ({ level: 'error' as const }));
    await world.reopen(full, await world.seed({ lines, end }));
    await full.getByRole('table').waitFor();
    const { log, line } = sessionPage(full);
    await line(1).waitFor();
    const box = await log.boundingBox();
    expect((box?.height ?? 0) / size.height).toBeGreaterThanOrEqual(0.5);
    const message = await line(1).locator('[data-part="message"]').boundingBox();
    expect((message?.x ?? 0) - (box?.x ?? 0)).toBeLessThan(180);
    const tools = full.getByRole('group', { name: 'Which lines to show' });
    expect((await tools.boundingBox())?.height).toBeLessThan(50);
  });

  test('ends where the window does, so that only its lines are scrolled', async () => {
    const long = second;
    await world.reopen(long, await world.seed({ lines: times(200, () => ({})) }));
    const { log, line } = sessionPage(long);
    await line(1).waitFor();
    const bottomOf = async () => {
      const box = await log.boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    const pageScrolls = () =>
      long.evaluate(() => document.documentElement.scrollHeight > window.innerHeight);
    for (const height of [1_200, 1_000]) {
      await long.setViewportSize({ width: 1280, height });
      await until('it leaves no more below than a margin', async () => {
        const room = height - (await bottomOf());
        return room >= 0 && room < ROOM_BELOW;
      });
      expect(await pageScrolls()).toBe(false);
    }
    // Nor when the bar of selected lines is shown.
    await line(2).getByRole('link').click();
    await long.getByRole('button', { name: 'Copy text' }).waitFor();
    expect(await pageScrolls()).toBe(false);
  });

  test('folds data under its line, opened by mouse and by keyboard', async () => {
    const data = shown.line(4).locator('pre');
    const toggle = shown.line(4).getByRole('button', { name: 'Details of line 4' });
    expect(await data.count()).toBe(0);
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    await toggle.click();
    expect(JSON.parse(await data.innerText())).toEqual({ request: { status: 401, tries: [1, 2] } });
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    await shown.line(4).focus();
    await page.keyboard.press('ArrowLeft');
    await data.waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await data.waitFor();
    // Nothing to unfold where nothing was given.
    expect(await shown.line(1).getByRole('button').count()).toBe(0);
    expect(await shown.line(5).getByRole('button').count()).toBe(0);
  });

  test('keeps unfolded data above the lines that follow', async () => {
    await until('the next line is below it', async () => {
      const [own, next] = await Promise.all([
        shown.line(4).locator('pre').boundingBox(),
        shown.line(5).boundingBox(),
      ]);
      return (next?.y ?? 0) >= (own?.y ?? 0) + (own?.height ?? 0);
    });
  });

  test('wraps long messages or not, as the switch says, and remembers it', async () => {
    const wrap = shown.toggle('Wrap lines');
    const heightOf = async (one: SessionPage) => (await one.line(3).boundingBox())?.height ?? 0;
    const scrolls = (one: SessionPage) =>
      one.log.evaluate((log) => log.scrollWidth > log.clientWidth);
    expect(await wrap.isChecked()).toBe(true);
    expect(await heightOf(shown)).toBeGreaterThan(20);
    expect(await scrolls(shown)).toBe(false);

    await wrap.uncheck();
    await until('the message is one row', async () => (await heightOf(shown)) === 20);
    expect(await scrolls(shown)).toBe(true);

    // A message of several lines stays as high as it is, and covers none.
    const rows = await world.seed({ lines: [{ message: 'one\ntwo\nthree' }, {}, {}] });
    await world.reopen(page, rows);
    await shown.line(3).waitFor();
    for (const isOn of [true, false]) {
      await wrap.setChecked(isOn);
      await until('the next line is below it', async () => {
        const [first, next] = await Promise.all([1, 2].map((n) => shown.line(n).boundingBox()));
        return (first?.height ?? 0) >= 60 && next?.y === (first?.y ?? 0) + (first?.height ?? 0);
      });
    }

    const other = await world.seed({ lines: LINES });
    await world.reopen(page, other);
    await shown.line(3).waitFor();
    expect(await wrap.isChecked()).toBe(false);
    await wrap.check();
    await page.reload();
    await shown.line(3).waitFor();
    expect(await wrap.isChecked()).toBe(true);
  });

  test('shows where nothing was logged, or only debug lines', async () => {
    await world.reopen(second, await world.seed());
    await second.getByText('This session logged no lines.').waitFor();

    const lines = times(3, () => ({ level: 'debug' as const }));
    await world.reopen(second, await world.seed({ lines }));
    await second.getByText('Only debug lines were logged.').waitFor();
    await second.getByRole('button', { name: 'Show debug lines' }).click();
    await sessionPage(second).line(3).waitFor();
  });

  test('is in the language of the admin’s interface', async () => {
    const german = await world.open(id, { language: 'de' });
    await german
      .getByRole('heading', { level: 1, name: 'Upload vom 23.11.2026, 13:00:00' })
      .waitFor();
    await german.getByText('Umbruch').waitFor();
    await german.context().close();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
