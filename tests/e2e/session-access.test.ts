import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionAction } from '../../shared/permissions';
import { until } from '../harness';
import { accessFaults } from './support/axe';
import { sessionPage } from './support/session-page';
import { LIST, startSessionWorld, times, type SessionWorld } from './support/session-world';

const EVERY_LEVEL = [
  { message: 'Upload started' },
  { level: 'debug' as const, message: 'Asking for the languages' },
  { level: 'warn' as const, message: 'Slow answer', data: { ms: 4200 } },
  {
    level: 'error' as const,
    message: `Refused ${'and refused '.repeat(30)}`,
    data: { status: 401 },
  },
];

const SEARCHED = '?search=e&verbose=1&context=1#2-3';

describe('the way to a session and back', () => {
  let world: SessionWorld;
  let id: number;

  beforeAll(async () => {
    world = await startSessionWorld();
    for (const number of times(30, (index) => index)) {
      await world.seed({
        startedAt: Date.UTC(2026, 9, number),
        summary: `Uploaded ${number} keys`,
      });
    }
    id = await world.seed({ lines: EVERY_LEVEL, eventType: 'download', end: { status: 'failed' } });
  }, 180_000);

  afterAll(() => world?.stop());

  const rows = (page: Page) => page.getByRole('row').allInnerTexts();

  test('Back, by the browser or by the link, leads to the very list that one left', async () => {
    const page = await world.window();
    await page.goto(`${LIST}?search=keys&sort=summary%3Aasc&pageSize=10&page=2`);
    await page.getByRole('row').nth(5).waitFor();
    const address = page.url();
    const before = await rows(page);

    const open = () => page.getByRole('row').nth(4).getByRole('link').click();
    await open();
    const shown = sessionPage(page);
    await page.getByText('This session logged no lines.').waitFor();
    await page.goBack();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows(page)).toEqual(before);

    await open();
    // What one looks for in the session is no further step of the way.
    await shown.toggle('Verbose').check();
    await until('the address tells it', () => page.url().includes('verbose=1'));
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toBe(address);
    expect(await rows(page)).toEqual(before);
    await page.context().close();
  });

  test('a session opened by its link leads back to its own tab', async () => {
    const page = await world.open(id);
    await sessionPage(page).line(1).waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('tab', { name: 'Download', selected: true }).waitFor();
    await page.context().close();
  });

  test.each(['123456', 'nonsense', '0', '99999999999999'])(
    'session %s, which there is not, is said not to be here, with the way to the list',
    async (unknown) => {
      const page = await world.window();
      await page.goto(`${LIST}/sessions/${unknown}`);
      await page.getByRole('heading', { name: "This session isn't here" }).waitFor();
      await page.getByText('It may have been cleared').waitFor();
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await page.getByRole('tab', { name: 'Upload', selected: true }).waitFor();
      await page.context().close();
    }
  );

  test('a session that is cleared while one looks at it is said not to be here', async () => {
    const doomed = await world.seed({ lines: EVERY_LEVEL, startedAt: 1, end: null });
    const page = await world.open(doomed);
    await sessionPage(page).line(1).waitFor();
    await world.store.sessions.pruneBatch({ before: 2, limit: 1 });
    await page.getByRole('heading', { name: "This session isn't here" }).waitFor();
    await page.context().close();
  });

  test('who may not read the logs gets Strapi’s denied page', async () => {
    const admin = await world.app.createAdmin({ permissions: [permissionAction('export')] });
    const page = await world.open(id, { admin });
    await page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(page).log.count()).toBe(0);
    await page.context().close();
  });

  test('where the session can’t be loaded, the page says so and tries again', async () => {
    const page = await world.window();
    await page.route(`**/sessions/${id}`, (route) =>
      route.request().resourceType() === 'document' ? route.continue() : route.abort()
    );
    await page.goto(`${LIST}/sessions/${id}`);
    await page.getByText("because Strapi can't be reached").waitFor();
    await page.unroute(`**/sessions/${id}`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await sessionPage(page).line(1).waitFor();
    await page.context().close();
  });

  test('where the lines can’t be loaded, the page says so, claims no count, and tries again', async () => {
    const page = await world.window();
    const shown = sessionPage(page);
    await page.route('**/entries?*', (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto(`${LIST}/sessions/${id}`);
    await page.getByText("couldn't be loaded").waitFor();
    const levels = page.getByRole('group', { name: 'Levels' }).getByRole('button');
    expect(await levels.allInnerTexts()).toEqual(['Error', 'Warning', 'Info']);
    await page.unroute('**/entries?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await shown.line(1).waitFor();
    expect(await levels.allInnerTexts()).toEqual(['1 error', '1 warning', '1 info']);
    await page.context().close();
  });

  test('a session that can’t be refreshed stays, and says so until it can be again', async () => {
    const page = await world.open(id);
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    const address = `**/localazy-activity-logs/sessions/${id}`;
    await page.route(address, (route) => route.fulfill({ status: 500, json: {} }));
    // As when one comes back to the window; of a session that has ended nothing else asks again.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    const said = page.getByRole('status').filter({ hasText: "couldn't be refreshed" });
    await said.waitFor();
    expect((await shown.facts()).Status).toBe('Failed');
    expect(await shown.line(1).count()).toBe(1);
    await page.unroute(address);
    await said.getByRole('button', { name: 'Try again' }).click();
    await said.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('where some of the lines can’t be loaded, the others stay, and those are tried again', async () => {
    const long = await world.seed({ lines: times(2_000, () => ({})) });
    const page = await world.open(long);
    const shown = sessionPage(page);
    await shown.line(1).waitFor();
    await page.route('**/entries?*', (route) => route.fulfill({ status: 500, json: {} }));
    await shown.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
    const alert = page.getByRole('alert').filter({ hasText: "Some lines couldn't be loaded." });
    await alert.waitFor();
    await shown.log.evaluate((log) => log.scrollTo({ top: 0 }));
    await shown.seen(1);
    await shown.log.evaluate((log) => log.scrollTo({ top: log.scrollHeight }));
    await alert.waitFor();
    await page.unroute('**/entries?*');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await shown.seen(2_000);
    await alert.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('who loses the right meanwhile gets Strapi’s denied page', async () => {
    const running = await world.seed({ lines: EVERY_LEVEL, end: null });
    const page = await world.open(running);
    await sessionPage(page).line(1).waitFor();
    await page.route(`**/sessions/${running}`, (route) => route.fulfill({ status: 403, json: {} }));
    await page.getByText("You don't have the permissions to access that content").waitFor();
    expect(await sessionPage(page).log.count()).toBe(0);
    await page.context().close();
  });

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
    const met: (string | undefined)[] = [];
    for (let step = 0; step < 16 && met.at(-1) !== 'line 1'; step += 1) {
      await page.keyboard.press('Tab');
      met.push(await focused());
      await until(`one sees that ${met.at(-1)} has the focus`, isVisiblyFocused);
    }
    expect(met).toEqual([
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
    await shown.chosen('Line 4 selected').waitFor();
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

    test('in a session that is searched, with lines chosen', async () => {
      const page = await open(id, SEARCHED);
      const shown = sessionPage(page);
      await shown.chosen('Lines 2 to 3 selected').waitFor();
      await page.getByRole('button', { name: 'Next match' }).click();
      await shown.told('1 of 4');
      await check(page);
    });

    test('in a running session that is not followed', async () => {
      const running = await world.seed({ lines: times(100, () => ({})), end: null });
      const page = await open(running, '#5');
      await page.getByRole('button', { name: 'Follow new lines' }).waitFor();
      await check(page);
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
      await page.route('**/entries?*', (route) => route.abort());
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
      const width = page.viewportSize()?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const controls = page.locator('main').locator('a, button, input').filter({ visible: true });
      const cut = await controls.evaluateAll(
        (elements, edge) =>
          elements
            .filter((element) => !element.closest('[role="log"]'))
            .filter((element) => {
              const { left, right } = element.getBoundingClientRect();
              return left < 0 || right > edge;
            })
            .map((element) => element.textContent),
        width
      );
      expect(cut).toEqual([]);
      const message = await shown.line(4).getByText('Refused and').boundingBox();
      expect(message?.width).toBeGreaterThan(width * 0.5);
      await page.context().close();
    });
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
