import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Preferences } from '../../shared/contracts';
import { permissionAction, PERMISSIONS, type PermissionName } from '../../shared/permissions';
import type { ActivityLogger } from '../../server/recorder/types';
import { startStrapi, type Admin, type RunningStrapi } from '../harness';
import { API } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Hostile input';

interface Route {
  method: 'GET' | 'PUT' | 'DELETE';
  path: string;
  /** What it can't be asked without. */
  query?: string;
  permission: PermissionName;
  body?: unknown;
}

/** Reading before what deletes, so that each identity finds something to read. */
const ROUTES: Route[] = [
  { method: 'GET', path: '/sessions', permission: 'read' },
  { method: 'GET', path: '/sessions/days', query: '?eventType=upload', permission: 'read' },
  { method: 'GET', path: '/sessions/unseen', permission: 'read' },
  { method: 'GET', path: '/sessions/initiators', query: '?eventType=upload', permission: 'read' },
  { method: 'GET', path: '/sessions/1', permission: 'read' },
  { method: 'GET', path: '/sessions/1/outline', permission: 'read' },
  { method: 'GET', path: '/sessions/1/matches', query: '?search=canary', permission: 'read' },
  { method: 'GET', path: '/sessions/1/entries', query: '?sequence=1-9', permission: 'read' },
  { method: 'GET', path: '/sessions/1/entries/stream', permission: 'read' },
  { method: 'GET', path: '/sessions/1/bundle', permission: 'export' },
  { method: 'GET', path: '/connection', permission: 'read' },
  {
    method: 'GET',
    path: '/content/history',
    query: '?type=api::article.article&id=1',
    permission: 'read',
  },
  {
    method: 'GET',
    path: '/content/links',
    query: '?content=api::article.article:1',
    permission: 'read',
  },
  { method: 'GET', path: '/content/types', permission: 'read' },
  { method: 'GET', path: '/preferences', permission: 'read' },
  {
    method: 'PUT',
    path: '/preferences',
    permission: 'read',
    body: { sort: { upload: 'summary:asc' } },
  },
  { method: 'GET', path: '/export', permission: 'export' },
  { method: 'DELETE', path: '/sessions', permission: 'clear' },
];

const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as PermissionName[];

interface Identity {
  token: string | undefined;
  /** Null where nobody of Strapi's admin panel is meant. */
  permissions: PermissionName[] | null;
}

let app: RunningStrapi;
let identities: Record<string, Identity>;

const loggerOf = ({ strapi }: RunningStrapi): ActivityLogger =>
  strapi.plugin('localazy-activity-logs').service('logger');

const recordSomething = async () => {
  await loggerOf(app).run({ eventType: 'upload' }, (session) => session.info('canary line'));
  await loggerOf(app).flush();
};

const apiToken = async () => {
  const { accessKey } = await app.strapi.service('admin::api-token').create({
    name: 'Everything',
    description: '',
    type: 'full-access',
    lifespan: null,
  });
  return accessKey;
};

const contentApiUser = async () => {
  const plugin = app.strapi.plugin('users-permissions');
  const role = await app.strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const { id } = await plugin.service('user').add({
    username: 'reader',
    email: 'reader@example.com',
    password: 'Reader-1-reader',
    provider: 'local',
    confirmed: true,
    role: role.id,
  });
  return plugin.service('jwt').issue({ id });
};

const adminWith = async (permissions: PermissionName[]): Promise<Identity> => {
  const { token } = await app.createAdmin({ permissions: permissions.map(permissionAction) });
  return { token, permissions };
};

const deactivated = async (): Promise<Identity> => {
  const { id, token } = await app.createAdmin();
  await app.strapi.db.query('admin::user').update({ where: { id }, data: { isActive: false } });
  return { token, permissions: null };
};

beforeAll(async () => {
  app = await startStrapi();
  const [header, payload] = app.admin.token.split('.');
  identities = {
    nobody: { token: undefined, permissions: null },
    'a token signed by another': { token: `${header}.${payload}.x`, permissions: null },
    'an API token with full access': { token: await apiToken(), permissions: null },
    'a user of the content API': { token: await contentApiUser(), permissions: null },
    'a deactivated super admin': await deactivated(),
    'an admin without a permission': await adminWith([]),
    'an admin with “read” alone': await adminWith(['read']),
    'an admin with “export” alone': await adminWith(['export']),
    'an admin with “clear” alone': await adminWith(['clear']),
    'a super admin': { token: app.admin.token, permissions: ALL_PERMISSIONS },
  };
});
afterAll(() => app?.stop());

