import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { permissionAction, PERMISSIONS, type PermissionName } from '../../shared/permissions';
import type {
  ExportedSession,
  ListEntriesResponse,
  ListSessionsResponse,
} from '../../shared/contracts';
import type { NewSession, Store } from '../../server/store/types';
import { databases, insertSession, sharedStrapi, type RunningStrapi } from '../harness';
import { loggerOf, storeOf } from './support/services';

const PREFIX = '/localazy-activity-logs';

const ROUTES: [method: string, path: string, permission: PermissionName][] = [
  ['GET', '/sessions', 'read'],
  ['GET', '/sessions/days?eventType=upload', 'read'],
  ['GET', '/sessions/unseen', 'read'],
  ['GET', '/sessions/initiators?eventType=upload', 'read'],
  ['GET', '/sessions/1', 'read'],
  ['GET', '/sessions/1/outline', 'read'],
  ['GET', '/sessions/1/matches?search=x', 'read'],
  ['GET', '/sessions/1/entries?sequence=1', 'read'],
  ['GET', '/sessions/1/entries/stream', 'read'],
  ['GET', '/sessions/1/bundle', 'export'],
  ['GET', '/connection', 'read'],
  ['GET', '/export', 'export'],
  ['DELETE', '/sessions', 'clear'],
  ['GET', '/content/history?type=api::article.article&id=1', 'read'],
  ['GET', '/content/links?content=api::article.article:1', 'read'],
  ['GET', '/content/types', 'read'],
  ['GET', '/preferences', 'read'],
  ['PUT', '/preferences', 'read'],
];

interface Refusal {
  error: {
    status: number;
    name: string;
    message: string;
    details: { errors: { path: string[] }[] };
  };
}

