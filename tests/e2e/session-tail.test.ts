import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SessionHandle } from '../../server/recorder/types';
import type { ListSessionsResponse } from '../../shared/contracts';
import { until } from '../harness';
import { sessionPage, type SessionPage } from './support/session-page';
import { LIST, startSessionWorld, times, type SessionWorld } from './support/session-world';

describe('the tail of a running session', () => {
  let world: SessionWorld;
  let session: SessionHandle;
  let id: number;
  let page: Page;
  let shown: SessionPage;
  let logged: number;

  beforeAll(async () => {
    world = await startSessionWorld();
    page = await world.window();
    await page.goto(LIST);
    await page.getByRole('tab').first().waitFor();
    shown = sessionPage(page);
  }, 180_000);

  afterAll(() => world?.stop());

  const log = async (count: number) => {
    times(count, (number) => session.info(`Batch ${logged + number}`));
    logged += count;
    await world.logger.flush();
  };

  const newest = async () => {
    const { body } = await world.app.request<ListSessionsResponse>(
      'GET',
      '/localazy-activity-logs/sessions?pageSize=1',
      { token: world.app.admin.token }
    );
    return body.results[0].id;
  };

  /** A new one, of 100 lines, its page open at their end. */
  beforeEach(async () => {
    logged = 0;
    session = world.logger.start({ eventType: 'upload', initiatedBy: 'Ada Lovelace' });
    await log(100);
    id = await newest();
    await world.reopen(page, id);
    await shown.seen(100);
    return () => session.complete();
  });

  const scrollTop = () => shown.log.evaluate((element) => element.scrollTop);
  const followButton = () => shown.button('Follow new lines');
  const scrollUp = async () => {
    await shown.log.hover();
    await page.mouse.wheel(0, -400);
    await followButton().waitFor();
  };

  test('is where the page opens, and is followed', async () => {
    expect(await followButton().count()).toBe(0);
    await log(30);
    await shown.seen(130);
    await log(200);
    await shown.seen(330);
    expect(await followButton().count()).toBe(0);
  });

  test('doesn’t scroll once a person scrolled up', async () => {
    await scrollUp();
    const before = await scrollTop();
    const [first] = (await shown.drawn()).slice(13);
    await log(50);
    await page.getByRole('button', { name: '150 info' }).waitFor();
    expect(await scrollTop()).toBe(before);
    expect(await shown.isOnScreen(first)).toBe(true);
    expect(await shown.isOnScreen(150)).toBe(false);
  });

  test('is followed again by its button', async () => {
    await scrollUp();
    await log(50);
    await followButton().click();
    await shown.seen(150);
    await followButton().waitFor({ state: 'detached' });
    await log(50);
    await shown.seen(200);
  });

  test('is followed again by scrolling back to its end', async () => {
    await scrollUp();
    await page.mouse.wheel(0, 5_000);
    await followButton().waitFor({ state: 'detached' });
    await log(50);
    await shown.seen(150);
  });

  test('is no longer followed after a key that scrolls up', async () => {
    await shown.line(100).focus();
    await page.keyboard.press('Home');
    await shown.seen(1);
    await followButton().waitFor();
    await log(50);
    await page.getByRole('button', { name: '150 info' }).waitFor();
    expect(await shown.isOnScreen(1)).toBe(true);
  });

  test('leaves no gap where the session grew while its lines weren’t refreshed', async () => {
    const showAt = (part: number) =>
      shown.log.evaluate((lines, to) => lines.scrollTo(0, lines.scrollHeight * to), part);
    await log(350);
    await page.reload();
    await shown.seen(450);
    const isOutline = (url: URL) => url.pathname.endsWith('/outline');
    await page.route(isOutline, (route) => route.abort());
    await log(170);
    await showAt(240 / 450);
    await shown.seen(245);
    await page.unroute(isOutline);
    await page.getByRole('button', { name: '620 info' }).waitFor();
    await showAt(470 / 620);
    await shown.seen(475);
  });

  test('is not followed where a link opens at a line', async () => {
    await world.reopen(page, id, '?line=20');
    await shown.seen(20);
    await followButton().waitFor();
    await log(50);
    await page.getByRole('button', { name: '150 info' }).waitFor();
    expect(await shown.isOnScreen(20)).toBe(true);
  });

  test('grows under a search as well', async () => {
    await shown.search.fill('batch 10');
    await shown.searchText('2 matches');
    await log(9);
    await shown.searchText('11 matches');
    await shown.seen(109);
  });

  test('ends with the last lines of the session, and no more requests', async () => {
    session.info('The very last line');
    session.complete('Uploaded 40 keys');
    await shown.log.getByText('The very last line').waitFor();
    await until('the end is shown', async () => (await shown.facts()).Status === 'Completed');
    expect(await followButton().count()).toBe(0);
    let requests = 0;
    const count = () => (requests += 1);
    page.on('request', count);
    await page.waitForTimeout(4_500);
    page.off('request', count);
    expect(requests).toBe(0);
  });

  test('has lines that were stored late once the session has ended', async () => {
    const late = await world.seed({ lines: [{ sequence: 1 }, { sequence: 3 }], end: null });
    await world.reopen(page, late);
    await shown.seen(3);
    const line = { sessionId: late, timestamp: Date.now(), level: 'info' as const, data: null };
    await world.store.entries.insert([{ ...line, sequence: 2, message: 'Stored late' }]);
    await world.store.entries.insert([{ ...line, sequence: 4, message: 'The last one' }]);
    await shown.seen(4);
    expect(await shown.drawn()).toEqual([1, 3, 4]);
    const counts = { entryCount: 4, warningCount: 0, errorCount: 0, progress: null };
    const end = { status: 'completed' as const, finishedAt: Date.now(), durationMs: 1 };
    await world.store.sessions.end([{ id: late, summary: 'Uploaded', ...counts, ...end }]);
    await shown.seen(2);
    expect(await shown.drawn()).toEqual([1, 2, 3, 4]);
  });

  test('is not requested while the page is hidden', async () => {
    const hide = (hidden: boolean) =>
      page.evaluate((isHidden) => {
        const state = isHidden ? 'hidden' : 'visible';
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        window.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await page.waitForLoadState('networkidle');
    let requests = 0;
    const count = () => (requests += 1);
    page.on('request', count);
    await page.waitForTimeout(4_500);
    expect(requests).toBe(0);
    await log(5);
    await hide(false);
    await shown.seen(105);
    page.off('request', count);
  });

  test('is announced politely: one count of new lines, never line by line', async () => {
    expect(await shown.log.getAttribute('aria-live')).toBe('off');
    const announced = page.locator('[aria-live="polite"]', { hasText: '30 new lines' });
    await log(30);
    await announced.first().waitFor({ state: 'attached' });
  });

  test('leaves no error in the browser', () => {
    expect(world.faults).toEqual([]);
  });
});
