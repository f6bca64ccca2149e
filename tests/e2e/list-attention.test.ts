import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { todayInBrowser } from '../harness/browser';
import { describedAs } from './support/described-as';
import { eventually, type ListPage } from './support/list-page';
import { LIST, startListWorld, type ListWorld } from './support/list-world';

const DAY_MS = 86_400_000;
const ARTICLE = 'api::article.article';

/** Noon in UTC, of so many days before today's date in the browser's time zone. */
const noon = (daysAgo: number) => Date.parse(todayInBrowser()) + DAY_MS / 2 - daysAgo * DAY_MS;

describe('what needs attention on the list', () => {
  let world: ListWorld;
  let list: ListPage;
  let article: number | string;

  beforeAll(async () => {
    world = await startListWorld();
    const { entityService } = world.app.strapi;
    ({ id: article } = await entityService.create(ARTICLE, {
      data: { title: 'Coffee in Lisbon' },
    }));
    const content = {
      type: ARTICLE,
      id: Number(article),
      locale: 'en',
      action: 'updated',
    } as const;
    await world.seed.sessions([
      { summary: 'Five days ago', startedAt: noon(5), initiatedBy: 'Grace Hopper' },
      { summary: 'Also five days ago', startedAt: noon(5) + 1, warningCount: 2 },
      { summary: 'Refused five days ago', startedAt: noon(5) + 2, status: 'failed' },
      { summary: 'Twenty days ago', startedAt: noon(20) },
      { summary: 'A hundred days ago', startedAt: noon(100) },
      { summary: 'Touched the article', startedAt: noon(6), lines: ['An entry'], content },
    ]);
    list = await world.open();
    await list.row('Five days ago').first().waitFor();
  }, 120_000);
  afterAll(async () => {
    await world?.app.strapi.entityService.delete(ARTICLE, article);
    await world?.stop();
  });

  const reopen = async (query = '') => {
    await list.page.goto(`${LIST}&${query}`);
    await list.rows.first().waitFor();
  };
  const summaries = async () => (await list.column('summary')).map((text) => text.split('\n')[0]);
  const FIVE_DAYS_AGO = ['Refused five days ago', 'Also five days ago', 'Five days ago'];

  describe('the last 30 days', () => {
    const days = () => list.page.getByRole('toolbar', { name: 'Sessions of the last 30 days' });
    const fifth = () => days().getByRole('button', { name: /Failed: 1/ });

    it('each show their runs by outcome, to the eyes as shapes, to others as text', async () => {
      await reopen();
      expect(await days().getByRole('button').count()).toBe(30);
      const name = await fifth().getAttribute('aria-label');
      expect(name).toMatch(
        /^\w{3}, \w{3} \d+, Failed: 1, Completed with errors or warnings: 1, Completed: 1$/
      );
      // A triangle and a diamond above the bar.
      expect(await fifth().locator('path').count()).toBe(2);
      expect(
        await days()
          .getByRole('button', { name: /No sessions$/ })
          .count()
      ).toBe(27);
    });

    it('tell their numbers on hover and on focus', async () => {
      const numbers = fifth().getByText('Failed: 1');
      expect(await numbers.isVisible()).toBe(false);
      await fifth().hover();
      await eventually(() => numbers.isVisible()).toBe(true);
      await list.page.mouse.move(0, 0);
      await eventually(() => numbers.isVisible()).toBe(false);
    });

    it('are one stop of the Tab key, and the arrows move among them', async () => {
      await list.tab('upload').focus();
      await list.page.keyboard.press('Tab');
      const today = days().getByRole('button').last();
      expect(await today.evaluate((day) => day === document.activeElement)).toBe(true);
      for (let step = 0; step < 5; step += 1) await list.page.keyboard.press('ArrowLeft');
      await fifth().getByText('Failed: 1').waitFor();
      await list.page.keyboard.press('Enter');
      await eventually(summaries).toEqual(FIVE_DAYS_AGO);
    });

    it('narrow the list to a day by a click, and give it back by another', async () => {
      await reopen();
      await fifth().click();
      await eventually(summaries).toEqual(FIVE_DAYS_AGO);
      expect(await fifth().getAttribute('aria-pressed')).toBe('true');
      await fifth().click();
      await eventually(() => list.rows.count()).toBe(6);
    });

    it('are there beside an unfolded menu of Strapi, too, in one row with the tabs', async () => {
      await list.page.getByRole('button', { name: 'Expand the navbar' }).click();
      await list.page.getByText('Last 30 days').waitFor({ state: 'detached' });
      expect(await days().getByRole('button').count()).toBe(30);
      const boxes = await Promise.all(
        [list.tab('upload'), list.tab('webhook'), days()].map((part) => part.boundingBox())
      );
      const [upload, webhook, strip] = boxes.map((box) => box ?? { x: 0, y: 0, width: 0 });
      expect(webhook.y).toBe(upload.y);
      expect(Math.abs(strip.y - upload.y)).toBeLessThan(30);
      expect(strip.x + strip.width).toBeLessThanOrEqual(1280);
      await list.page.getByRole('button', { name: 'Collapse the navbar' }).click();
      await list.page.getByText('Last 30 days').waitFor();
    });

    it('are left out in a narrow window', async () => {
      await list.page.setViewportSize({ width: 768, height: 800 });
      await eventually(() => days().count()).toBe(0);
      await list.page.setViewportSize({ width: 1280, height: 800 });
    });
  });

  describe('the filters', () => {
    it('leave those with errors or warnings', async () => {
      await reopen();
      await list.choose('status', 'Errors or warnings');
      await eventually(summaries).toEqual(FIVE_DAYS_AGO.slice(0, 2));
      expect(list.query()).toContain('problems=true');
    });

    it('leave those that someone initiated', async () => {
      await reopen();
      await list.choose('initiatedBy', 'Grace Hopper');
      await eventually(summaries).toEqual(['Five days ago']);
    });

    it.each([
      ['Last 7 days', 4],
      ['Last 30 days', 5],
    ])('leave the %s by one choice', async (range, count) => {
      await reopen();
      await list.choose('period', range);
      await eventually(() => list.rows.count()).toBe(count);
    });
  });

  describe('sessions that touched an entry of content', () => {
    const chip = () => list.page.getByRole('button', { name: /^Entry: / });

    it('are listed by an address, with the entry as a filter that can be taken away', async () => {
      await reopen(`entry=${ARTICLE}:${article}`);
      expect(await summaries()).toEqual(['Touched the article']);
      await eventually(() => chip().innerText()).toMatch(/^Entry: Article Coffee in Lisbon/);
      await chip().click();
      await eventually(() => list.rows.count()).toBe(6);
      expect(list.query()).not.toContain('entry');
    });

    it('are found by the entry as lines write it', async () => {
      await reopen();
      await list.search.fill(`${ARTICLE}[${article}]`);
      await eventually(summaries).toEqual(['Touched the article']);
      await list.search.fill(`${ARTICLE}[999]`);
      await list.page.getByText(list.text('empty.noMatch')).waitFor();
    });
  });

  describe('failures since one last looked', () => {
    const menuMark = (page: ListPage) => page.page.locator('nav [data-unseen]');
    const badge = (page: ListPage) => page.tab('download').getByText('2 new failed sessions');

    it('are counted at each tab, marked in Strapi’s menu, and gone once the tab was opened', async () => {
      const admin = await world.app.createAdmin();
      const first = await world.open({ admin });
      await first.rows.first().waitFor();
      await first.tab('download').click();
      await first.page.getByText(first.text('empty.download')).waitFor();
      await first.tab('upload').click();
      await first.rows.first().waitFor();
      await world.seed.sessions([
        { eventType: 'download', status: 'failed', summary: 'No access' },
        { eventType: 'download', status: 'failed', summary: 'No access either' },
      ]);
      await first.page.reload();
      await badge(first).waitFor({ state: 'attached' });
      expect(await first.tab('download').innerText()).toContain('2');
      await menuMark(first).waitFor();
      expect(await describedAs(first.page, 'link', 'Activity Logs')).toBe(
        'Sessions have failed since you last looked'
      );

      const saved: string[] = [];
      first.page.on('request', (request) => {
        if (request.method() === 'PUT') saved.push(request.url());
      });
      await first.tab('download').click();
      await first.row('No access either').waitFor();
      await menuMark(first).waitFor({ state: 'detached' });
      await first.page.waitForLoadState('networkidle');
      expect(saved).toHaveLength(1);
      expect(await describedAs(first.page, 'link', 'Activity Logs')).toBeFalsy();
      await first.page.reload();
      await first.row('No access either').waitFor();
      await first.tab('upload').click();
      await first.rows.first().waitFor();
      expect(await badge(first).count()).toBe(0);
      await first.page.context().close();
    });

    it('are not more than "99+" to look at', async () => {
      const failed = { eventType: 'webhook', status: 'failed', startedAt: Date.now() } as const;
      await world.seed.copies(await world.seed.session(failed), 119);
      const page = await world.open({ admin: await world.app.createAdmin() });
      await page.tab('webhook').getByText('99+').waitFor();
      await page.page.context().close();
    });
  });

  it('opens at the tab that was used last', async () => {
    const admin = await world.app.createAdmin();
    const page = await world.open({ admin });
    await page.rows.first().waitFor();
    const saved = page.page.waitForResponse(
      (response) => response.request().method() === 'PUT' && response.ok()
    );
    await page.tab('webhook').click();
    await saved;
    await page.page.goto('/admin/plugins/localazy-activity-logs');
    await eventually(() => page.page.getByRole('tab', { selected: true }).innerText()).toBe(
      'WEBHOOKS'
    );
    expect(page.query()).toContain('tab=webhook');
    await page.page.context().close();
  });
});
