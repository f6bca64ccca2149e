import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  bundleSchema,
  connectionResponseSchema,
  type ListSessionsResponse,
} from '../../shared/contracts';
import { permissionAction } from '../../shared/permissions';
import type { ActivityLogger } from '../../server/recorder/types';
import type { Store } from '../../server/store/types';
import { databases, sharedStrapi, until, type RunningStrapi } from '../harness';
import { seedIdentity, seedTransferSetup, seedWebhookAuthor } from '../playground/runner/seed';
import { loggerOf, storeOf } from './support/services';

const API = '/localazy-activity-logs';

describe.each(databases)('on %s', (client) => {
  let app: RunningStrapi;
  let store: Store;
  let logger: ActivityLogger;

  const settingsRows = () =>
    app.knex('strapi_core_store_settings').where('key', 'like', 'plugin_localazy_%');

  beforeAll(async () => {
    app = await sharedStrapi({ database: client });
    store = storeOf(app);
    logger = loggerOf(app);
  });
  beforeEach(async () => {
    await store.sessions.clear();
    await seedIdentity(app.strapi, app.localazy.state);
    await seedWebhookAuthor(app.strapi, app.admin.id);
  });
  afterEach(() => app.localazy.heal());
  afterAll(async () => {
    // The next file shares this Strapi, and expects it as it was.
    await settingsRows().delete();
    await app.stop();
  });

  const settings = () => app.strapi.plugin('localazy').service('pluginSettingsService');
  const get = <Body>(path: string) =>
    app.request<Body>('GET', `${API}${path}`, { token: app.admin.token });

  describe('the connection to Localazy', () => {
    const check = async () => {
      const { status, body } = await get('/connection');
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(app.localazy.state.accessToken);
      return connectionResponseSchema.parse(body).connection;
    };

    it('works where Localazy accepts the sign-in now, and names the project', async () => {
      expect(await check()).toEqual({
        signIn: 'accepted',
        reason: null,
        project: 'Playground',
        webhooks: { isEnabled: true, lastGenuine: null, lastRefused: null },
      });
    });

    it('is checked by one request to Localazy, however many ask, and only then', async () => {
      app.localazy.requests.length = 0;
      await get('/sessions');
      await get('/preferences');
      expect(app.localazy.requests).toEqual([]);
      const slow = app.localazy.failOn({ trouble: { delayMs: 100 } });
      await Promise.all([check(), check(), check()]);
      slow();
      expect(app.localazy.requests.map(({ path }) => path)).toEqual(['/projects']);
    });

    it.each([
      ['Localazy no longer accepts it', { status: 401 } as const, 'refused', null],
      ['Localazy fails', { status: 503 } as const, 'no-response', 'status 503'],
      ['the connection breaks', 'reset' as const, 'no-response', /^fetch failed/],
      [
        'a proxy responds in its place',
        { status: 200, body: '<html>', contentType: 'text/html' },
        'no-response',
        'it could not be read',
      ],
    ])('does not work where %s', async (_, trouble, signIn, reason) => {
      app.localazy.failOn({ trouble });
      const found = await check();
      expect(found).toMatchObject({ signIn, project: 'Playground' });
      if (reason instanceof RegExp) expect(found?.reason).toMatch(reason);
      else expect(found?.reason).toBe(reason);
    });

    it('does not work where nobody is signed in, or the project is another user’s', async () => {
      const { project } = app.localazy.state;
      await seedIdentity(app.strapi, {
        ...app.localazy.state,
        project: { ...project, id: '_a9', name: 'Elsewhere' },
      });
      expect(await check()).toMatchObject({ signIn: 'project-missing', project: 'Elsewhere' });
      await app.strapi.plugin('localazy').service('localazyUserService').deleteUser();
      expect(await check()).toMatchObject({ signIn: 'not-signed-in', project: null });
    });

    it('includes whether webhooks are processed, and which came last', async () => {
      const ended = async (total: number) =>
        until('the webhook has its session', async () => {
          await logger.flush();
          const { body } = await get<ListSessionsResponse>('/sessions?eventType=webhook');
          const { results } = body;
          return results.length === total && results.every(({ finishedAt }) => finishedAt);
        });
      await app.localazy.deliverWebhook(app.url);
      await ended(1);
      await app.localazy.deliverWebhook(app.url, { forge: true });
      await ended(2);
      await settings().updatePluginSettings({ download: { processDownloadWebhook: false } });

      const { lastGenuine, lastRefused, isEnabled } = (await check())?.webhooks ?? {};
      expect(isEnabled).toBe(false);
      expect(lastRefused?.summary).toContain('signature');
      expect(lastGenuine?.sessionId).toBeLessThan(lastRefused?.sessionId ?? 0);
      expect(lastGenuine?.summary).not.toContain('signature');
    });
  });

  describe('the troubleshooting bundle of a session', () => {
    const record = async (lines = 1) => {
      await logger
        .run({ eventType: 'download', initiatedBy: 'Ada Lovelace' }, (session) => {
          for (let line = 1; line <= lines; line += 1) session.info(`Line ${line}`, { line });
          throw new Error('Localazy refused it');
        })
        .catch(() => undefined);
      await logger.flush();
      const { body } = await get<ListSessionsResponse>('/sessions?eventType=download&pageSize=1');
      return body.results[0];
    };
    const read = async (id: number) => {
      const { status, body } = await get(`/sessions/${id}/bundle`);
      expect(status).toBe(200);
      return bundleSchema.parse(body);
    };

    it('has the session, its lines, versions, setup, languages and sessions of the same kind', async () => {
      await seedTransferSetup(app.strapi);
      const older = await record();
      const session = await record(2);
      const bundle = await read(session.id);
      expect(bundle.session).toEqual(session);
      expect(bundle.recentSessions.map(({ id }) => id)).toEqual([session.id, older.id]);
      expect(bundle.entries.map(({ message }) => message)).toEqual([
        'Line 1',
        'Line 2',
        'Localazy refused it',
      ]);
      expect(bundle.entries[0]).toMatchObject({ sequence: 1, level: 'info', data: { line: 1 } });
      expect(bundle.versions).toMatchObject({ node: process.version, localazy: '0.2.13' });
      expect(bundle.versions.strapi).toMatch(/^4\./);
      expect(bundle.versions.database).toMatch(new RegExp(`^${client} .*\\d+\\.\\d+`));
      expect(bundle.localazy).toMatchObject({
        isSignedIn: true,
        project: { name: 'Playground' },
        settings: { download: { processDownloadWebhook: true } },
        transferSetup: {
          setup: expect.arrayContaining([{ articles: expect.objectContaining({ title: true }) }]),
        },
      });
      expect(bundle.locales).toEqual(
        expect.arrayContaining([expect.objectContaining({ code: 'en' })])
      );
      expect(bundle.redaction.values).toEqual(
        expect.arrayContaining(['server.app.keys', 'the Localazy access token'])
      );
    });

    it('has no secret, not even one that became known after it was logged', async () => {
      const late = 'lzt-7fK2mX9wQ4bT8nV3hR6cL1pD5jS0yG';
      const session = logger.start({ eventType: 'download' });
      session.info(`Bearer of ${late}`, { list: [late] });
      session.fail('Failed');
      await logger.flush();
      await seedIdentity(app.strapi, { ...app.localazy.state, accessToken: late });
      await settings().updatePluginSettings({ webhookSecret: 'anything', note: `it is ${late}` });
      const { body } = await get<ListSessionsResponse>('/sessions?eventType=download');
      const bundle = await read(body.results[0].id);
      const text = JSON.stringify(bundle);
      expect(text).not.toContain(late);
      expect(text).not.toContain('anything');
      expect(text).not.toContain(app.localazy.state.accessToken);
      expect(bundle.entries[0].message).toBe('Bearer of [redacted]');
      expect(bundle.redactedCount).toBeGreaterThanOrEqual(4);
    });

    it('has every line of a large session', async () => {
      const { id } = await record(3_000);
      expect((await read(id)).entries).toHaveLength(3_001);
    });

    it('is not there for a session that is gone', async () => {
      expect((await get('/sessions/999999999/bundle')).status).toBe(404);
    });

    it('is for those who may export alone', async () => {
      const { id } = await record();
      const reader = await app.createAdmin({ permissions: [permissionAction('read')] });
      const path = `${API}/sessions/${id}/bundle`;
      expect((await app.request('GET', path, { token: reader.token })).status).toBe(403);
    });
  });
});
