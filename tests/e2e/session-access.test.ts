import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../harness';
import { accessFaults } from './support/axe';
import { ALL_IN_SIGHT, outOfSight } from './support/out-of-sight';
import { sessionPage } from './support/session-page';
import { startSessionWorld, times, type SessionWorld } from './support/session-world';

const EVERY_LEVEL = [
  { message: 'Upload started' },
  { level: 'debug' as const, message: 'Asking for the languages' },
  { level: 'warn' as const, message: 'Slow response', data: { ms: 4200 } },
  {
    level: 'error' as const,
    message: `Refused ${'and refused '.repeat(30)}`,
    data: { status: 401 },
  },
];

const SEARCHED = '?search=e&verbose=1&context=1&line=2-3';

describe('a session’s page for everyone', () => {
  let world: SessionWorld;
  let id: number;

  beforeAll(async () => {
    world = await startSessionWorld();
    id = await world.seed({ lines: EVERY_LEVEL, eventType: 'download', end: { status: 'failed' } });
  }, 180_000);

  afterAll(() => world?.stop());

  test('the keyboard alone reaches and does everything', async () => {
    const page = await world.open(
      await world.seed({
        lines: EVERY_LEVEL,
        eventType: 'download',
        end: {
          status: 'failed',
          summaryParts: [{ id: 'interrupted', values: {} }],
          outcome: { rows: [], missingLanguages: [] },
        },
      })
    );
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        if (element instanceof HTMLInputElement && element.type === 'checkbox') {
          return element.labels?.[0]?.textContent?.trim();
        }
        return (
          element?.getAttribute('aria-label') ??
          element?.getAttribute('name') ??
          (element?.hasAttribute('data-line')
            ? `line ${element.getAttribute('data-line')}`
            : element?.textContent?.trim())
        );
      });
    const isVisiblyFocused = () =>
      page.evaluate(() => {
        const drawn = (element: Element | null, pseudo?: string) => {
          if (!element) return false;
          const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(
            element,
            pseudo
          );
          const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
          return isOutlined || boxShadow !== 'none' || borderColor === 'rgb(73, 69, 255)';
        };
        const element = document.activeElement;
        return (
          drawn(element) ||
          drawn(element, '::after') ||
          drawn(element?.parentElement ?? null) ||
          drawn(element?.nextElementSibling ?? null)
        );
      });

    await page.getByRole('link', { name: 'Back to the list' }).focus();
    const reached: (string | undefined)[] = [];
    for (let step = 0; step < 20 && reached.at(-1) !== 'line 1'; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
      await until(`it shows that ${reached.at(-1)} has the focus`, isVisiblyFocused);
    }
    expect(reached).toEqual([
      'Troubleshooting bundle',
      'Save as…',
      'Go to the error',
      'Open Localazy to download again',
      'line-search',
      '1 error',
      'Previous error',
      'Next error',
      '1 warning',
      'Previous warning',
      'Next warning',
      '1 info',
      '1 debug line hidden: show',
      'Wrap lines',
      'line 1',
    ]);

    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await shown.line(4).locator('pre').waitFor();
    await page.keyboard.press('Enter');
    await shown.selected('Line 4 selected').waitFor();
    await page.getByRole('button', { name: 'Save as…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'JSON' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'JSON' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  describe('axe-core finds nothing in the light theme, nor in the colours of the dark one', () => {
    let page: Page;
    beforeAll(async () => {
      page = await world.open(id, { theme: 'system' });
      await sessionPage(page).line(1).waitFor();
    });
    afterAll(() => page?.context().close());
    const check = async () => expect(await accessFaults(page)).toEqual([]);

    test('in a session with lines of every level', async () => {
      await world.reopen(page, id, '?verbose=1');
      await sessionPage(page).line(4).waitFor();
      await page.getByRole('button', { name: 'Details of line 3' }).click();
      await check();
    });

    test('in a session that is searched, with lines selected', async () => {
      await world.reopen(page, id, SEARCHED);
      const shown = sessionPage(page);
      await shown.selected('Lines 2 to 3 selected').waitFor();
      await page.getByRole('button', { name: 'Next match' }).click();
      await shown.searchText('1 of 4');
      await check();
    });

    test('in a running session that is not followed', async () => {
      const running = await world.seed({ lines: times(100, () => ({})), end: null });
      await world.reopen(page, running, '#5');
      await page.getByRole('button', { name: 'Follow new lines' }).waitFor();
      await check();
    });

    test('in the menu of what to download', async () => {
      await world.reopen(page, id);
      await page.getByRole('button', { name: 'Save as…' }).click();
      await page.getByRole('menuitem', { name: 'JSON' }).waitFor();
      // The rest of the page is inert while it's open.
      expect(await accessFaults(page, ['[role="menu"]'])).toEqual([]);
    });

    test('where no line matches', async () => {
      await world.reopen(page, id, '?search=nothing');
      await page.getByText('No line matches this search').waitFor();
      await check();
    });

    test('where the session isn’t here', async () => {
      await world.reopen(page, '123456');
      await page.getByRole('heading', { name: 'Session not found' }).waitFor();
      await check();
    });

    test('where it can’t be loaded', async () => {
      await page.route('**/outline?*', (route) => route.abort());
      await world.reopen(page, await world.seed({ lines: EVERY_LEVEL }));
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await check();
    });
  });

  describe.each([
    ['360 px wide', { width: 360, height: 740 }],
    ['zoomed to 200 %', { zoom: 2 }],
  ])('%s', (_name, size) => {
    let page: Page;
    beforeAll(async () => {
      page = await world.open(id, { ...size, rest: SEARCHED });
    });
    afterAll(() => page?.context().close());

    test('everything is there, and only the console scrolls sideways', async () => {
      const shown = sessionPage(page);
      await shown.line(4).waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
      const width = page.viewportSize()?.width ?? 0;
      const message = await shown.line(4).getByText('Refused and').boundingBox();
      expect(message?.width).toBeGreaterThan(width * 0.5);
    });

    test('so it is where there are no lines, or no session', async () => {
      await world.reopen(page, await world.seed());
      await page.getByText('This session logged no lines.').waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
      await world.reopen(page, '123456');
      await page.getByText('It may have been cleared').waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
    });
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