const expectedOf = ({ permissions }: Identity, { permission }: Route) => {
  if (permissions === null) return 401;
  return permissions.includes(permission) ? 200 : 403;
};

/** What is stored of ours. */
const stored = async () =>
  JSON.stringify([
    await app.knex('localazy_activity_sessions').orderBy('id'),
    await app.knex('localazy_activity_entries').orderBy('id'),
    await app.knex('strapi_core_store_settings').where('key', 'like', '%activity%').orderBy('id'),
  ]);

/** Session 1 exists where nobody has cleared yet: a right to read may find nothing, too. */
const callRoute = async (identity: Identity, { method, path, query = '', body }: Route) => {
  const before = await stored();
  const { status, body: received } = await app.request(method, `${API}${path}${query}`, {
    token: identity.token,
    body,
  });
  const told = JSON.stringify(received);
  return { status: status === 404 ? 200 : status, told, changed: (await stored()) !== before };
};

describe('every route with every identity', () => {
  it('lets in who holds its permission, and tells nobody else anything', async () => {
    await recordSomething();
    const lines: string[] = [];
    for (const [name, identity] of Object.entries(identities)) {
      const row: string[] = [];
      for (const route of ROUTES) {
        const { status, told, changed } = await callRoute(identity, route);
        const expected = expectedOf(identity, route);
        const what = `${name}: ${route.method} ${route.path}`;
        expect({ what, status }).toEqual({ what, status: expected });
        if (expected !== 200) {
          expect({ what, changed, told }).toEqual({
            what,
            changed: false,
            told: expect.not.stringContaining('canary'),
          });
        }
        row.push(String(status));
      }
      lines.push(`${name}: ${row.join(' ')}`);
    }
    lines.forEach((line) => {
      const [name, row] = line.split(': ');
      saw({ heading, done: `every route as ${name}`, seen: row });
    });
  });

  it('has no route beside those', async () => {
    const { routes } = app.strapi.plugin('localazy-activity-logs');
    const declared = Object.values(routes)
      .flatMap((group) => group.routes)
      .map(({ method, path }: Route) => `${method} ${path.replace(':id', '1')}`);
    expect(declared.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
    saw({ heading, done: 'routes declared beside those', seen: 'none' });
  });
});

describe('another user’s preferences', () => {
  const preferencesOf = async ({ token }: Admin) =>
    (await app.request<Preferences>('GET', `${API}/preferences`, { token })).body.sort.upload;

  it('can be neither read nor changed, however they are named', async () => {
    const mine = await app.createAdmin();
    const theirs = await app.createAdmin();
    const put = (path: string, body: unknown, headers = {}) =>
      app.request('PUT', `${API}${path}`, { token: mine.token, body, headers });
    await app.request('PUT', `${API}/preferences`, {
      token: theirs.token,
      body: { sort: { upload: 'initiatedBy:asc' } },
    });
    const sort = { upload: 'duration:desc' };
    const attempts = [
      await put(`/preferences?userId=${theirs.id}&id=${theirs.id}&user=${theirs.id}`, { sort }),
      await put('/preferences', { sort, userId: theirs.id }),
      await put('/preferences', { sort, user: { id: theirs.id } }),
      await put(`/preferences/${theirs.id}`, { sort }),
      await put('/preferences', { sort }, { 'x-user-id': String(theirs.id) }),
    ].map(({ status }) => status);
    expect(attempts).toEqual([200, 400, 400, 405, 200]);
    const asked = await app.request<Preferences>(
      'GET',
      `${API}/preferences?userId=${theirs.id}&id=${theirs.id}`,
      { token: mine.token }
    );
    expect(asked.body.sort.upload).toBe('duration:desc');
    expect(await preferencesOf(theirs)).toBe('initiatedBy:asc');
    saw({
      heading,
      done: 'five ways to name another user in a change of preferences',
      seen: `${attempts.join(', ')}; theirs as they were, the caller’s own changed at most`,
    });
  });
});
