import { readFile } from 'node:fs/promises';
import type { Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import { permissionAction } from '../../shared/permissions';
import type { ActivityLogger } from '../../server/recorder/types';
import { until } from '../harness';
import { todayInBrowser } from '../harness/browser';
import { eventually, type ListPage } from './support/list-page';
import { history } from './support/list-sessions';
import { LIST, startListWorld, type ListWorld } from './support/list-world';

const EXPORT = '**/localazy-activity-logs/export?*';
const SESSIONS = '**/localazy-activity-logs/sessions?*';
const NEWEST = Date.UTC(2026, 10, 23, 11);

describe('what can be done with all logs', () => {
  let world: ListWorld;
  let list: ListPage;

  beforeAll(async () => {
    world = await startListWorld();
    list = await world.window();
    await openFilled();
  }, 120_000);
  afterAll(() => world?.stop());

  afterEach(() => list.page.unrouteAll({ behavior: 'ignoreErrors' }));

  const COUNT = 60;

  /** Stores the sessions anew, and loads the whole page with them. */
  const openFilled = async () => {
    await list.page.unrouteAll({ behavior: 'ignoreErrors' });
    await world.seed.clear();
    await world.seed.sessions(
      history(COUNT, NEWEST).map((session) => ({ ...session, lines: ['First', 'Second'] }))
    );
    await list.page.goto(LIST);
    await list.rows.first().waitFor();
  };

  beforeEach(() => list.reopen());

  const exportBy = async (button: 'export.all' | 'export.these') => {
    const [download] = await Promise.all([
      list.page.waitForEvent('download'),
      list.button(button).click(),
    ]);
    const sessions: ExportedSession[] = JSON.parse(await readFile(await download.path(), 'utf8'));
    return { name: download.suggestedFilename(), sessions };
  };
  const isFocused = (id: Parameters<ListPage['button']>[0]) =>
    list.button(id).evaluate((button) => button === document.activeElement);

  describe('exporting', () => {
    it('saves all sessions of all tabs with their lines, under the user’s own date', async () => {
      const { name, sessions } = await exportBy('export.all');
      expect(name).toBe(`localazy-activity-logs-${todayInBrowser()}.json`);
      expect(sessions).toHaveLength(COUNT);
      expect(new Set(sessions.map(({ eventType }) => eventType)).size).toBe(3);
      expect(sessions[0].entries.map(({ message }) => message)).toEqual(['First', 'Second']);
    });

    it('saves those that the filter leaves, where one is set', async () => {
      expect(await list.button('export.these').count()).toBe(0);
      await list.reopen('tab=download&search=grace&from=2026-11-22&status=completed');
      const shown = await list.column('summary');
      const { name, sessions } = await exportBy('export.these');
      expect(name).toMatch(/^localazy-activity-logs-\d{4}-\d\d-\d\d-filtered\.json$/);
      expect(sessions.map(({ summary }) => summary)).toEqual(
        shown.map((summary) => summary.split('\n')[0])
      );
      expect((await exportBy('export.all')).sessions).toHaveLength(COUNT);
    });

    it('shows that it is running, can’t be started twice, and keeps the focus', async () => {
      let requests = 0;
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await list.page.route(EXPORT, async (route) => {
        requests += 1;
        await held;
        await route.fallback();
      });
      const button = list.button('export.all');
      await button.press('Enter');
      await eventually(() => button.getAttribute('aria-busy')).toBe('true');
      await button.press('Enter');
      expect(await isFocused('export.all')).toBe(true);
      const download = list.page.waitForEvent('download');
      release();
      await download;
      await eventually(() => button.getAttribute('aria-busy')).toBe('false');
      expect(requests).toBe(1);
      expect(await isFocused('export.all')).toBe(true);
      await list.page.unroute(EXPORT);
    });

    it('shows an error where it fails', async () => {
      await list.page.route(EXPORT, (route) => route.fulfill({ status: 500, body: '' }));
      await list.button('export.all').click();
      await list.page.getByText(list.text('export.failed')).waitFor();
      await eventually(() => list.button('export.all').getAttribute('aria-busy')).toBe('false');
      await list.page.unroute(EXPORT);
    });
  });

  describe('clearing', () => {
    const dialog = () => list.page.getByRole('dialog');
    const open = async () => {
      await list.button('clear.button').press('Enter');
      await dialog().waitFor();
    };
    const confirm = () => dialog().getByRole('button', { name: list.text('clear.confirm') });
    const cancel = () => dialog().getByRole('button', { name: list.text('clear.cancel') });

    /** Holds all lists requested from now on; returns what releases them. */
    const holdLists = async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await list.page.route(SESSIONS, async (route) => {
        await held;
        // A request that nobody waits for any more was aborted.
        await route.fallback().catch(() => undefined);
      });
      return async () => {
        release();
        await list.page.unroute(SESSIONS);
      };
    };

    it('shows how many sessions will be deleted', async () => {
      await open();
      await dialog().getByText('60 sessions of all three tabs').waitFor();
      await dialog().getByText("This can't be undone").waitFor();
    });

    it('shows that it is counting, and that all will be deleted where they can’t be counted', async () => {
      const release = await holdLists();
      await open();
      await dialog().getByText(list.text('clear.counting')).waitFor();
      await release();
      await dialog().getByText('60 sessions of all three tabs').waitFor();
      await cancel().click();
      await dialog().waitFor({ state: 'detached' });

      await list.page.route(SESSIONS, (route) => route.fulfill({ status: 500, body: '' }));
      await open();
      await dialog().getByText(list.text('clear.warningUncounted')).waitFor();
      await list.page.unroute(SESSIONS);
    });

    it.each([
      ['Cancel', () => cancel().click()],
      ['Escape', () => list.page.keyboard.press('Escape')],
    ])('does nothing on %s, and the focus returns', async (_, leave) => {
      await open();
      await leave();
      await dialog().waitFor({ state: 'detached' });
      await eventually(() => isFocused('clear.button')).toBe(true);
      expect(await list.rows.count()).toBe(20);
    });

    it('keeps the focus in the dialog while it is open', async () => {
      await open();
      for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
        await list.page.keyboard.press(key);
        const inside = await dialog().evaluate((box) => box.contains(document.activeElement));
        expect(inside, key).toBe(true);
      }
    });

    it('shows an error where it fails, and nothing is deleted', async () => {
      await list.page.route('**/localazy-activity-logs/sessions', (route) =>
        route.fulfill({ status: 500, body: '' })
      );
      await open();
      await confirm().click();
      await list.page.getByText(list.text('clear.failed')).waitFor();
      await dialog().waitFor({ state: 'detached' });
      await eventually(() => list.rows.count()).toBe(20);
      await list.page.unroute('**/localazy-activity-logs/sessions');
    });

    describe('once it is confirmed', () => {
      afterEach(openFilled);

      it('empties the tables before any list is loaded again', async () => {
        await list.tab('download').click();
        await list.row('Downloaded').first().waitFor();
        await open();
        await dialog().getByText('60 sessions of all three tabs').waitFor();
        const release = await holdLists();
        await confirm().click();
        for (const tab of ['download', 'upload'] as const) {
          await list.tab(tab).click();
          await list.page.getByText(list.text(`empty.${tab}`)).waitFor();
          expect(await list.rows.count()).toBe(0);
        }
        await release();
        await list.tab('webhook').click();
        await list.page.getByText(list.text('empty.webhook')).waitFor();
      });

      it('shows that all is cleared, and the focus returns', async () => {
        await open();
        await confirm().click();
        await list.page.getByText(list.text('clear.done')).waitFor();
        await eventually(() => isFocused('clear.button')).toBe(true);
        await open();
        await dialog().getByText('There are no sessions to delete.').waitFor();
      });

      /**
       * Holds the response to the next request for a list; those after it pass. Returns what releases it
       * and waits until it has arrived.
       */
      const holdNextList = async () => {
        let release = () => {};
        const held = new Promise<void>((resolve) => (release = resolve));
        let heldRequest: Request | undefined;
        await list.page.route(
          (url) => url.pathname.endsWith('/sessions') && url.searchParams.has('sort'),
          async (route) => {
            const response = await route.fetch();
            heldRequest = route.request();
            await held;
            // A request that nobody waits for any more was aborted.
            await route.fulfill({ response }).catch(() => undefined);
          },
          { times: 1 }
        );
        const request = await until('a list is held', () => heldRequest);
        return async () => {
          release();
          const response = await request.response();
          await response?.finished();
        };
      };

      /** Watches for rows from now on, however short they are there; returns whether any came. */
      const watchForRows = async () => {
        await list.page.evaluate(() => {
          Object.assign(window, { cameBack: false });
          new MutationObserver(() => {
            if (document.querySelector('tbody tr')) Object.assign(window, { cameBack: true });
          }).observe(document.body, { subtree: true, childList: true });
        });
        return () => list.page.evaluate(() => Reflect.get(window, 'cameBack'));
      };

      it('never brings a session back by a response that was under way meanwhile', async () => {
        const release = await holdNextList();
        await open();
        await confirm().click();
        await list.page.getByText(list.text('empty.upload')).waitFor();
        await dialog().waitFor({ state: 'detached' });
        const anyCameBack = await watchForRows();
        await release();
        // Once the next list has come, the page has handled the old one.
        await list.page.waitForResponse(SESSIONS);
        expect(await anyCameBack()).toBe(false);
        await list.page.getByText(list.text('empty.upload')).waitFor();
      });

      it('deletes those that the filter leaves alone, and shows their number before', async () => {
        expect(await list.button('clear.these').count()).toBe(0);
        await list.reopen('tab=download&search=grace');
        const matching = Number.parseInt(await list.total.innerText(), 10);
        expect(matching).toBeGreaterThan(0);
        await list.button('clear.these').click();
        await dialog().getByText(`${matching} sessions that match the filters`).waitFor();
        await dialog()
          .getByRole('button', { name: list.text('clear.these') })
          .click();
        await list.page.getByText(list.text('clear.doneThese')).waitFor();
        await list.page.getByText(list.text('empty.noMatch')).waitFor();
        await list.reopen();
        await open();
        await dialog()
          .getByText(`${COUNT - matching} sessions of all three tabs`)
          .waitFor();
      });

      it('deletes an operation that has just begun, too', async () => {
        const logger: ActivityLogger = world.app.strapi
          .plugin('localazy-activity-logs')
          .service('logger');
        await open();
        const session = logger.start({ eventType: 'upload', summary: 'Just begun' });
        await confirm().click();
        await list.page.getByText(list.text('empty.upload')).waitFor();
        session.info('Going on');
        session.complete('Just ended');
        await logger.flush();
        await list.page.reload();
        await list.page.getByText(list.text('empty.upload')).waitFor();
      });
    });
  });

  it.each([
    ['neither, to who may only read', ['read'], [false, false]],
    ['export alone, to who may read and export', ['read', 'export'], [true, false]],
    ['clear alone, to who may read and clear', ['read', 'clear'], [false, true]],
  ] as const)('offers %s', async (_, permissions, offered) => {
    const admin = await world.app.createAdmin({ permissions: permissions.map(permissionAction) });
    const other = await world.open({ admin, query: 'search=keys' });
    await other.rows.first().waitFor();
    await eventually(async () => [
      (await other.button('export.all').count()) > 0,
      (await other.button('clear.button').count()) > 0,
    ]).toEqual(offered);
    expect((await other.button('export.these').count()) > 0).toBe(offered[0]);
    expect((await other.button('clear.these').count()) > 0).toBe(offered[1]);
    await other.page.context().close();
  });
});
