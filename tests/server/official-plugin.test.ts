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
import { loggerOf } from './support/services';

const API = '/localazy-activity-logs';
const ARTICLES = 3;
const ARTICLE = 'api::article.article';

type OutcomeRow = NonNullable<Session['outcome']>['rows'][number];

const outcomeRow = (given: Partial<OutcomeRow>) => ({
  type: ARTICLE,
  created: 0,
  updated: 0,
  failed: 0,
  skipped: 0,
  sent: 0,
  ...given,
});

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
    return until(
      `the ${eventType} has ended`,
      async () => {
        const [newest, ...older] = await sessions(eventType);
        return older.length === before && newest?.status !== 'in-progress' ? newest : undefined;
      },
      { everyMs: 150 }
    );
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
    expect(session.summary).toMatch(
      /^Uploaded \d+ keys in en: 3 entries of article\. Not sent, as the chosen fields hold no text: categories, homepages\.$/
    );
    expect(session.durationMs).toBeGreaterThan(0);
    const lines = await entries(session);
    expect(lines).toHaveLength(session.entryCount);
    const shown = lines.filter(({ level }) => level !== 'debug');
    expect(shown.map(({ message }) => message)).toEqual([
      'Upload started',
      'Uploading collections to Localazy...',
      expect.stringMatching(/^Sent article: entries 3, keys \d+$/),
      'Not sent: categories, whose chosen fields hold no text',
      'Not sent: homepages, whose chosen fields hold no text',
      'Upload finished',
    ]);
    const sent = lines.flatMap(({ content }) => content ?? []);
    expect(sent).toHaveLength(ARTICLES);
    expect(sent[0]).toMatchObject({ type: ARTICLE, locale: 'en', action: 'sent' });
    expect(session.outcome?.rows).toEqual([outcomeRow({ locale: 'en', sent: ARTICLES })]);
  });

  it('records a download with the entries and languages that it saved, each line once', async () => {
    const session = await download();
    expect(session).toMatchObject({
      status: 'completed',
      initiatedBy: `${app.admin.firstname} ${app.admin.lastname}`,
    });
    expect(session.summary).toMatch(
      /^Created 6 entries as drafts in 2 languages \(cs, de\): publish them in the Content Manager\.$/
    );
    const messages = (await entries(session)).map(({ message }) => message);
    expect(messages[0]).toBe('Download started');
    const created = messages.filter((message) => message.startsWith('Created new entry'));
    expect(created.length).toBeGreaterThanOrEqual(ARTICLES);
    expect(new Set(created).size).toBe(created.length);
    expect(session.outcome).toEqual({
      rows: [
        outcomeRow({ locale: 'cs', created: ARTICLES }),
        outcomeRow({ locale: 'de', created: ARTICLES }),
      ],
      missingLanguages: [],
    });
    for (const { message, content } of await entries(session)) {
      const [, id, locale] =
        message.match(/^Created new entry .+\[(\d+)\] in language (\S+)$/) ?? [];
      expect(content).toEqual(
        id ? { type: ARTICLE, id: Number(id), locale, action: 'created' } : null
      );
    }
  });

  it('records a download that a webhook caused in its own tab', async () => {
    const downloads = (await sessions('download')).length;
    const session = await webhook();
    expect(session).toMatchObject({ status: 'completed', initiatedBy: 'Webhook' });
    expect(session.summary).toMatch(/^Updated \d+ drafts in /);
    expect(await sessions('download')).toHaveLength(downloads);
  });

  it.each([
    [
      'refuses the import with 500',
      { status: 500 } as const,
      /Localazy did not confirm the upload\. .*status 500/,
    ],
    [
      'refuses the import with 401',
      { status: 401 } as const,
      /Localazy did not confirm the upload\. .*status 401/,
    ],
    ['closes the connection', 'reset' as const, /Localazy did not confirm .*fetch failed/],
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
      /^Localazy is not working properly at the moment.* The download stopped.* \(status 500/
    );
    app.localazy.heal();
    expect(await download()).toMatchObject({ status: 'completed' });
  });

  it('says which languages got nothing, and why', async () => {
    const { languages } = app.localazy.state.project;
    languages.push({ id: 8, code: 'tlh', name: 'Klingon' }, { id: 9, code: 'fr', name: 'French' });
    const keysOfFrench = /\/keys\/fr/;
    app.localazy.failOn({ path: keysOfFrench, trouble: { status: 200, body: '{"keys":[]}' } });
    const settings = app.strapi.plugin('localazy').service('pluginSettingsService');
    const { download: before } = await settings.getPluginSettings();
    const uiLanguages = ['cs', 'fr', 'tlh'];
    await settings.updatePluginSettings({ download: { ...before, uiLanguages } });
    const session = await download();
    await settings.updatePluginSettings({ download: before });
    languages.length = 3;
    expect(session.outcome?.missingLanguages).toEqual([
      { locale: 'de', reason: 'not-chosen' },
      { locale: 'tlh', reason: 'not-supported' },
      { locale: 'fr', reason: 'not-translated' },
    ]);
  });

  /** Each title's translation into `code` is `title`, until undone. */
  const translateTitles = (code: string, title: string) => {
    const { sources, translations } = app.localazy.state;
    const titles = [...sources.keys()].filter((key) => key.endsWith('].title'));
    titles.forEach((key) => translations.set(`${code}:${key}`, title));
    return () => translations.clear();
  };

  it('says what the database refused and what was saved, without statement or content', async () => {
    const secret = 'Ein Titel, den niemand sehen soll';
    const restore = translateTitles('de', secret);
    await app.knex.schema.alterTable('articles', (table) => table.unique(['title']));
    const session = await download();
    await app.knex.schema.alterTable('articles', (table) => table.dropUnique(['title']));
    restore();
    expect(session.summary).toMatch(
      /^The value of the field “title” must be unique, and is taken already\. 2 entries could not be saved, the first: article \d+ \(de\)\. Updated 4 drafts in 2 languages \(cs, de\)/
    );
    const errors = (await entries(session)).filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(2);
    const failedSource = { type: ARTICLE, locale: 'de', action: 'failed' };
    errors.forEach(({ message, content }) => {
      expect(message).toMatch(
        /^Cannot update an api::article\.article\[\d+\] \(de\): The value of the field “title” must be unique/
      );
      expect(message).not.toMatch(/update [`"]articles/);
      expect(message).not.toContain(secret);
      expect(content).toMatchObject(failedSource);
    });
    const sources = await app.knex('articles').where('locale', 'en').pluck('id');
    expect(sources).toEqual(expect.arrayContaining(errors.map(({ content }) => content?.id)));
  });

  it.skipIf(client === 'sqlite')('says that a text is too long for its column', async () => {
    const restore = translateTitles('de', 'x'.repeat(300));
    const session = await download();
    restore();
    expect(session.summary).toMatch(
      /^(?:The text is too long for the field “title” in the database|A text is longer than the 255 characters that its field takes in the database)\. 3 entries could not be saved, the first: article \d+ \(de\)\. Updated 3 drafts in 1 language \(cs\)/
    );
    expect(session.errorCount).toBe(3);
  });

  it('shows why a webhook was refused, and stores nothing else of it', async () => {
    const forged = await webhook({ forge: true, type: 'canary<script>' });
    expect(forged).toMatchObject({ status: 'failed', initiatedBy: 'Webhook' });
    expect(forged.summary).toContain('signature is wrong');
    expect(JSON.stringify(await entries(forged))).not.toContain('canary');

    const stale = await webhook({ timestamp: Math.floor(Date.now() / 1000) - 3600 });
    expect(stale.summary).toContain('15 minutes');

    const settings = app.strapi.plugin('localazy').service('pluginSettingsService');
    const { download: before } = await settings.getPluginSettings();
    await settings.updatePluginSettings({ download: { ...before, processDownloadWebhook: false } });
    const off = await webhook();
    expect(off.summary).toContain('switched off');
    await settings.updatePluginSettings({ download: before });
  });

  it('collapses forged calls of one reason into one session with their number', async () => {
    const before = (await sessions('webhook')).length;
    await Promise.all(
      Array.from({ length: 50 }, () => app.localazy.deliverWebhook(app.url, { forge: true }))
    );
    await until('the count is stored', async () =>
      (await sessions('webhook')).some(({ summary }) => /\b51 calls were refused/.test(summary))
    );
    expect(await sessions('webhook')).toHaveLength(before);
  });

  it('keeps the access token and the webhook secret out of everything stored', async () => {
    const { accessToken } = await app.strapi
      .plugin('localazy')
      .service('localazyUserService')
      .getUser();
    const logger = loggerOf(app);
    await logger.run({ eventType: 'upload' }, () => {
      logger.current()?.error(`rejected token ${accessToken}`, {
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
