import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  EventType,
  ListEntriesResponse,
  ListSessionsResponse,
  Session,
} from '../../shared/contracts';
import {
  databases,
  seedApp,
  startStrapi,
  startTransfer,
  until,
  type RunningStrapi,
} from '../harness';

const API = '/localazy-activity-logs';
const ARTICLES = 3;

describe.each(databases)('operations of the official plugin on %s', (client) => {
  let app: RunningStrapi;

  const sessions = async (eventType: EventType) => {
    const path = `${API}/sessions?eventType=${eventType}&pageSize=100`;
    const { body } = await app.request<ListSessionsResponse>('GET', path, {
      token: app.admin.token,
    });
    return body.results;
  };

  const entries = async ({ id }: Session) => {
    const path = `${API}/sessions/${id}/entries?sequence=1-100`;
    const { body } = await app.request<ListEntriesResponse>('GET', path, {
      token: app.admin.token,
    });
    return body.results;
  };

  /** Does something that starts one operation; returns its session when it has ended. */
  const sessionOf = async (eventType: EventType, start: () => Promise<unknown>) => {
    const before = (await sessions(eventType)).length;
    await start();
    return until(`the ${eventType} has ended`, async () => {
      const [newest, ...older] = await sessions(eventType);
      return older.length === before && newest?.status !== 'in-progress' ? newest : undefined;
    });
  };

  const upload = () => sessionOf('upload', () => startTransfer(app, 'upload'));
  const download = () => sessionOf('download', () => startTransfer(app, 'download'));
  const webhook = (given = {}) =>
    sessionOf('webhook', () => app.localazy.deliverWebhook(app.url, given));

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    await seedApp(app, { articles: ARTICLES });
  });
  afterEach(() => app.localazy.heal());
  afterAll(() => app?.stop());

  it('records an upload with the admin’s name and the number of keys', async () => {
    const session = await upload();
    expect(session).toMatchObject({ status: 'completed', eventType: 'upload', errorCount: 0 });
    expect(session.initiatedBy).toBe(`${app.admin.firstname} ${app.admin.lastname}`);
    expect(session.summary).toMatch(/^Uploaded \d+ keys in 1 language \(en\)\.$/);
    expect(session.durationMs).toBeGreaterThan(0);
    const lines = await entries(session);
    expect(lines).toHaveLength(session.entryCount);
    expect(lines.map(({ message }) => message)).toEqual([
      'Upload started',
      'Uploading collections to Localazy...',
      'Upload finished in',
      'Upload finished',
    ]);
    expect(lines.map(({ level }) => level)).toEqual(['info', 'info', 'debug', 'info']);
  });

  it('records a download with the entries and languages that it saved, each line once', async () => {
    const session = await download();
    expect(session).toMatchObject({
      status: 'completed',
      initiatedBy: `${app.admin.firstname} ${app.admin.lastname}`,
    });
    expect(session.summary).toMatch(
      /^Created \d+ entries and updated 0 in \d languages? \(.+\)\.$/
    );
    const messages = (await entries(session)).map(({ message }) => message);
    expect(messages[0]).toBe('Download started');
    const created = messages.filter((message) => message.startsWith('Created new entry'));
    expect(created.length).toBeGreaterThanOrEqual(ARTICLES);
    expect(new Set(created).size).toBe(created.length);
  });

  it('records a download that a webhook caused in its own tab', async () => {
    const downloads = (await sessions('download')).length;
    const session = await webhook();
    expect(session).toMatchObject({ status: 'completed', initiatedBy: 'Webhook' });
    expect(session.summary).toMatch(/^Created 0 entries and updated \d+ in /);
    expect(await sessions('download')).toHaveLength(downloads);
  });

  it.each([
    [
      'refuses the import with 500',
      { status: 500 } as const,
      /^Localazy did not confirm the upload: .*status 500/,
    ],
    [
      'refuses the import with 401',
      { status: 401 } as const,
      /^Localazy did not confirm the upload: .*status 401/,
    ],
    ['closes the connection', 'reset' as const, /^Localazy did not confirm .*fetch failed/],
  ])(
    'calls an upload failed when Localazy %s, and the next one completes',
    async (_, trouble, reason) => {
      app.localazy.failOn({ method: 'POST', path: /\/import$/, trouble });
      const refused = await upload();
      expect(refused.status).toBe('failed');
      expect(refused.summary).toMatch(reason);
      app.localazy.heal();
      expect(await upload()).toMatchObject({ status: 'completed' });
    }
  );

  it.each([
    ['the file listing', /\/files(\?|$)/],
    ['the project', /\/projects(\?|$)/],
    ['a language’s keys', /\/keys\//],
  ])('names the true cause when %s fails, and Strapi lives on', async (_, path) => {
    app.localazy.failOn({ method: 'GET', path, trouble: { status: 500 } });
    const failed = await download();
    expect(failed.status).toBe('failed');
    expect(failed.summary).toMatch(
      /^The download stopped: Localazy has a problem of its own.* \(status 500/
    );
    app.localazy.heal();
    expect(await download()).toMatchObject({ status: 'completed' });
  });

  it('shows why a webhook was refused, and stores nothing else of it', async () => {
    const forged = await webhook({ forge: true, type: 'canary<script>' });
    expect(forged).toMatchObject({ status: 'failed', initiatedBy: 'Webhook' });
    expect(forged.summary).toContain('its signature is wrong');
    expect(JSON.stringify(await entries(forged))).not.toContain('canary');

    const stale = await webhook({ timestamp: Math.floor(Date.now() / 1000) - 3600 });
    expect(stale.summary).toContain('more than 15 minutes old');

    const settings = app.strapi.plugin('localazy').service('pluginSettingsService');
    const { download: before } = await settings.getPluginSettings();
    await settings.updatePluginSettings({ download: { ...before, processDownloadWebhook: false } });
    const off = await webhook();
    expect(off.summary).toContain('switched off');
    await settings.updatePluginSettings({ download: before });
  });

  it('collapses a thousand forged calls into one session with their number', async () => {
    const before = (await sessions('webhook')).length;
    for (let sent = 0; sent < 1_000; sent += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () => app.localazy.deliverWebhook(app.url, { forge: true }))
      );
    }
    await until('the count is stored', async () =>
      (await sessions('webhook')).some(({ summary }) => /^1001 webhook calls refused/.test(summary))
    );
    expect(await sessions('webhook')).toHaveLength(before);
  });

  it('keeps the access token and the webhook secret out of everything stored', async () => {
    const { accessToken } = await app.strapi
      .plugin('localazy')
      .service('localazyUserService')
      .getUser();
    const logger = app.strapi.plugin('localazy-activity-logs').service('logger');
    await logger.run({ eventType: 'upload' }, () => {
      logger.current().error(`rejected token ${accessToken}`, {
        url: `https://api.example/x?a=${encodeURIComponent(accessToken)}`,
        encoded: Buffer.from(`user:${accessToken}`).toString('base64'),
      });
      app.strapi.log.error(`Authorization: Bearer ${accessToken}`);
    });
    await logger.flush();
    const { body } = await app.request('GET', `${API}/export`, { token: app.admin.token });
    const text = JSON.stringify(body);
    expect(text).toContain('rejected token [redacted]');
    expect(text).not.toContain(accessToken);
    const rows = await app.knex('localazy_activity_entries');
    expect(JSON.stringify(rows)).not.toContain(accessToken);
  });
});
