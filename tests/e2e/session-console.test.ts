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

/** Pixels between the console and the window's end. */
const ROOM_BELOW = 80;

describe('the console of a session', () => {
  let world: SessionWorld;
  let id: number;
  let page: Page;
  let shown: SessionPage;

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
  }, 180_000);

  afterAll(() => world?.stop());

  test('is below everything that is known of the session', async () => {
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Upload on Nov 23, 2026, 1:00:00 PM'
    );
    expect(await shown.facts()).toEqual({
      Status: 'Failed',
      Type: 'Upload',
      'Started at': 'Nov 23, 2026, 1:00:00 PM',
      'Finished at': 'Nov 23, 2026, 1:01:30 PM',
      Duration: '1 min 30 s',
      'Initiated by': 'Grace Hopper',
      Lines: '6 lines 1 error 1 warning',
      Summary: 'Localazy refused the upload: Request failed',
    });
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
    const live = await world.open(session.id);
    const other = sessionPage(live);
    await other.line(1).waitFor();
    const facts = await until('the progress is shown', async () => {
      const now = await other.facts();
      return now.Status.includes('40 of 100') && now;
    });
    expect(facts).toMatchObject({
      Status: 'In Progress 40 of 100',
      Type: 'Download',
      'Finished at': 'Still running',
      Summary: 'No summary yet',
    });
    expect(facts.Duration).toMatch(/^[\d.]+ (ms|s)$/);
    await until('it ticks', async () => (await other.facts()).Duration !== facts.Duration);
    running.complete('Downloaded 3 keys');
    await until('the end is shown', async () => {
      const now = await other.facts();
      return now.Status === 'Completed' && now.Summary === 'Downloaded 3 keys';
    });
    expect((await other.facts())['Finished at']).not.toBe('Still running');
    await live.context().close();
  });

  test('shows each time to the millisecond, in the user’s zone, and the day on hover', async () => {
    const time = shown.line(1).locator('time');
    expect(await time.innerText()).toBe('13:00:00.007');
    expect(await time.getAttribute('title')).toBe('Nov 23, 2026, 1:00:00 PM');
    const overseas = await world.open(id, { timeZone: 'America/New_York' });
    expect(await sessionPage(overseas).line(1).locator('time').innerText()).toBe('07:00:00.007');
    await overseas.context().close();
  });

  test('shows the level in words, and in a colour of its own', async () => {
    expect(await shown.line(1).innerText()).toContain('Info');
    expect(await shown.line(3).innerText()).toContain('Warning');
    expect(await shown.line(4).innerText()).toContain('Error');
    const backgrounds = await Promise.all(
      [1, 3, 4].map((sequence) =>
        shown.line(sequence).evaluate((line) => getComputedStyle(line).backgroundColor)
      )
    );
    expect(new Set(backgrounds).size).toBe(3);
  });

  test.each(['en', 'cs', 'de', 'fr'])(
    'has room for each word of a level in %s, and no more',
    async (language) => {
      const other = await world.open(id, { language, rest: '?verbose=1' });
      const log = other.getByRole('log').first();
      await log.locator('[data-line="6"]').waitFor();
      const rooms = await log.locator('[data-line]').evaluateAll((lines) =>
        lines.map((line) => {
          const level = line.querySelector('time + span');
          const message = line.querySelector('span:last-of-type');
          const words = document.createRange();
          if (level) words.selectNodeContents(level);
          const right = words.getBoundingClientRect().right;
          return (message?.getBoundingClientRect().left ?? 0) - right;
        })
      );
      expect(Math.min(...rooms)).toBeGreaterThan(16);
      expect(Math.min(...rooms)).toBeLessThan(48);
      await other.context().close();
    }
  );

  test('keeps the lines of one message together, set off from the numbers', async () => {
    const message = shown.line(4).getByText('Error: 401');
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

  test('ends where the window does, so that only its lines are scrolled', async () => {
    const long = await world.open(await world.seed({ lines: times(200, () => ({})) }));
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
      await until('it leaves below it what the bar of selected lines needs', async () => {
        const room = height - (await bottomOf());
        return Math.abs(room - ROOM_BELOW) < 4;
      });
      expect(await pageScrolls()).toBe(false);
    }
    // Nor when the bar of selected lines is shown.
    await line(2).getByRole('link').click();
    await long.getByRole('button', { name: 'Copy text' }).waitFor();
    expect(await pageScrolls()).toBe(false);
    await long.context().close();
  });

  test('folds data under its line, opened by mouse and by keyboard', async () => {
    const data = shown.line(4).locator('pre');
    const toggle = shown.line(4).getByRole('button', { name: 'Show the data of line 4' });
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
    const [own, next] = await Promise.all([
      shown.line(4).locator('pre').boundingBox(),
      shown.line(5).boundingBox(),
    ]);
    expect(next?.y).toBeGreaterThanOrEqual((own?.y ?? 0) + (own?.height ?? 0));
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

    const other = await world.seed({ lines: LINES });
    await page.goto(`/admin/plugins/localazy-activity-logs/sessions/${other}`);
    await shown.line(3).waitFor();
    expect(await wrap.isChecked()).toBe(false);
    await wrap.check();
    await page.reload();
    await shown.line(3).waitFor();
    expect(await wrap.isChecked()).toBe(true);
  });

  test('shows where nothing was logged, or only what Verbose shows', async () => {
    const silent = await world.open(await world.seed());
    await silent.getByText('This session logged no lines.').waitFor();
    await silent.context().close();

    const quiet = await world.open(
      await world.seed({ lines: times(3, () => ({ level: 'debug' as const })) })
    );
    await quiet.getByText('Only debug lines were logged. Verbose shows them.').waitFor();
    await quiet.getByRole('button', { name: 'Verbose' }).click();
    await sessionPage(quiet).line(3).waitFor();
    await quiet.context().close();
  });

  test('is in the language of the admin’s interface', async () => {
    const german = await world.open(id, { language: 'de' });
    await german
      .getByRole('heading', { level: 1, name: 'Upload vom 23.11.2026, 13:00:00' })
      .waitFor();
    await german.getByText('Zeilen umbrechen').waitFor();
    await german.context().close();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
