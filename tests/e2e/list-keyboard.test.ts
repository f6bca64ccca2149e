import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { startListWorld, type ListWorld } from './support/list-world';

const CONTROLS = 'main button, main a, main input, main [role="combobox"], main [role="tab"]';

describe('the list by keyboard alone', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    const now = Date.now();
    await world.seed.sessions([
      { status: 'in-progress', startedAt: now, summary: 'Uploading' },
      ...history(90, now - 3_600_000),
    ]);
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  const focused = () =>
    list.page.evaluate(() => {
      const element = document.activeElement;
      const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : '';
      return (label || name).trim();
    });
  const tabTo = async (name: string | RegExp) => {
    for (let step = 0; step < 120; step += 1) {
      await list.page.keyboard.press('Tab');
      const there = await focused();
      if (typeof name === 'string' ? there === name : name.test(there)) return;
    }
    throw new Error(`Tab doesn't reach ${name}`);
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await list.page.keyboard.press(key);
  };

  it('one goes through the page in the order in which it is read', async () => {
    for (const name of [
      'Export logs',
      'Clear logs',
      'Upload',
      'Search',
      /Status|Any/,
      'From',
      'To',
      'Status',
      'Started at',
      'Duration',
      'Initiated by',
      'Summary',
      /^Open the session of/,
      /Sessions per page|20/,
      /^Go to page 2/,
    ]) {
      await tabTo(name);
    }
  });

  it('one changes tabs, searches, and clears the search', async () => {
    await list.reopen();
    await tabTo('Clear logs');
    await press('Tab', 'ArrowRight');
    await eventually(() => list.query()).toContain('tab=download');
    await list.row('Downloaded').first().waitFor();
    await press('ArrowLeft');
    await list.row('Uploading').waitFor();

    await tabTo('Search');
    await list.page.keyboard.type('keys');
    await eventually(() => list.query()).toContain('search=keys');
    await tabTo('Clear the search');
    await press('Enter');
    await eventually(() => list.query()).not.toContain('search');
  });

  it('one filters by status, and takes the filter back', async () => {
    await list.reopen();
    await tabTo(/Status|Any/);
    await press('Enter');
    await list.page.getByRole('option', { name: 'Failed' }).waitFor();
    await press('f');
    await eventually(focused).toBe('Failed');
    await press('Enter');
    await eventually(() => list.query()).toContain('status=failed');
    await tabTo('Clear filters');
    await press('Enter');
    await eventually(() => list.query()).not.toContain('status=');
  });

  it('one types a day, and takes it back', async () => {
    await list.reopen();
    await tabTo('From');
    await list.page.keyboard.type('11/01/2026');
    await press('Enter');
    await eventually(() => list.query()).toContain('from=2026-11-01');
    await tabTo('Clear filters');
    await press('Enter');
    await eventually(() => list.query()).not.toContain('from=');
  });

  it('one sorts, turns pages and opens a session', async () => {
    await list.reopen();
    await tabTo('Duration');
    await press('Space');
    await eventually(() => list.query()).toContain('sort=duration:desc');
    await tabTo(/^Go to page 2/);
    await press('Enter');
    await eventually(() => list.query()).toContain('page=2');
    await list.settled();
    await tabTo(/^Open the session of/);
    await press('Enter');
    await list.page.waitForURL(/\/sessions\/\d+$/);

    // The order is saved: the usual one is what the others here expect.
    await list.reopen();
    await tabTo('Started at');
    await press('Enter');
    await eventually(() => list.query()).toContain('sort=startedAt:desc');
    await list.settled();
  });

  it('the focus can be seen wherever it is', async () => {
    await list.reopen();
    const look = () =>
      list.page.evaluate((selector) => {
        const styles: string[] = [];
        for (const element of document.querySelectorAll(selector)) {
          const parts = [element, element.parentElement, element.parentElement?.parentElement];
          const shown = parts.flatMap((part) =>
            part
              ? ['', '::after'].map((pseudo) => {
                  const style = getComputedStyle(part, pseudo);
                  return [style.outline, style.boxShadow, style.border, style.content].join();
                })
              : []
          );
          styles.push(shown.join());
        }
        return styles;
      }, CONTROLS);
    const at = () =>
      list.page.evaluate(
        (selector) =>
          [...document.querySelectorAll(selector)].findIndex(
            (element) => element === document.activeElement
          ),
        CONTROLS
      );
    await list.page.evaluate(
      () => document.activeElement instanceof HTMLElement && document.activeElement.blur()
    );
    const usual = await look();
    const seen = new Set<number>();
    const unseen: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      await press('Tab');
      const index = await at();
      if (index < 0 || seen.has(index)) continue;
      seen.add(index);
      // A frame fades in.
      if ((await look())[index] === usual[index]) await list.page.waitForTimeout(300);
      if ((await look())[index] === usual[index]) unseen.push(await focused());
    }
    expect(seen.size).toBeGreaterThan(25);
    expect(unseen).toEqual([]);
  });
});
