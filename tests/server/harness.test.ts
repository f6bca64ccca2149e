import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, sharedStrapi, type RunningStrapi } from '../harness';

describe.each(databases)('a Strapi started by the harness on %s', (database) => {
  let app: RunningStrapi;
  beforeAll(async () => {
    app = await sharedStrapi({ database });
  });
  afterAll(() => app?.stop());

  it('runs the official plugin and ours', () => {
    expect(Object.keys(app.strapi.plugins)).toEqual(
      expect.arrayContaining(['localazy', 'localazy-activity-logs', 'i18n', 'users-permissions'])
    );
  });

  it('lets its super admin in and refuses a stranger', async () => {
    const { admin, request } = app;
    expect(await request('GET', '/admin/users/me', { token: admin.token })).toMatchObject({
      status: 200,
      body: { data: { email: admin.email } },
    });
    expect((await request('GET', '/admin/users/me')).status).toBe(401);
  });

  it('uses the database it was asked for', async () => {
    expect(app.strapi.db.dialect.client).toBe(database);
    expect(await app.knex('admin_users').count({ n: '*' }).first()).toMatchObject({});
  });
});
