import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  eventTypeSchema,
  listEntriesQuerySchema,
  listSessionsQuerySchema,
  sortFieldSchema,
  sortOrderSchema,
} from '../../shared/contracts';
import { createDatabase as createStoreDatabase } from '../../server/store/database/database';
import { createMilestoneLaying } from '../../server/store/milestones/milestone-laying';
import type { Store } from '../../server/store/types';
import { buildSessions } from '../bench/data/build';
import {
  createDatabase,
  databases,
  makeTables,
  queryPlansOf,
  startStrapi,
  type RunningStrapi,
} from '../harness';

/** Enough that no database would rather read everything, and that a tab has far pages. */
const SESSIONS = 36_000;

/** The page past the ten thousandth session, for the twenty of a page. */
const FAR_PAGE = '510';

/** Of each tab, by five columns, and by four where it's narrowed to one of two statuses. */
const ORDERS_OF_ALL_TABS = 3 * (5 + 2 * 4);

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const dayBefore = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

describe.each(databases)('how %s reads the tables', (client) => {
  let app: RunningStrapi;
  let store: Store;
  let sessionId: number;

  beforeAll(async () => {
    const database = await createDatabase(client);
    await makeTables(database);
    await buildSessions(database, SESSIONS);
    app = await startStrapi({ database });
    store = app.strapi.plugin('localazy-activity-logs').service('store');
    const orders = () => app.knex('localazy_activity_milestones').pluck('id');
    await vi.waitUntil(async () => (await orders()).length === ORDERS_OF_ALL_TABS, 60_000);
    [sessionId] = await app.knex('localazy_activity_sessions').limit(1).pluck('id');
  }, 120_000);
  afterAll(async () => {
    await app?.stop();
    await app?.database.drop();
  });

  /** Every statement goes by an index, and is done in one process; in a tab, what stops at a limit sorts nothing either. */
  const expectIndexes = async (work: () => Promise<unknown>, { ofOneTab = false } = {}) => {
    const plans = await queryPlansOf(app.knex, client, work);
    expect(plans.length).toBeGreaterThan(0);
    for (const { sql, isFullScan, sorts, isShared, words } of plans) {
      expect(isFullScan, `${sql}\n${words}`).toBe(false);
      expect(isShared, `shared out: ${sql}`).toBe(false);
      if (ofOneTab && /limit/.test(sql)) expect(sorts, `${sql}\n${words}`).toBe(false);
    }
  };

  const list = (query: Record<string, string>) =>
    store.sessions.list(listSessionsQuerySchema.parse(query));

  const SORTS = sortFieldSchema.options.flatMap((field) =>
    sortOrderSchema.options.map((order) => `${field}:${order}`)
  );

  test.each(SORTS)('a page of a tab by %s goes along its index', async (sort) => {
    for (const eventType of eventTypeSchema.options) {
      const work = async () => {
        await list({ eventType, sort });
        await list({ eventType, sort, page: '400' });
        await list({ eventType, sort, from: dayBefore(200), to: dayBefore(20) });
      };
      await expectIndexes(work, { ofOneTab: true });
      // MySQL finds ten thousand rows few enough to sort.
      await expectIndexes(() => list({ eventType, sort, status: 'completed' }));
    }
  });

  test('milestones are counted along the indexes, and far pages are found by them', async () => {
    await app.knex('localazy_activity_milestones').delete();
    const laying = createMilestoneLaying({ database: createStoreDatabase({ strapi: app.strapi }) });
    const { signal } = new AbortController();
    await expectIndexes(() => laying.layMilestones({ signal }));
    const days = { from: dayBefore(355), to: dayBefore(3) };
    const narrowings: Record<string, string>[] = [
      {},
      days,
      { status: 'completed' },
      { status: 'completed', ...days },
    ];
    for (const narrowing of narrowings) {
      for (const sort of SORTS) {
        const query: Record<string, string> = {
          eventType: 'upload',
          sort,
          page: FAR_PAGE,
          ...narrowing,
        };
        await expectIndexes(() => list(query), { ofOneTab: true });
        expect((await list(query)).results).toHaveLength(20);
      }
    }
  }, 120_000);

  test('a range of days, a status, and all tabs together go by an index', async () => {
    await expectIndexes(async () => {
      await list({ eventType: 'upload', from: dayBefore(20), to: dayBefore(20) });
      await list({ eventType: 'upload', status: 'failed', sort: 'duration:asc' });
      await list({ from: dayBefore(200), to: dayBefore(20), page: '3' });
      await list({ page: '1400' });
      await list({ page: '1400', sort: 'summary:asc' });
    });
  });

  test.each(['updated', 'no such text', 'failed', dayBefore(9), '10:15'])(
    'a search for %s reads the index of the searched texts',
    async (search) => {
      const webhooks = { search, eventType: 'webhook' };
      const days = { from: dayBefore(100), to: dayBefore(20) };
      await expectIndexes(() => list({ ...webhooks, ...days }), { ofOneTab: true });
      await expectIndexes(async () => {
        await list({ search });
        // The first ones in another order may be picked out of all hits.
        for (const sort of SORTS) await list({ ...webhooks, sort });
      });
    }
  );

  test('retention, the sweep and recovery go by an index', async () => {
    await expectIndexes(async () => {
      await store.sessions.pruneBatch({ before: Date.now() - YEAR_MS, limit: 500 });
      await store.sessions.failStale({
        leaseMs: YEAR_MS,
        summary: 'gone',
        instanceId: 'this one',
      });
      await store.sessions.runningInstances();
      await store.sessions.failInstances({ instanceIds: ['none'], summary: 'gone' });
    });
  });

  test('a window of a session and a search within it go along its lines', async () => {
    const entries = (query: Record<string, string>) =>
      store.entries.list(sessionId, listEntriesQuerySchema.parse(query));
    await expectIndexes(async () => {
      await entries({ page: '1' });
      await entries({ page: '2', pageSize: '2' });
      await entries({ after: '2' });
      await entries({ before: '4' });
      await entries({ level: 'info', page: '1', pageSize: '2' });
      await entries({ level: 'info', page: '2', pageSize: '2' });
      await entries({ level: 'warn,info', after: '2' });
      await entries({ level: 'info', before: '4' });
      await entries({ search: 'article', after: '1' });
      await entries({ search: 'Žádný', level: 'warn,error' });
    });
  });

  test('an export goes along the starts', async () => {
    const part = async (filter: object) => {
      let parts = 0;
      for await (const _ of store.export({ timeZone: 'UTC', locale: 'en', ...filter })) {
        parts += 1;
        if (parts === 700) return;
      }
    };
    await expectIndexes(async () => {
      await part({});
      await part({ eventType: 'upload', from: dayBefore(90) });
      await part({ search: 'updated 31 entries' });
    });
  });
});
