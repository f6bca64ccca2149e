import { beforeAll, expect, test } from 'vitest';
import {
  eventTypeSchema,
  listSessionsQuerySchema,
  sortFieldSchema,
  sortOrderSchema,
} from '../../../shared/contracts';
import type { Store } from '../../../server/store/types';
import { queryPlansOf, type DatabaseClient, type RunningStrapi } from '../../harness';
import { failStale } from '../support/fail-stale';
import type { Filled } from './filled';

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const dayBefore = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

export const testQueryPlans = (client: DatabaseClient, filled: () => Filled) => {
  let app: RunningStrapi;
  let store: Store;
  let sessionId: number;

  beforeAll(async () => {
    ({ app, store } = filled());
    [sessionId] = await app.knex('localazy_activity_sessions').limit(1).pluck('id');
  });

  /** Every statement reads an index; one that sorts nothing stops at its limit. */
  const expectIndexes = async (work: () => Promise<unknown>, { sortsNothing = false } = {}) => {
    const plans = await queryPlansOf(app.knex, client, work);
    expect(plans.length).toBeGreaterThan(0);
    for (const { sql, isFullScan, sorts, words } of plans) {
      // Hits by their ids: where they are most of a small table, reading all of it is right.
      if (/\bid"? (?:in|= any)/.test(sql)) continue;
      expect(isFullScan, `${sql}\n${words}`).toBe(false);
      if (sortsNothing && /offset|limit/.test(sql)) expect(sorts, `${sql}\n${words}`).toBe(false);
    }
    return plans;
  };

  const list = (query: Record<string, string>) =>
    store.sessions.list(listSessionsQuerySchema.parse(query));

  const SORTS = sortFieldSchema.options.flatMap((field) =>
    sortOrderSchema.options.map((order) => `${field}:${order}`)
  );

  const INDEX_OF_SORT: Record<string, string> = {
    startedAt: 'by_start',
    status: 'by_status',
    duration: 'by_duration',
    initiatedBy: 'by_initiator',
    summary: 'by_summary',
  };

  test.each(SORTS)(
    'a page of a tab by %s reads the index of the sort, and no further',
    async (sort) => {
      const [field] = sort.split(':');
      for (const eventType of eventTypeSchema.options) {
        for (const page of ['1', '50']) {
          const plans = await queryPlansOf(app.knex, client, () => list({ eventType, sort, page }));
          const [pagePlan] = plans.filter(({ sql }) => /join/.test(sql));
          expect(pagePlan.words).toContain(INDEX_OF_SORT[field]);
          expect(pagePlan.isFullScan, pagePlan.words).toBe(false);
          // The others may sort what is equal in the sort's column and the start.
          if (client === 'mysql') expect(pagePlan.sorts, pagePlan.words).toBe(false);
        }
      }
    }
  );

  test
    .runIf(client === 'mysql')
    .each<
      Record<string, string>
    >([{ status: 'completed' }, { status: 'completed', sort: 'duration:desc' }, { initiatedBy: 'Ada Lovelace' }, { problems: 'true' }])(
    'a page filtered by %o is read in the order of its index',
    async (query) => {
      const plans = await queryPlansOf(app.knex, client, () =>
        list({ eventType: 'download', ...query })
      );
      const [pagePlan] = plans.filter(({ sql }) => /join/.test(sql));
      expect(pagePlan.sorts, pagePlan.words).toBe(false);
    }
  );

  test('days, statuses and initiators are filtered by an index, in every order', async () => {
    const filters: Record<string, string>[] = [
      { from: dayBefore(200), to: dayBefore(20) },
      { from: dayBefore(20), to: dayBefore(20) },
      { status: 'completed' },
      { status: 'failed' },
      { status: 'in-progress', from: dayBefore(200) },
      { initiatedBy: 'Ada Lovelace' },
      { problems: 'true' },
      { problems: 'true', status: 'completed', from: dayBefore(200) },
    ];
    for (const filter of filters) {
      for (const sort of SORTS) {
        await expectIndexes(() => list({ eventType: 'download', sort, ...filter }));
      }
    }
  });

  test('all tabs together are read by an index each', async () => {
    await expectIndexes(async () => {
      for (const sort of SORTS) await list({ sort, page: '3' });
      await list({ from: dayBefore(200), to: dayBefore(20), page: '3' });
    });
  });

  test.each(['updated', 'no such text', 'failed', dayBefore(9), '10:15'])(
    'a search for %s reads the index that has all searched columns',
    async (search) => {
      const days = { from: dayBefore(100), to: dayBefore(20) };
      await expectIndexes(async () => {
        await list({ search, eventType: 'webhook', ...days });
        for (const sort of SORTS) await list({ search, eventType: 'webhook', sort });
      });
    }
  );

  test('retention, the sweep and recovery go by an index', async () => {
    await expectIndexes(async () => {
      await store.sessions.pruneBatch({ before: Date.now() - YEAR_MS, limit: 500 });
      await failStale(store, { leaseMs: YEAR_MS, deadInstances: ['none'] });
      await store.sessions.runningInstances();
    });
  });

  test('days, unseen failures and initiators are read from an index of one tab', async () => {
    const plans = await expectIndexes(async () => {
      await store.sessions.days({ eventType: 'download', timeZone: 'Europe/Prague' });
      await store.sessions.unseen({ upload: Date.now() - 60_000 });
      await store.sessions.initiators('webhook');
    });
    expect(plans[0].words).toContain('by_problems');
  });

  test('an entry’s history, its sessions and the list by it go along the index of content', async () => {
    const entry = { type: 'api::article.article', ids: [3, 4] };
    const plans = await expectIndexes(async () => {
      await store.content.history(entry);
      for await (const _ of store.content.sessionIds(entry, 500)) break;
      await store.sessions.list({
        ...listSessionsQuerySchema.parse({ sort: 'summary:asc', search: 'updated' }),
        entry,
      });
    });
    const aboutContent = plans.filter(({ sql }) => /content_type/.test(sql));
    expect(aboutContent.length).toBeGreaterThan(5);
    for (const { sql, words } of aboutContent) {
      expect(words, sql).toContain('by_content');
      // Only what the parts found is sorted.
      if (client === 'sqlite') expect(words, sql).not.toMatch(/SCAN localazy/);
    }
  });

  test('the outline, the lines and a search of a session read the index of its lines', async () => {
    await expectIndexes(async () => {
      await store.entries.outline(sessionId, 0);
      await store.entries.outline(sessionId, 2);
      await store.entries.byNumbers(sessionId, [
        { first: 2, last: 3 },
        { first: 5, last: 5 },
      ]);
      await store.entries.matches(sessionId, { search: 'article' });
      await store.entries.matches(sessionId, { search: 'Žádný' });
      for await (const _ of store.entries.pages(sessionId, { level: ['warn'], first: 2 })) break;
    });
  });

  test('an export reads sessions in the order of their start', async () => {
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
      await part({ eventType: 'upload', search: 'updated 31 entries' });
    });
  });
};
