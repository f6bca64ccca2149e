import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { LIST, startListWorld, type ListWorld } from './support/list-world';
import { openInPanel } from './support/open-in-panel';

/** Noon in Prague; the history goes back from here by an hour for each session. */
const NEWEST = Date.UTC(2026, 10, 23, 11);

describe('the address of the list', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    await world.seed.sessions(history(600, NEWEST));
    list = await world.open();
    await list.rows.first().waitFor();
  }, 120_000);
  afterAll(() => world?.stop());

  /** Everything that the page shows of a list's state. */
  const seen = async ({
    page,
    settled,
    column,
    query,
    search,
    status,
    from,
    to,
    pageSize,
  }: ListPage) => {
    await settled();
    return {
      query: query(),
      tab: await page.getByRole('tab', { selected: true }).innerText(),
      search: await search.inputValue(),
      status: await status.innerText(),
      from: await from.inputValue(),
      to: await to.inputValue(),
      pageSize: await pageSize.innerText(),
      page: await page.locator('[aria-current="page"]', { hasText: /\d/ }).allInnerTexts(),
      starts: await column('startedAt'),
      summaries: await column('summary'),
    };
  };
  type Seen = Awaited<ReturnType<typeof seen>>;

  /** What was seen after each step. */
  const steps: Seen[] = [];
  const step = async (act: () => Promise<unknown>, query: string) => {
    await act();
    await eventually(() => list.query()).toBe(query);
    steps.push(await seen(list));
  };

  const choose = async () => {
    steps.length = 0;
    await list.page.context().close();
    // Whom no sort has been saved for.
    list = await world.open({ admin: await world.app.createAdmin() });
    const newestFirst = 'sort=startedAt:desc';
    const range = 'from=2026-11-01&to=2026-11-22';
    await step(async () => undefined, newestFirst);
    await step(() => list.tab('download').click(), `tab=download&${newestFirst}`);
    await step(() => list.search.fill('ada'), `tab=download&search=ada&${newestFirst}`);
    await step(
      () => list.pickDay('from', '11/01/2026'),
      `tab=download&search=ada&from=2026-11-01&${newestFirst}`
    );
    await step(
      () => list.pickDay('to', '11/22/2026'),
      `tab=download&search=ada&${range}&${newestFirst}`
    );
    const filter = `tab=download&search=ada&${range}&status=completed`;
    await step(() => list.choose('status', 'Completed'), `${filter}&${newestFirst}`);
    await step(() => list.sortBy('duration').click(), `${filter}&sort=duration:desc`);
    await step(() => list.choose('pageSize', '10'), `${filter}&sort=duration:desc&pageSize=10`);
    await step(
      () => list.pages.getByRole('link', { name: 'Go to page 2' }).click(),
      `${filter}&sort=duration:desc&page=2&pageSize=10`
    );
  };

  /** Where a first try was left somewhere else. */
  const chooseAgainUnlessChosen = async () => {
    if (list.query() !== steps[steps.length - 1]?.query) await choose();
  };

  it('has each choice, and always the sort', async () => {
    await choose();
    const last = steps[steps.length - 1];
    expect(last).toMatchObject({ tab: 'DOWNLOAD', search: 'ada', status: 'Completed' });
    expect(last).toMatchObject({ from: '11/01/2026', to: '11/22/2026', page: ['Go to page 2\n2'] });
    expect(last.summaries.length).toBeGreaterThan(0);
  }, 60_000);

  it('restores the same lists by Back and Forward', async () => {
    await chooseAgainUnlessChosen();
    const historyLength = () => list.page.evaluate(() => window.history.length);
    const before = await historyLength();
    for (const earlier of steps.slice(0, -1).reverse()) {
      await list.page.goBack();
      await eventually(() => seen(list)).toEqual(earlier);
      expect(await historyLength()).toBe(before);
    }
    for (const later of steps.slice(1)) {
      await list.page.goForward();
      await eventually(() => seen(list)).toEqual(later);
      expect(await historyLength()).toBe(before);
    }
  }, 120_000);

  it('restores exactly what was seen, by a reload and when it is pasted elsewhere', async () => {
    await chooseAgainUnlessChosen();
    const last = steps[steps.length - 1];
    await list.page.reload();
    await eventually(() => seen(list)).toEqual(last);
    const colleague = await world.app.createAdmin();
    const elsewhere = await world.open({ admin: colleague, query: last.query });
    await eventually(() => seen(elsewhere)).toEqual(last);
    await elsewhere.page.context().close();
  }, 60_000);

  it('keeps search, range and status when the tab changes, and begins at its first page', async () => {
    await chooseAgainUnlessChosen();
    await list.tab('upload').click();
    await eventually(() => list.query()).toBe(
      'search=ada&from=2026-11-01&to=2026-11-22&status=completed&sort=startedAt:desc&pageSize=10'
    );
    expect(await list.search.inputValue()).toBe('ada');
    expect(await list.from.inputValue()).toBe('11/01/2026');
    expect(await list.to.inputValue()).toBe('11/22/2026');
    await eventually(async () => new Set(await list.column('status'))).toEqual(
      new Set(['Completed'])
    );
  });

  it('keeps what is being typed when the tab changes meanwhile', async () => {
    await list.reopen();
    await list.search.pressSequentially('uploaded');
    await list.tab('download').click();
    await eventually(() => list.query()).toBe('tab=download&search=uploaded&sort=duration:desc');
  });

  it('never shows the rows of another tab', async () => {
    await list.page.goto(LIST);
    await list.row('Uploaded').first().waitFor();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await list.page.route('**/sessions?*eventType=webhook*', async (route) => {
      await held;
      await route.fallback();
    });
    await list.tab('webhook').click();
    await list.page.getByText(list.text('list.loading')).waitFor({ state: 'attached' });
    expect(await list.rows.count()).toBe(0);
    release();
    await list.row('Webhook downloaded').first().waitFor();
    expect(await list.row('Uploaded').count()).toBe(0);
    await list.page.unroute('**/sessions?*eventType=webhook*');
  });

  it('with invalid values shows the default list of the tab that was used last', async () => {
    await list.page.goto(
      `${LIST}&tab=imports&page=zero&pageSize=33&from=yesterday&status=paused&sort=id:up`
    );
    await list.rows.first().waitFor();
    expect(await list.rows.count()).toBe(20);
    expect(await list.page.getByRole('tab', { selected: true }).innerText()).toBe('WEBHOOKS');
  });

  it('of a page past the end shows the last one, and Back leaves it', async () => {
    await list.reopen('tab=webhook');
    await openInPanel(list.page, `${LIST}&page=999&pageSize=50`);
    // 200 uploads.
    await eventually(() => list.query()).toBe('sort=startedAt:desc&page=4&pageSize=50');
    await eventually(() => list.rows.count()).toBe(50);
    await list.page.goBack();
    await eventually(() => list.query()).toBe('tab=webhook&sort=startedAt:desc');
  });
});
