import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../harness';
import { accessFaults } from './support/axe';
import { ALL_IN_SIGHT, outOfSight } from './support/out-of-sight';
import { sessionPage } from './support/session-page';
import { LIST, startSessionWorld, times, type SessionWorld } from './support/session-world';

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

const SEARCHED = '?search=e&verbose=1&context=1#2-3';

describe('a session’s page for everyone', () => {
  let world: SessionWorld;
  let id: number;

  beforeAll(async () => {
    world = await startSessionWorld();
    id = await world.seed({ lines: EVERY_LEVEL, eventType: 'download', end: { status: 'failed' } });
  }, 180_000);

  afterAll(() => world?.stop());

  test('the keyboard alone reaches and does everything', async () => {
    const page = await world.open(id);
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
    for (let step = 0; step < 16 && reached.at(-1) !== 'line 1'; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(await focused());
      await until(`it shows that ${reached.at(-1)} has the focus`, isVisiblyFocused);
    }
    expect(reached).toEqual([
      'Download',
      'line-search',
      'Verbose',
      'Wrap lines',
      '1 error',
      '1 warning',
      '1 info',
      'Next error',
      'Next warning',
      'line 1',
    ]);

    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    await shown.line(4).locator('pre').waitFor();
    await page.keyboard.press('Enter');
    await shown.selected('Line 4 selected').waitFor();
    await page.getByRole('button', { name: 'Download' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'As JSON' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'As JSON' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  describe.each(['light', 'dark'] as const)('in the %s theme axe-core finds nothing', (theme) => {
    const open = async (session: number | string, rest = '') => {
      const page = await world.window({ theme });
      await page.goto(`${LIST}/sessions/${session}${rest}`);
      return page;
    };
    const check = async (page: Page) => {
      expect(await accessFaults(page)).toEqual([]);
      await page.context().close();
    };

    test('in a session with lines of every level', async () => {
      const page = await open(id, '?verbose=1');
      await sessionPage(page).line(4).waitFor();
      await page.getByRole('button', { name: 'Show the data of line 3' }).click();
      await check(page);
    });

    test('in a session that is searched, with lines selected', async () => {
      const page = await open(id, SEARCHED);
      const shown = sessionPage(page);
      await shown.selected('Lines 2 to 3 selected').waitFor();
      await page.getByRole('button', { name: 'Next match' }).click();
      await shown.searchText('1 of 4');
      await check(page);
    });

    test('in a running session that is not followed', async () => {
      const running = await world.seed({ lines: times(100, () => ({})), end: null });
      const page = await open(running, '#5');
      await page.getByRole('button', { name: 'Follow new lines' }).waitFor();
      await check(page);
    });

    test('in the menu of what to download', async () => {
      const page = await open(id);
      await page.getByRole('button', { name: 'Download' }).click();
      await page.getByRole('menuitem', { name: 'As JSON' }).waitFor();
      // The rest of the page is inert while it's open.
      expect(await accessFaults(page, ['[role="menu"]'])).toEqual([]);
      await page.context().close();
    });

    test('where no line matches', async () => {
      const page = await open(id, '?search=nothing');
      await page.getByText('No line matches this search').waitFor();
      await check(page);
    });

    test('where the session isn’t here', async () => {
      const page = await open('123456');
      await page.getByRole('heading', { name: "This session isn't here" }).waitFor();
      await check(page);
    });

    test('where it can’t be loaded', async () => {
      const page = await world.window({ theme });
      await page.route('**/outline?*', (route) => route.abort());
      await page.goto(`${LIST}/sessions/${id}`);
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await check(page);
    });
  });

  describe.each([
    ['360 px wide', { width: 360, height: 740 }],
    ['zoomed to 200 %', { zoom: 2 }],
  ])('%s', (_name, size) => {
    test('everything is there, and only the console scrolls sideways', async () => {
      const page = await world.open(id, { ...size, rest: SEARCHED });
      const shown = sessionPage(page);
      await shown.line(4).waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
      const width = page.viewportSize()?.width ?? 0;
      const message = await shown.line(4).getByText('Refused and').boundingBox();
      expect(message?.width).toBeGreaterThan(width * 0.5);
      await page.context().close();
    });

    test('so it is where there are no lines, or no session', async () => {
      const page = await world.open(await world.seed(), size);
      await page.getByText('This session logged no lines.').waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
      await page.goto(`${LIST}/sessions/123456`);
      await page.getByText('It may have been cleared').waitFor();
      expect(await outOfSight(page)).toEqual(ALL_IN_SIGHT);
      await page.context().close();
    });
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
