import type { Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityLogger } from '../../server/recorder/types';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { startListWorld, type ListWorld } from './support/list-world';
import { secondsIn } from './support/seconds-in';

const DAY_MS = 86_400_000;

/** Longer than a list that renews itself ever waits. */
const QUIET_MS = 6_500;

describe('a list that changes while one looks at it', () => {
  let world: ListWorld;
  let list: ListPage;
  let logger: ActivityLogger;

  beforeAll(async () => {
    world = await startListWorld();
    logger = world.app.strapi.plugin('localazy-activity-logs').service('logger');
    await world.seed.sessions(history(120, Date.now() - DAY_MS));
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  beforeEach(() => list.reopen());

  it('shows a new session without a reload, its progress, and how it ends', async () => {
    const session = logger.start({ eventType: 'upload', summary: 'Uploading articles' });
    const row = list.row('Uploading articles');
    await row.waitFor();
    expect(await list.cell('Uploading articles', 'status').innerText()).toBe('In Progress');
    expect(await list.cell('Uploading articles', 'status').locator('svg').count()).toBe(1);
    expect(await row.getByRole('progressbar').count()).toBe(0);

    session.progress(30, 120);
    await row.getByText('30 of 120').waitFor();
    expect(await row.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
    session.progress(90, 120);
    await row.getByText('90 of 120').waitFor();

    session.warn('Something is odd');
    session.complete('Uploaded 120 articles');
    await list.row('Uploaded 120 articles').waitFor();
    const cell = list.cell('Uploaded 120 articles', 'status');
    expect(await cell.innerText()).toBe('Completed');
    expect(await cell.locator('svg').count()).toBe(0);
    const ended = list.row('Uploaded 120 articles');
    expect(await ended.getByText('1 warning').count()).toBe(1);
    expect(await ended.getByRole('progressbar').count()).toBe(0);
  });

  it('a running duration doesn’t step back as its session ends', async () => {
    const session = logger.start({ eventType: 'upload', summary: 'Ending unseen' });
    await list.row('Ending unseen').waitFor();
    const duration = async () =>
      secondsIn(await list.cell('Ending unseen', 'duration').innerText());
    await eventually(duration).toBeGreaterThan(1);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await list.page.route('**/localazy-activity-logs/sessions?*', async (route) => {
      await held;
      await route.fallback();
    });
    session.complete('Ending unseen');
    await list.page.waitForTimeout(2_500);
    const last = await duration();
    release();
    const cell = list.cell('Ending unseen', 'status');
    await eventually(() => cell.innerText()).toBe('Completed');
    expect(await duration()).toBeGreaterThanOrEqual(last);
    await list.page.unroute('**/localazy-activity-logs/sessions?*');
  });

  it('renews itself without flicker, jump or loss of the focus', async () => {
    const running = logger.start({ eventType: 'upload', summary: 'Going on' });
    await list.row('Going on').waitFor();
    const link = list.rows.nth(9).getByRole('link');
    await link.focus();
    await list.page.evaluate(() => {
      const seen: string[] = [];
      const note = (text: string) => seen.push(text);
      Object.assign(window, { seen });
      const frame = document.querySelector('table')?.closest('[aria-busy]');
      if (!frame) throw new Error('There is no table');
      new MutationObserver((changes) =>
        changes.forEach(({ type, removedNodes }) => {
          if (type === 'attributes') note('dimmed');
          removedNodes.forEach(({ nodeName }) => nodeName === 'TR' && note('row removed'));
        })
      ).observe(frame, { subtree: true, childList: true, attributeFilter: ['aria-busy'] });
      const focused = document.activeElement;
      focused?.addEventListener('blur', () => note('focus lost'));
    });
    const at = await link.boundingBox();
    const scroll = await list.page.evaluate(() => window.scrollY);

    for (const done of [1, 2]) {
      running.progress(done, 3);
      await list.row('Going on').getByText(`${done} of 3`).waitFor();
    }
    expect(await list.page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([]);
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await link.boundingBox()).toEqual(at);
    expect(await list.page.evaluate(() => window.scrollY)).toBe(scroll);

    // A session more moves the rows by one, and the focus goes with its own row.
    const focusedRow = await list.rows.nth(9).innerText();
    const another = logger.start({ eventType: 'upload', summary: 'One more' });
    await list.row('One more').waitFor();
    const focused = list.page.locator('tbody tr', { has: list.page.locator('a:focus') });
    expect(await focused.innerText()).toBe(focusedRow);
    running.complete();
    another.complete();
  });

  it('doesn’t move for those who want no motion', async () => {
    const session = logger.start({ eventType: 'upload', summary: 'Without motion' });
    const sign = list.cell('Without motion', 'status').locator('svg');
    await sign.waitFor();
    const motion = () => sign.evaluate((element) => getComputedStyle(element).animationName);
    expect(await motion()).not.toBe('none');
    await list.page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toBe('none');
    await list.page.emulateMedia({ reducedMotion: null });
    session.complete();
  });

  it('requests nothing while its window is hidden, and catches up after', async () => {
    const session = logger.start({ eventType: 'upload', summary: 'Unwatched' });
    await list.row('Unwatched').waitFor();
    const requests: string[] = [];
    const note = (request: Request) => {
      if (/localazy-activity-logs\/sessions\?/.test(request.url())) requests.push(request.url());
    };
    const show = (state: 'hidden' | 'visible') =>
      list.page.evaluate((visibility) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => visibility,
        });
        window.dispatchEvent(new Event('visibilitychange'));
      }, state);

    await show('hidden');
    await list.page.waitForTimeout(1_000);
    list.page.on('request', note);
    session.complete('Watched by nobody');
    await list.page.waitForTimeout(QUIET_MS);
    expect(requests).toEqual([]);
    await show('visible');
    await list.row('Watched by nobody').waitFor();
    expect(requests.length).toBeGreaterThan(0);
    list.page.off('request', note);
  }, 60_000);

  it('requests nothing on a later page where nothing runs', async () => {
    await list.reopen('page=2');
    let requests = 0;
    const note = (request: Request) => {
      if (/localazy-activity-logs\/sessions\?/.test(request.url())) requests += 1;
    };
    list.page.on('request', note);
    await list.page.waitForTimeout(QUIET_MS);
    list.page.off('request', note);
    expect(requests).toBe(0);
  }, 60_000);
});
