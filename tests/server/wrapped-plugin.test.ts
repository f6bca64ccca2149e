import { afterEach, describe, expect, it } from 'vitest';
import type { ListSessionsResponse } from '../../shared/contracts';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { loggerOf } from './support/services';

const API = '/localazy-activity-logs';

let app: RunningStrapi;
afterEach(() => app.stop());

const sessions = async () => {
  const { body } = await app.request<ListSessionsResponse>('GET', `${API}/sessions`, {
    token: app.admin.token,
  });
  return body.results;
};

const localazyService = (name: string) => app.strapi.plugin('localazy').service(name);

/** Saves an article where the official plugin uploads each saved entry by itself. */
const saveArticleWithAutomation = async () => {
  await seedApp(app, { articles: 1 });
  await localazyService('pluginSettingsService').updatePluginSettings({
    upload: { allowAutomated: true, automatedTriggers: ['updated'] },
  });
  const [article] = await app.knex('articles').select('id');
  await app.strapi.db.query('api::article.article').update({
    where: { id: article.id },
    data: { title: 'A title of today' },
  });
  await until('the entry has reached Localazy', () =>
    app.localazy.requests.some(({ method, path }) => method === 'POST' && /\/import$/.test(path))
  );
};

describe('what of the official plugin is recorded', () => {
  it('leaves uploads of saved entries out unless asked for them', async () => {
    app = await startStrapi();
    await saveArticleWithAutomation();
    await loggerOf(app).flush();
    expect(await sessions()).toEqual([]);
  });

  it('leaves refused webhook calls out where the config says so', async () => {
    app = await startStrapi({ config: { rejectedWebhooks: false } });
    await seedApp(app, { articles: 1 });
    await app.localazy.deliverWebhook(app.url, { forge: true });
    await loggerOf(app).flush();
    expect(await sessions()).toEqual([]);
  });

  it('lets the plugin’s own page stop spinning after a failure, with the true cause', async () => {
    app = await startStrapi();
    await seedApp(app, { articles: 1 });
    const events: { event: string; data: { success?: boolean; message: string } }[] = [];
    const { StrapIO } = app.strapi as unknown as {
      StrapIO: { emitRaw(channel: string, event: string, data: { message: string }): void };
    };
    const emitRaw = StrapIO.emitRaw.bind(StrapIO);
    StrapIO.emitRaw = (channel, event, data) => {
      events.push({ event, data });
      emitRaw(channel, event, data);
    };
    app.localazy.failOn({ path: /\/files(\?|$)/, trouble: { status: 500 } });
    const { body } = await startTransfer(app, 'download');
    await until('the page gets the end', () =>
      events.find(({ event }) => event === `download:finished:${body.streamIdentifier}`)
    );
    const end = events.at(-1)?.data;
    expect(end?.success).toBe(false);
    expect(end?.message).toContain('status 500');
  });

  it('starts without the official plugin and records what other code logs', async () => {
    app = await startStrapi({ withLocalazy: false });
    const logger = loggerOf(app);
    await logger.run({ eventType: 'download', initiatedBy: 'A script' }, () => {
      logger.current()?.info('Fetched a file');
    });
    await logger.flush();
    expect(await sessions()).toMatchObject([{ status: 'completed', initiatedBy: 'A script' }]);
  });

  it('leaves the official plugin as it was when Strapi stops', async () => {
    app = await startStrapi();
    const registry = app.strapi.container.get('middlewares');
    const recorded = localazyService('localazyTransferUploadService');
    const check = registry.get('plugin::localazy.verifyWebhook');
    const { strapi, stop } = app;
    await stop();
    app = { ...app, stop: async () => {} };
    const service = strapi.plugin('localazy').service('localazyTransferUploadService');
    expect(service).not.toBe(recorded);
    expect(registry.get('plugin::localazy.verifyWebhook')).not.toBe(check);
    expect('console' in strapi).toBe(false);
  });
});
