import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  InitiatorsResponse,
  ListSessionsResponse,
  Preferences,
  SessionDaysResponse,
  Unseen,
} from '../../shared/contracts';
import type { Store } from '../../server/store/types';
import {
  databases,
  seedSession,
  sharedStrapi,
  type RunningStrapi,
  type SeededSession,
} from '../harness';
import { failStale } from './support/fail-stale';
import { storeOf } from './support/services';

const API = '/localazy-activity-logs';
const DAY_MS = 24 * 60 * 60 * 1_000;

const ENDS = {
  completed: {},
  warned: { lines: [{ level: 'warn' }] },
  failed: { end: { status: 'failed' } },
  running: { end: null },
} satisfies Record<string, SeededSession>;

describe.each(databases)('what needs attention, on %s', (client) => {
  let app: RunningStrapi;
  let store: Store;

  beforeAll(async () => {
    app = await sharedStrapi({ database: client });
    store = storeOf(app);
  });
  afterAll(() => app?.stop());
  beforeEach(async () => void (await store.sessions.clear()));

  const get = async <Body>(path: string, token = app.admin.token) => {
    const { status, body } = await app.request<Body>('GET', `${API}${path}`, { token });
    expect(status).toBe(200);
    return body;
  };

  const put = (body: object, token = app.admin.token) =>
    app.request<Preferences>('PUT', `${API}/preferences`, { token, body });

  const seed = (kind: keyof typeof ENDS, given: SeededSession = {}) =>
    seedSession(store, { startedAt: Date.now(), ...ENDS[kind], ...given });

  describe('the last 30 days', () => {
    const daysOf = async (timeZone = 'UTC', eventType = 'upload') =>
      (await get<SessionDaysResponse>(`/sessions/days?eventType=${eventType}&timeZone=${timeZone}`))
        .days;

    test('have the runs of a tab by their outcome, oldest first, days without any included', async () => {
      const now = Date.now();
      await seed('completed', { startedAt: now });
      await seed('warned', { startedAt: now });
      await seed('failed', { startedAt: now - 2 * DAY_MS });
      await seed('failed', { startedAt: now - 2 * DAY_MS, lines: [{ level: 'error' }] });
      await seed('running', { startedAt: now - 2 * DAY_MS });
      await seed('failed', { startedAt: now - 30 * DAY_MS });
      await seed('failed', { startedAt: now, eventType: 'webhook' });
      const days = await daysOf();
      const dayBefore = (count: number) =>
        new Date(now - count * DAY_MS).toISOString().slice(0, 10);
      expect(days.map(({ day }) => day)).toEqual(
        Array.from({ length: 30 }, (_, index) => dayBefore(29 - index))
      );
      const none = { completed: 0, failed: 0, inProgress: 0, problems: 0 };
      expect(days[29]).toEqual({ ...none, day: dayBefore(0), completed: 1, problems: 1 });
      expect(days[27]).toEqual({ ...none, day: dayBefore(2), failed: 2, inProgress: 1 });
      expect(days.filter((_, index) => index !== 27 && index !== 29)).toEqual(
        Array.from({ length: 28 }, () => expect.objectContaining(none))
      );
    });

    test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata'])(
      'begin at midnight in %s',
      async (timeZone) => {
        const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now());
        await seed('completed');
        const days = await daysOf(timeZone);
        expect(days.at(-1)).toMatchObject({ day: today, completed: 1 });
        // What a click on a day lists is what the day counts.
        const { pagination } = await get<ListSessionsResponse>(
          `/sessions?eventType=upload&from=${today}&to=${today}&timeZone=${timeZone}`
        );
        expect(pagination.total).toBe(1);
      }
    );
  });

  describe('sessions with problems', () => {
    test('are those that failed or have warnings or errors, in every order, with other filters', async () => {
      await seed('completed');
      const warned = await seed('warned', { startedAt: 1_000, summary: 'a' });
      const failed = await seed('failed', { startedAt: 2_000, summary: 'b' });
      const running = await seed('running', {
        startedAt: 3_000,
        summary: 'c',
        lines: [{ level: 'error' }],
      });
      const listed = async (query: string) =>
        (await get<ListSessionsResponse>(`/sessions?problems=true${query}`)).results.map(
          ({ id }) => id
        );
      expect(await listed('')).toEqual([running, failed, warned]);
      expect(await listed('&sort=summary:asc')).toEqual([warned, failed, running]);
      expect(await listed('&eventType=upload&status=failed')).toEqual([failed]);
      expect(await listed('&search=b')).toEqual([failed]);
      expect(await listed('&initiatedBy=ada lovelace')).toEqual([running, failed, warned]);
      const exported = await get<object[]>('/export?problems=true');
      expect(exported).toHaveLength(3);
      expect(await store.sessions.clear({ problems: true, timeZone: 'UTC', locale: 'en' })).toBe(3);
    });

    test('are an interrupted session’s as well', async () => {
      await seed('running');
      await failStale(store, { leaseMs: -5_000 });
      const { results } = await get<ListSessionsResponse>('/sessions?problems=true');
      expect(results).toMatchObject([{ status: 'failed', summary: 'gone' }]);
    });
  });

  describe('failed sessions since a user looked at a tab', () => {
    test('are counted for each user and tab until they look at it', async () => {
      const { token } = await app.createAdmin();
      await seed('failed');
      await seed('warned');
      await seed('failed', { eventType: 'webhook' });
      const unseen = (of = token) => get<Unseen>('/sessions/unseen', of);
      expect(await unseen()).toEqual({ upload: 1, download: 0, webhook: 1 });
      await put({ seen: 'upload' }, token);
      expect(await unseen()).toEqual({ upload: 0, download: 0, webhook: 1 });
      expect(await unseen(app.admin.token)).toMatchObject({ upload: 1 });
      await seed('failed', { startedAt: Date.now() - 60 * 60 * 1_000 });
      expect(await unseen()).toMatchObject({ upload: 1 });
    });

    test('have one that was running when they looked, and one that is found interrupted later', async () => {
      const { token } = await app.createAdmin();
      const id = await seed('running');
      await seed('running', { eventType: 'download' });
      await put({ seen: 'upload' }, token);
      await put({ seen: 'download' }, token);
      const finishedAt = Date.now() - 5_000;
      const counts = { entryCount: 0, warningCount: 0, errorCount: 0, progress: null };
      const end = {
        id,
        ...counts,
        summary: 'x',
        status: 'failed',
        finishedAt,
        durationMs: 1,
      } as const;
      await store.sessions.end([end]);
      await failStale(store, { leaseMs: -5_000 });
      expect(await get<Unseen>('/sessions/unseen', token)).toEqual({
        upload: 1,
        download: 1,
        webhook: 0,
      });
    });

    test('are counted up to a hundred', async () => {
      for (let count = 0; count < 101; count += 1) await seed('failed');
      expect((await get<Unseen>('/sessions/unseen')).upload).toBe(100);
    });
  });

  test('the tab that was used last is known', async () => {
    const { token } = await app.createAdmin();
    const lastTab = async () => (await get<Preferences>('/preferences', token)).lastTab;
    expect(await lastTab()).toBe('upload');
    const { body } = await put({ lastTab: 'webhook', seen: 'webhook' }, token);
    expect(body.lastTab).toBe('webhook');
    await put({ lastTab: 'download' }, token);
    await put({ sort: { webhook: 'status:asc' } }, token);
    expect(await lastTab()).toBe('download');
    expect((await put({ lastTab: 'nope' }, token)).status).toBe(400);
  });

  test('who initiated a tab’s sessions is known by name, each once', async () => {
    for (const initiatedBy of ['Grace', 'Ada', 'ada', 'Grace'])
      await seed('completed', { initiatedBy });
    await seed('completed', { eventType: 'webhook', initiatedBy: 'Webhook' });
    const { results } = await get<InitiatorsResponse>('/sessions/initiators?eventType=upload');
    expect(results).toHaveLength(2);
    expect(results.map((name) => name.toLowerCase())).toEqual(['ada', 'grace']);
  });
});
