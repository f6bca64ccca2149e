import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permissionAction, PERMISSIONS, type PermissionName } from '../../shared/permissions';
import type {
  ExportedSession,
  ListEntriesResponse,
  ListSessionsResponse,
} from '../../shared/contracts';
import type { ActivityLogger } from '../../server/recorder/types';
import type { NewSession, Store } from '../../server/store/types';
import { databases, startStrapi, type RunningStrapi } from '../harness';

const PREFIX = '/localazy-activity-logs';

const ROUTES: [method: string, path: string, permission: PermissionName][] = [
  ['GET', '/sessions', 'read'],
  ['GET', '/sessions/1', 'read'],
  ['GET', '/sessions/1/entries', 'read'],
  ['GET', '/sessions/1/entries/stream', 'read'],
  ['GET', '/export', 'export'],
  ['DELETE', '/sessions', 'clear'],
  ['GET', '/preferences', 'read'],
  ['PUT', '/preferences', 'read'],
];

interface Refusal {
  error: { status: number; name: string; details: { errors: { path: string[] }[] } };
}

describe.each(databases)('the HTTP API on %s', (client) => {
  let running: RunningStrapi;
  let store: Store;
  let ordinal = 0;

  beforeAll(async () => {
    running = await startStrapi({ database: client });
    store = running.strapi.plugin('localazy-activity-logs').service('store');
  });
  afterAll(() => running.stop());
  beforeEach(async () => void (await store.sessions.clear()));

  const openSession = (given: Partial<NewSession> = {}) =>
    store.sessions.insert({
      instanceId: 'test',
      ordinal: ++ordinal,
      eventType: 'upload',
      startedAt: Date.UTC(2026, 10, 23, 12),
      initiatedBy: 'Ada Lovelace',
      initiatorId: null,
      summary: 'Uploaded 3 keys',
      ...given,
    });

  const addLines = (sessionId: number, messages: string[]) =>
    store.entries.insert(
      messages.map((message, index) => ({
        sessionId,
        sequence: index + 1,
        timestamp: 1_000 + index,
        level: 'info',
        message,
        data: JSON.stringify({ index }),
      }))
    );

  const get = <T>(path: string, token = running.admin.token) =>
    running.request<T>('GET', `${PREFIX}${path}`, { token });

  const refusedFields = async (path: string) => {
    const { status, body } = await get<Refusal>(path);
    expect(status, path).toBe(400);
    expect(body.error).toMatchObject({ status: 400, name: 'ValidationError' });
    return body.error.details.errors.map((error) => error.path.join('.'));
  };

  describe('who may do what', () => {
    test.each(ROUTES)('%s %s refuses whoever is not signed in', async (method, path) => {
      const { status } = await running.request(method, `${PREFIX}${path}`);
      expect(status).toBe(401);
    });

    test.each(ROUTES)(
      '%s %s refuses a role without its right',
      async (method, path, permission) => {
        const others = (Object.keys(PERMISSIONS) as PermissionName[]).filter(
          (name) => name !== permission
        );
        const { token } = await running.createAdmin({ permissions: others.map(permissionAction) });
        const { status } = await running.request(method, `${PREFIX}${path}`, { token });
        expect(status).toBe(403);
      }
    );

    test.each(ROUTES)('%s %s lets a role with its right in', async (method, path, permission) => {
      const { token } = await running.createAdmin({ permissions: [permissionAction(permission)] });
      const body = method === 'PUT' ? { sort: {} } : undefined;
      const { status } = await running.request(method, `${PREFIX}${path}`, { token, body });
      expect([200, 404]).toContain(status);
    });
  });

  describe('the list of sessions', () => {
    test('answers a page of one tab, newest first, with its total', async () => {
      await openSession({ eventType: 'webhook' });
      const older = await openSession({ startedAt: 1 });
      const newer = await openSession({ startedAt: 2 });
      const { status, body } = await get<ListSessionsResponse>('/sessions?eventType=upload');
      expect(status).toBe(200);
      expect(body.results.map(({ id }) => id)).toEqual([newer, older]);
      expect(body.pagination).toEqual({
        page: 1,
        pageSize: 20,
        pageCount: 1,
        total: 2,
        totalIsExact: true,
      });
    });

    test.each([
      ['/sessions?eventType=nope', ['eventType']],
      ['/sessions?eventType=upload&eventType=download', ['eventType']],
      ['/sessions?page=0&pageSize=101', ['page', 'pageSize']],
      ['/sessions?page=99999999999999999999', ['page']],
      ['/sessions?sort=startedAt', ['sort']],
      ['/sessions?sort[field]=asc', ['sort']],
      ['/sessions?from=2026-02-30', ['from']],
      ['/sessions?from=2026-11-24&to=2026-11-23', ['from']],
      ['/sessions?timeZone=Mars/Olympus', ['timeZone']],
      ['/sessions?locale=!', ['locale']],
      [`/sessions?search=${'x'.repeat(501)}`, ['search']],
      ['/sessions?search[]=x', ['search']],
      ['/sessions/nope', ['id']],
      ['/sessions/99999999999', ['id']],
      ['/sessions/1/entries?level=loud', ['level.0']],
      ['/sessions/1/entries?after=1&before=2', ['before']],
      ['/sessions/1/entries/stream?first=-1&last=x', ['first', 'last']],
      ['/export?timeZone=%00', ['timeZone']],
    ])('%s is refused, naming the field', async (path, fields) => {
      expect(await refusedFields(path)).toEqual(fields);
    });

    test.each(['sort[constructor]=asc', 'search[__proto__]=x', '__proto__[page]=0'])(
      '?%s is as if nothing had been asked',
      async (query) => {
        expect((await get(`/sessions?${query}`)).status).toBe(200);
      }
    );

    test.each(['%00', '%ED%A0%80', '%F0%9F%9A%80', '%25_%5C', "'%22--", '%E2%80%8B'])(
      'searching for %s is harmless',
      async (search) => {
        await openSession();
        expect((await get(`/sessions?search=${search}`)).status).toBe(200);
      }
    );
  });

  describe('a session', () => {
    test('that does not exist is not found', async () => {
      const { status, body } = await get<Refusal>('/sessions/123456');
      expect(status).toBe(404);
      expect(body.error).toMatchObject({ status: 404, name: 'NotFoundError' });
      expect((await get('/sessions/123456/entries')).status).toBe(404);
      expect((await get('/sessions/123456/entries/stream')).status).toBe(404);
    });

    test('answers its lines in order', async () => {
      const id = await openSession();
      await addLines(id, ['first', 'second', 'third']);
      const { body } = await get<ListEntriesResponse>(`/sessions/${id}/entries?after=1`);
      expect(body.results.map(({ message }) => message)).toEqual(['second', 'third']);
      expect(body.pagination).toMatchObject({ page: null, offset: 1, total: 3 });
    });
  });

  describe('the lines of a session as a stream', () => {
    test('are one JSON value on each line, the same as on the pages', async () => {
      const id = await openSession();
      await addLines(id, ['first', 'second\nof two', 'third']);
      const { status, headers, body } = await get<string>(
        `/sessions/${id}/entries/stream?first=2&level=info,warn`
      );
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('application/x-ndjson');
      expect(headers.get('cache-control')).toBe('no-store');
      const page = await get<ListEntriesResponse>(`/sessions/${id}/entries?after=1`);
      expect(
        body
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      ).toEqual(page.body.results);
    });

    test('break off where reading them fails, so that nobody takes a part for the whole', async () => {
      const id = await openSession();
      await addLines(id, ['first']);
      const { pages } = store.entries;
      store.entries.pages = async function* (sessionId) {
        yield* pages(sessionId);
        throw new Error('The database is away');
      };
      try {
        await expect(get(`/sessions/${id}/entries/stream`)).rejects.toThrow();
      } finally {
        store.entries.pages = pages;
      }
    });
  });

  describe('the export', () => {
    test('is a file named by the user’s own day, with every session and line', async () => {
      const id = await openSession();
      await addLines(id, ['first', 'second']);
      await openSession({ eventType: 'webhook', startedAt: 1 });
      const { status, headers, body } = await get<ExportedSession[]>('/export?timeZone=Asia/Tokyo');
      expect(status).toBe(200);
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format();
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="localazy-activity-logs-${day}.json"`
      );
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toMatchObject([
        {
          id,
          entries: [
            { message: 'first', timestamp: 1_000, level: 'info', data: { index: 0 } },
            { message: 'second', timestamp: 1_001, level: 'info', data: { index: 1 } },
          ],
        },
        { eventType: 'webhook', entries: [] },
      ]);
    });

    test('of nothing is an empty array', async () => {
      expect((await get('/export')).body).toEqual([]);
    });
  });

  test('clearing answers how many went, and everything is gone', async () => {
    const id = await openSession();
    await addLines(id, ['first']);
    await openSession({ eventType: 'webhook' });
    const { status, body } = await running.request('DELETE', `${PREFIX}/sessions`, {
      token: running.admin.token,
    });
    expect({ status, body }).toEqual({ status: 200, body: { deleted: 2 } });
    expect((await get<ListSessionsResponse>('/sessions')).body.results).toEqual([]);
    expect(await running.knex('localazy_activity_entries')).toEqual([]);
  });

  test('clearing reaches an operation that began only just now, and nothing of it comes back', async () => {
    const logger: ActivityLogger = running.strapi
      .plugin('localazy-activity-logs')
      .service('logger');
    const session = logger.start({ eventType: 'upload' });
    session.info('before');
    const { body } = await running.request('DELETE', `${PREFIX}/sessions`, {
      token: running.admin.token,
    });
    expect(body).toEqual({ deleted: 1 });
    session.info('after');
    session.complete();
    await logger.flush();
    expect(await running.knex('localazy_activity_sessions')).toEqual([]);
    expect(await running.knex('localazy_activity_entries')).toEqual([]);
  });

  describe('preferences', () => {
    const put = (body: unknown, token = running.admin.token) =>
      running.request<Refusal>('PUT', `${PREFIX}/preferences`, { token, body });

    test('are each user’s own, and keep what a change leaves out', async () => {
      const other = await running.createAdmin();
      await put({ sort: { upload: 'summary:asc' } });
      await put({ sort: { webhook: 'duration:desc' } });
      expect((await get('/preferences')).body).toEqual({
        sort: { upload: 'summary:asc', download: 'startedAt:desc', webhook: 'duration:desc' },
      });
      expect((await get('/preferences', other.token)).body).toEqual({
        sort: { upload: 'startedAt:desc', download: 'startedAt:desc', webhook: 'startedAt:desc' },
      });
    });

    test('saved from two tabs at once are all kept', async () => {
      const { token } = await running.createAdmin();
      await Promise.all([
        put({ sort: { upload: 'status:asc' } }, token),
        put({ sort: { download: 'status:desc' } }, token),
        put({ sort: { webhook: 'summary:asc' } }, token),
      ]);
      expect((await get('/preferences', token)).body).toEqual({
        sort: { upload: 'status:asc', download: 'status:desc', webhook: 'summary:asc' },
      });
    });

    test.each([
      [undefined, 'sort'],
      [[], ''],
      [{}, 'sort'],
      [{ sort: { upload: 'nope:asc' } }, 'sort.upload'],
      [{ sort: { other: 'status:asc' } }, 'sort'],
    ])('%j is refused', async (body, field) => {
      const answer = await put(body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.details.errors.map(({ path }) => path.join('.'))).toEqual([field]);
    });
  });
});
