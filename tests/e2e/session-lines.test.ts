import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../harness';
import { openInPanel } from './support/open-in-panel';
import { sessionPage, type SessionPage } from './support/session-page';
import {
  LIST,
  startSessionWorld,
  STARTED_AT,
  times,
  type Line,
  type SessionWorld,
} from './support/session-world';

const LINES = 1_200;

const lineOf = (sequence: number): Line => {
  if (sequence === 700) return { level: 'debug', message: 'Only with Verbose' };
  if (sequence === 43) return { level: 'warn', message: 'Two\nrows', data: { ms: 5 } };
  return { message: `Batch ${sequence}`, timestamp: STARTED_AT + sequence };
};

describe('links to lines, and copies of them', () => {
  let world: SessionWorld;
  let address: string;
  let page: Page;
  let shown: SessionPage;

  beforeAll(async () => {
    world = await startSessionWorld();
    const id = await world.seed({ lines: times(LINES, lineOf) });
    address = `${LIST}/sessions/${id}`;
    page = await world.window();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    shown = sessionPage(page);
  }, 180_000);

  afterAll(() => world?.stop());

  /** As a pasted link is opened: in a new page. */
  const load = async (rest: string) => {
    await page.goto('about:blank');
    await page.goto(`${address}${rest}`);
  };
  const open = (rest: string) => openInPanel(page, `${address}${rest}`);

  const line = () => new URL(page.url()).searchParams.get('line');
  const selected = () =>
    shown.log
      .locator('[aria-current="true"]')
      .evaluateAll((lines) => lines.map((line) => Number(line.getAttribute('data-line'))));
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const copied = async (button: string) => {
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await shown.button(button).click();
    await until('something is copied', async () => (await clipboard()) !== 'nothing yet');
    return clipboard();
  };

  test('a link to a line opens the session there, with the line selected', async () => {
    await load('?line=842');
    await shown.seen(842);
    await shown.selected('Line 842 selected').waitFor();
    expect(await selected()).toEqual([842]);
    // In the middle, so that what led to it is seen too.
    await shown.seen(838);
    await shown.seen(846);
  });

  test('a link of an earlier version, with the line in the hash, does the same', async () => {
    await load('#842');
    await shown.seen(842);
    expect(await selected()).toEqual([842]);
    await until('the address has it in the query', () => line() === '842');
    expect(new URL(page.url()).hash).toBe('');
  });

  test('a link to a line leads there after signing in', async () => {
    const visitor = await world.window({ admin: null });
    await visitor.goto(`${address}?line=842`);
    await visitor.getByLabel('Email').fill(world.app.admin.email);
    await visitor.getByLabel('Password', { exact: false }).first().fill(world.app.admin.password);
    await visitor.getByRole('button', { name: 'Login' }).click();
    await sessionPage(visitor).seen(842);
    await visitor.context().close();
  });

  test('a link to a range selects all of it', async () => {
    await open('?line=842-846');
    await shown.seen(842);
    await shown.selected('Lines 842 to 846 selected').waitFor();
    expect(await selected()).toEqual([842, 843, 844, 845, 846]);
    await open('?line=846-842');
    await shown.selected('Lines 842 to 846 selected').waitFor();
  });

  test('a link to a debug line shows it nevertheless', async () => {
    await open('?line=700');
    await shown.seen(700);
    await shown.button('Hide 1 debug line').waitFor();
  });

  test('a link to a line that the search leaves out shows it among all lines', async () => {
    await open('?search=Batch%2011&line=842');
    await shown.seen(842);
    expect(await page.getByRole('switch', { name: 'All lines' }).isChecked()).toBe(true);
  });

  test.each(['?line=99999', '?line=0', '?line=x', '#-3', '#99999999999999999999'])(
    'a link to %s, which is no line, shows the session all the same',
    async (rest) => {
      await open(rest);
      await until('lines are on screen', async () => (await shown.drawn()).length > 10);
    }
  );

  test('another line typed into the address is scrolled to', async () => {
    await open('?line=842');
    await shown.seen(842);
    await page.evaluate(() => {
      window.location.hash = '#120';
    });
    await shown.seen(120);
    expect(await selected()).toEqual([120]);
    await page.goBack();
    await shown.seen(842);
  });

  test('lines that are selected by mouse are copied with time, level and message', async () => {
    await open('?line=42');
    await shown.seen(43);
    const drag = async (from: number, to: number) => {
      const [start, end] = await Promise.all(
        [from, to].map((sequence) => shown.line(sequence).boundingBox())
      );
      await page.mouse.move((start?.x ?? 0) + 200, (start?.y ?? 0) + 8);
      await page.mouse.down();
      await page.mouse.move((end?.x ?? 0) + 260, (end?.y ?? 0) + 8, { steps: 5 });
      await page.mouse.up();
      await page.keyboard.press('ControlOrMeta+c');
      return clipboard();
    };
    expect(await drag(42, 44)).toBe(
      [
        '2026-11-23 13:00:00.042 INFO  Batch 42',
        '2026-11-23 13:00:00.042 WARN  Two',
        '    rows',
        '2026-11-23 13:00:00.044 INFO  Batch 44',
      ].join('\n')
    );
    // A part of one message is copied as it is.
    await shown
      .line(42)
      .locator('[data-part="message"]')
      .dblclick({ position: { x: 5, y: 8 } });
    await page.keyboard.press('ControlOrMeta+c');
    expect((await clipboard()).trim()).toBe('Batch');
  });

  test('a click on a number selects its line, with Shift all up to it, again deselects it', async () => {
    await open('');
    const number = (sequence: number) =>
      shown.line(sequence).getByRole('link', { name: `Line ${sequence}` });
    await number(5).click();
    await shown.selected('Line 5 selected').waitFor();
    expect(line()).toBe('5');
    await number(8).click({ modifiers: ['Shift'] });
    expect(line()).toBe('5-8');
    await number(3).click({ modifiers: ['Shift'] });
    expect(line()).toBe('3-5');
    expect(await selected()).toEqual([3, 4, 5]);
    await number(4).click();
    await number(4).click();
    expect(line()).toBeNull();
    expect(await selected()).toEqual([]);
  });

  test('a number is a real link, to be opened in a new tab', async () => {
    await open('?search=Batch');
    const link = shown.line(5).getByRole('link');
    expect(await link.getAttribute('href')).toBe(`${address}?search=Batch&line=5`);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      link.click({ modifiers: ['ControlOrMeta'] }),
    ]);
    await sessionPage(tab).selected('Line 5 selected').waitFor();
    await tab.close();
    expect(line()).toBeNull();
  });

  test('the keyboard selects lines too', async () => {
    await open('');
    await shown.line(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(line()).toBe('2');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await until('the selection grows', () => line() === '2-4');
    await page.keyboard.press('Shift+ArrowUp');
    await until('the selection shrinks', () => line() === '2-3');
  });

  test('the selected lines are copied as text, with times or without', async () => {
    await open('?line=42-44');
    await shown.selected('Lines 42 to 44 selected').waitFor();
    expect(await copied('Copy text')).toBe('Batch 42\nTwo\n    rows\nBatch 44\n');
    await page.getByText('Copied to the clipboard.').first().waitFor();
    expect(await copied('Copy with times')).toBe(
      [
        '2026-11-23 13:00:00.042 INFO  Batch 42',
        '2026-11-23 13:00:00.042 WARN  Two',
        '    rows',
        '2026-11-23 13:00:00.044 INFO  Batch 44',
        '',
      ].join('\n')
    );
  });

  test('a copied range is what is listed of it: no debug lines where they are hidden', async () => {
    await open('?line=699-701');
    await shown.selected('Lines 699 to 701 selected').waitFor();
    expect(await copied('Copy text')).toBe('Batch 699\nBatch 701\n');
    await shown.debugLines.click();
    await shown.line(700).waitFor();
    expect(await copied('Copy text')).toBe('Batch 699\nOnly with Verbose\nBatch 701\n');
  });

  test('a range longer than any page is copied whole', async () => {
    await open('?line=1-1200');
    await shown.selected('Lines 1 to 1200 selected').waitFor();
    const lines = (await copied('Copy text')).trimEnd().split('\n');
    expect(lines).toHaveLength(LINES);
    expect(lines.at(-1)).toBe('Batch 1200');
  });

  test('the link to the selected lines is copied', async () => {
    await open('?verbose=1&line=42-60');
    await shown.selected('Lines 42 to 60 selected').waitFor();
    expect(await copied('Copy link')).toBe(`${world.app.url}${address}?verbose=1&line=42-60`);
  });

  test('the selection is cleared by its button', async () => {
    await open('?line=42-60');
    await shown.button('Clear the selection').click();
    await shown.selected('Lines 42 to 60 selected').waitFor({ state: 'detached' });
    expect(line()).toBeNull();
  });

  test('where the browser has no clipboard for scripts, copying works nevertheless', async () => {
    const plain = await world.window();
    await plain.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.addEventListener('copy', () => {
        const field = document.activeElement;
        const copied = field instanceof HTMLTextAreaElement ? field.value : 'nothing';
        document.documentElement.dataset.copied = copied;
      });
    });
    await plain.goto(`${address}?line=7`);
    await plain.getByRole('button', { name: 'Copy text' }).click();
    await plain.getByText('Copied to the clipboard.').first().waitFor();
    expect(await plain.locator('html').getAttribute('data-copied')).toBe('Batch 7\n');
    await plain.context().close();
  });

  test('where the browser refuses its clipboard, the page shows that', async () => {
    const plain = await world.window();
    await plain.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await plain.goto(`${address}?line=7`);
    await plain.getByRole('button', { name: 'Copy text' }).click();
    await plain.getByText("The text couldn't be copied.").waitFor();
    await plain.context().close();
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