describe.each(databases)('the HTTP API on %s', (client) => {
  let running: RunningStrapi;
  let store: Store;

  beforeAll(async () => {
    running = await sharedStrapi({ database: client });
    store = storeOf(running);
  });
  afterAll(() => running.stop());
  beforeEach(async () => void (await store.sessions.clear()));

  const openSession = (given: Partial<NewSession> = {}) =>
    insertSession(store, { summary: 'Uploaded 3 keys', ...given });

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

  const tokens = new Map<string, string>();

  /** Of an admin with a role that has these rights and no other, one for all tests. */
  const tokenWith = async (names: PermissionName[]): Promise<string> => {
    const key = names.join();
    const known = tokens.get(key);
    if (known) return known;
    const { token } = await running.createAdmin({ permissions: names.map(permissionAction) });
    tokens.set(key, token);
    return token;
  };

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
        const token = await tokenWith(others);
        const { status } = await running.request(method, `${PREFIX}${path}`, { token });
        expect(status).toBe(403);
      }
    );

    test.each(ROUTES)('%s %s lets a role with its right in', async (method, path, permission) => {
      const token = await tokenWith([permission]);
      const body = method === 'PUT' ? { sort: {} } : undefined;
      const { status } = await running.request(method, `${PREFIX}${path}`, { token, body });
      expect([200, 404]).toContain(status);
    });
  });

  describe('the list of sessions', () => {
    test('returns a page of one tab, newest first, with its total', async () => {
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
        sortedNewest: false,
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
      ['/sessions?page=101&pageSize=100', ['page']],
      ['/sessions?page=501', ['page']],
      ['/sessions/1/outline?after=-1', ['after']],
      ['/sessions/1/matches', ['search']],
      ['/sessions/1/matches?search=%20', ['search']],
      ['/sessions/1/entries', ['sequence']],
      ['/sessions/1/entries?sequence=1,,2', ['sequence']],
      ['/sessions/1/entries?sequence=9-7', ['sequence']],
      ['/sessions/1/entries?sequence=1-101', ['sequence']],
      ['/sessions/1/entries?sequence=9999999999', ['sequence']],
      ['/sessions/1/entries/stream?level=loud', ['level.0']],
      ['/sessions/1/entries/stream?first=-1&last=x', ['first', 'last']],
      ['/export?timeZone=%00', ['timeZone']],
    ])('%s is refused, and the field is named', async (path, fields) => {
      expect(await refusedFields(path)).toEqual(fields);
    });

    test('past the first 10,000 results says what to do', async () => {
      const { body } = await get<Refusal>('/sessions?page=101&pageSize=100');
      expect(body.error.message).toBe(
        'page: is beyond the first 10,000 results: narrow the dates or the search'
      );
      expect((await get('/sessions?page=100&pageSize=100')).status).toBe(200);
    });

    test.each(['sort[constructor]=asc', 'search[__proto__]=x', '__proto__[page]=0'])(
      '?%s is ignored',
      async (query) => {
        expect((await get(`/sessions?${query}`)).status).toBe(200);
      }
    );

    test.each(['%00', '%ED%A0%80', '%F0%9F%9A%80', '%25_%5C', "'%22--", '%E2%80%8B'])(
      'searching for %s is no error',
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
      for (const path of ['outline', 'matches?search=x', 'entries?sequence=1', 'entries/stream']) {
        expect((await get(`/sessions/123456/${path}`)).status, path).toBe(404);
      }
    });

    test('returns the lines that are asked for by their numbers, in order', async () => {
      const id = await openSession();
      await addLines(id, ['first', 'second', 'third', 'fourth']);
      const { body } = await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=4,1-2,9`);
      expect(body.results.map(({ sequence, message }) => [sequence, message])).toEqual([
        [1, 'first'],
        [2, 'second'],
        [4, 'fourth'],
      ]);
    });

    test('returns its outline, with a dot where a line is missing', async () => {
      const id = await openSession();
      expect((await get(`/sessions/${id}/outline`)).body).toEqual({ last: 0, levels: '' });
      const levels = { 1: 'debug', 2: 'info', 5: 'error', 6: 'warn' } as const;
      await store.entries.insert(
        Object.entries(levels).map(([sequence, level]) => ({
          sessionId: id,
          sequence: Number(sequence),
          timestamp: 1,
          level,
          message: '',
          data: null,
        }))
      );
      expect((await get(`/sessions/${id}/outline`)).body).toEqual({ last: 6, levels: 'di..ew' });
      expect((await get(`/sessions/${id}/outline?after=3`)).body).toEqual({
        last: 6,
        levels: '.ew',
      });
      expect((await get(`/sessions/${id}/outline?after=6`)).body).toEqual({ last: 6, levels: '' });
    });

    test('returns the numbers of the lines that a search finds', async () => {
      const id = await openSession();
      await addLines(id, ['Kůň', 'kůň', 'horse', 'KŮŇ 50%', 'kun']);
      const search = async (text: string) =>
        (await get(`/sessions/${id}/matches?search=${encodeURIComponent(text)}`)).body;
      expect(await search('kůň')).toEqual({
        last: 5,
        matches: [
          [1, 2],
          [4, 4],
        ],
      });
      expect(await search('HORSE')).toEqual({ last: 5, matches: [[3, 3]] });
      expect(await search('50%')).toEqual({ last: 5, matches: [[4, 4]] });
      expect(await search('x%')).toEqual({ last: 5, matches: [] });
    });
  });

  describe('the lines of a session as a stream', () => {
    test('are one JSON value on each line, the same as by their numbers', async () => {
      const id = await openSession();
      await addLines(id, ['first', 'second\nof two', 'third']);
      const { status, headers, body } = await get<string>(
        `/sessions/${id}/entries/stream?first=2&level=info,warn`
      );
      expect(status).toBe(200);
      expect(headers.get('content-type')).toContain('application/x-ndjson');
      expect(headers.get('cache-control')).toBe('no-store');
      const page = await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=2-3`);
      expect(
        body
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      ).toEqual(page.body.results);
    });

    test('break off where reading them fails, so that a part is never taken for the whole', async () => {
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

  test('clearing returns how many sessions were deleted, and everything is gone', async () => {
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

  test('clearing with a filter deletes only what matches it', async () => {
    const upload = await openSession({ initiatedBy: 'Grace Hopper' });
    await openSession({ eventType: 'webhook' });
    await openSession({ eventType: 'webhook', summary: 'Nothing to do' });
    const clear = (query: string) =>
      running.request('DELETE', `${PREFIX}/sessions?${query}`, { token: running.admin.token });
    expect((await clear('eventType=nope')).status).toBe(400);
    expect((await clear('evenType=webhook')).status).toBe(400);
    expect((await clear('search=')).status).toBe(400);
    expect((await clear('eventType=webhook&search=%20')).status).toBe(400);
    expect((await clear('eventType=webhook&search=nothing')).body).toEqual({ deleted: 1 });
    expect((await clear('initiatedBy=ada%20lovelace')).body).toEqual({ deleted: 1 });
    const { body } = await get<ListSessionsResponse>('/sessions');
    expect(body.results.map(({ id }) => id)).toEqual([upload]);
  });

  test('clearing reaches an operation that began only just now, and nothing of it comes back', async () => {
    const logger = loggerOf(running);
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

    test('are each user’s own; a change keeps the others', async () => {
      const other = await running.createAdmin();
      await put({ sort: { upload: 'summary:asc' } });
      await put({ sort: { webhook: 'duration:desc' } });
      expect((await get('/preferences')).body).toMatchObject({
        sort: { upload: 'summary:asc', download: 'startedAt:desc', webhook: 'duration:desc' },
      });
      expect((await get('/preferences', other.token)).body).toMatchObject({
        sort: { upload: 'startedAt:desc', download: 'startedAt:desc', webhook: 'startedAt:desc' },
      });
    });

    test('saved from several tabs at the same time are all kept', async () => {
      const { token } = await running.createAdmin();
      await Promise.all([
        put({ sort: { upload: 'status:asc' } }, token),
        put({ sort: { download: 'status:desc' } }, token),
        put({ sort: { webhook: 'summary:asc' } }, token),
      ]);
      expect((await get('/preferences', token)).body).toMatchObject({
        sort: { upload: 'status:asc', download: 'status:desc', webhook: 'summary:asc' },
      });
    });

    test('go with their user, and are no part of Strapi’s own settings', async () => {
      const { id, token } = await running.createAdmin();
      await put({ sort: { upload: 'status:asc' } }, token);
      const rows = () => running.knex('localazy_activity_preferences').where({ user_id: id });
      expect(await rows()).toHaveLength(1);
      const settings = await running.knex('strapi_core_store_settings').pluck('key');
      expect(settings.filter((key: string) => key.includes('sort_'))).toEqual([]);
      await running.strapi.service('admin::user').deleteById(id);
      expect(await rows()).toEqual([]);
    });

    test.each([
      [undefined, 'sort'],
      [[], ''],
      [{}, 'sort'],
      [{ sort: { upload: 'nope:asc' } }, 'sort.upload'],
      [{ sort: { other: 'status:asc' } }, 'sort'],
    ])('%j is refused', async (body, field) => {
      const response = await put(body);
      expect(response.status).toBe(400);
      expect(response.body.error.details.errors.map(({ path }) => path.join('.'))).toEqual([field]);
    });
  });
});
