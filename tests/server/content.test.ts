import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  ContentAction,
  ContentHistory,
  ContentLinksResponse,
  ContentTypesResponse,
  EntryContent,
  ListSessionsResponse,
} from '../../shared/contracts';
import { permissionAction } from '../../shared/permissions';
import type { Store } from '../../server/store/types';
import {
  databases,
  seedSession,
  sharedStrapi,
  STARTED_AT,
  type RunningStrapi,
  type SeededSession,
} from '../harness';
import { storeOf } from './support/services';

const API = '/localazy-activity-logs';
const ARTICLE = 'api::article.article';
const MINUTE = 60_000;

const DONE = { rows: [], missingLanguages: [] };

describe.each(databases)('content in the logs on %s', (client) => {
  let app: RunningStrapi;
  let store: Store;
  /** An article with its translations: ids by language. */
  let ids: Record<'en' | 'cs' | 'de', number>;
  let minutes = 0;

  const articles = () => app.strapi.db.query(ARTICLE);

  const createArticle = async (locale: string, localizations: number[] = []) => {
    const data = { title: `Title ${locale}`, locale, localizations };
    return (await articles().create({ data })).id as number;
  };

  beforeAll(async () => {
    app = await sharedStrapi({ database: client });
    store = storeOf(app);
    const en = await createArticle('en');
    const cs = await createArticle('cs', [en]);
    const de = await createArticle('de', [en, cs]);
    await articles().update({ where: { id: en }, data: { localizations: [cs, de] } });
    await articles().update({ where: { id: cs }, data: { localizations: [en, de] } });
    await articles().update({ where: { id: de }, data: { localizations: [en, cs] } });
    ids = { en, cs, de };
  });
  afterAll(async () => {
    await articles().deleteMany({ where: { id: { $in: Object.values(ids ?? {}) } } });
    await app?.stop();
  });
  beforeEach(async () => void (await store.sessions.clear()));

  const get = <Body>(path: string, token = app.admin.token) =>
    app.request<Body>('GET', `${API}${path}`, { token });

  const about = (locale: 'en' | 'cs' | 'de', action: ContentAction): EntryContent => ({
    type: ARTICLE,
    id: ids[locale],
    locale,
    action,
  });

  /** A session later than those before, with lines about content. */
  const record = (contents: EntryContent[], given: SeededSession = {}) => {
    minutes += 1;
    const end = given.end === undefined ? { outcome: DONE } : given.end;
    return seedSession(store, {
      eventType: 'download',
      startedAt: STARTED_AT + minutes * MINUTE,
      lines: contents.map((content) => ({ content })),
      ...given,
      end,
    });
  };

  const historyOf = async (id: number) =>
    (await get<ContentHistory>(`/content/history?type=${ARTICLE}&id=${id}`)).body;

  describe('the history of an entry', () => {
    test('is empty where nothing was recorded of it', async () => {
      expect(await historyOf(ids.en)).toEqual({ languages: [], lastDownload: null });
    });

    test('has what was sent and received last in each language, from any of them', async () => {
      const upload = await record([about('en', 'sent')], { eventType: 'upload' });
      await record([about('cs', 'created'), about('de', 'created')]);
      const last = await record([about('cs', 'updated')], { initiatedBy: 'Webhook' });
      const touch = (sessionId: number, action: ContentAction, sequence: number) =>
        expect.objectContaining({ sessionId, sequence, action, status: 'completed' });
      for (const id of Object.values(ids)) {
        const { languages } = await historyOf(id);
        expect([...languages].sort((a, b) => a.id - b.id)).toEqual([
          { locale: 'en', id: ids.en, sent: touch(upload, 'sent', 1), received: null },
          { locale: 'cs', id: ids.cs, sent: null, received: touch(last, 'updated', 1) },
          { locale: 'de', id: ids.de, sent: null, received: touch(last - 1, 'created', 2) },
        ]);
        expect(languages.find(({ locale }) => locale === 'cs')?.received).toMatchObject({
          at: STARTED_AT,
          initiatedBy: 'Webhook',
        });
      }
    });

    test('shows a translation that could not be made under its language', async () => {
      const session = await record([{ ...about('en', 'failed'), locale: 'fr' }]);
      const { languages } = await historyOf(ids.de);
      expect(languages.find(({ locale }) => locale === 'fr')).toMatchObject({
        id: ids.en,
        received: { sessionId: session, action: 'failed' },
      });
    });

    test('tells what could not be sent from what could not be received', async () => {
      const upload = { eventType: 'upload', end: { status: 'failed' } } as const;
      await record([about('en', 'failed')], upload);
      const failed = await record([about('en', 'failed')], upload);
      await record([]);
      const source = async () =>
        (await historyOf(ids.en)).languages.find(({ locale }) => locale === 'en');
      const sent = { sessionId: failed, action: 'failed', eventType: 'upload' };
      expect(await source()).toMatchObject({ sent, received: null });
      const again = await record([about('en', 'sent')], { eventType: 'upload' });
      expect(await source()).toMatchObject({
        sent: { sessionId: again, action: 'sent', eventType: 'upload' },
        received: null,
      });
    });

    test('says whether the last download did anything to it', async () => {
      const first = await record([about('cs', 'updated')]);
      expect((await historyOf(ids.en)).lastDownload).toMatchObject({
        sessionId: first,
        touched: true,
      });
      const last = await record([]);
      // Neither of these is a download that ended.
      await record([], { end: null });
      await record([], { eventType: 'webhook', end: { status: 'failed', outcome: null } });
      await record([about('en', 'sent')], { eventType: 'upload' });
      await record([about('en', 'failed')], { eventType: 'upload', end: { status: 'failed' } });
      expect((await historyOf(ids.en)).lastDownload).toEqual({
        sessionId: last,
        startedAt: STARTED_AT + (minutes - 4) * MINUTE,
        status: 'completed',
        touched: false,
      });
      await record([], { end: { status: 'failed', outcome: DONE } });
      expect((await historyOf(ids.en)).lastDownload).toMatchObject({ status: 'failed' });
    });

    test('of an entry or a type that is gone is what was recorded', async () => {
      await record([{ type: 'api::gone.gone', id: 7, locale: null, action: 'updated' }]);
      const { body } = await get<ContentHistory>('/content/history?type=api::gone.gone&id=7');
      expect(body.languages).toMatchObject([{ locale: null, id: 7, sent: null }]);
      expect((await historyOf(999_999)).languages).toEqual([]);
    });
  });

  describe('the list by entry', () => {
    const listed = async (query: string) => {
      const { status, body } = await get<ListSessionsResponse>(`/sessions?${query}`);
      expect(status).toBe(200);
      expect(body.pagination.total).toBe(body.results.length);
      return body.results.map(({ id }) => id);
    };

    test('has the sessions that touched it in any of its languages, with the other filters', async () => {
      const upload = await record([about('en', 'sent')], { eventType: 'upload' });
      const first = await record([about('cs', 'updated'), about('de', 'updated')]);
      await record([{ ...about('en', 'updated'), id: ids.en + 1_000 }]);
      const failed = await record([{ ...about('en', 'failed'), locale: 'fr' }], {
        summary: 'Nothing was saved',
        end: { status: 'failed' },
      });
      const entry = `entry=${ARTICLE}:${ids.cs}`;
      expect(await listed(entry)).toEqual([failed, first, upload]);
      expect(await listed(`${entry}&sort=startedAt:asc`)).toEqual([upload, first, failed]);
      expect(await listed(`${entry}&sort=status:desc`)).toEqual([failed, first, upload]);
      expect(await listed(`${entry}&eventType=download`)).toEqual([failed, first]);
      expect(await listed(`${entry}&status=failed`)).toEqual([failed]);
      expect(await listed(`${entry}&search=nothing was`)).toEqual([failed]);
      expect(await listed(`${entry}&search=2026-11-23`)).toEqual([failed, first, upload]);
      expect(await listed(`entry=${ARTICLE}:999999`)).toEqual([]);
    });

    test('narrows export and clear, too', async () => {
      const kept = await record([]);
      const gone = await record([about('de', 'updated')]);
      const entry = `entry=${ARTICLE}:${ids.en}`;
      const { body: exported } = await get<{ id: number; entries: object[] }[]>(`/export?${entry}`);
      expect(exported).toMatchObject([
        { id: gone, entries: [{ content: about('de', 'updated') }] },
      ]);
      const { body } = await app.request<{ deleted: number }>(
        'DELETE',
        `${API}/sessions?${entry}`,
        {
          token: app.admin.token,
        }
      );
      expect(body.deleted).toBe(1);
      expect(await listed('')).toEqual([kept]);
    });

    test.each([`${ARTICLE}:0`, `${ARTICLE}:99999999999`, ARTICLE, `${ARTICLE}:x`])(
      'refuses %s',
      async (entry) => {
        const { status } = await get(`/sessions?entry=${entry}`);
        expect(status).toBe(400);
      }
    );
  });

  test('lines are found by content type and by language', async () => {
    const id = await record([
      about('cs', 'updated'),
      about('de', 'updated'),
      about('cs', 'failed'),
      { ...about('cs', 'failed'), locale: null },
    ]);
    const matches = async (query: string) =>
      (await get<{ matches: number[][] }>(`/sessions/${id}/matches?${query}`)).body.matches;
    expect(await matches('contentLocale=cs')).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(await matches('contentLocale=none')).toEqual([[4, 4]]);
    expect(await matches(`contentType=${ARTICLE}&search=line 3`)).toEqual([[3, 3]]);
    expect(await matches(`contentType=api::page.page`)).toEqual([]);
    expect((await get(`/sessions/${id}/matches`)).status).toBe(400);
  });

  test('errors that repeat the line before, about the same entry, are found', async () => {
    const error = { level: 'error' as const, message: 'Refused' };
    const id = await seedSession(store, {
      lines: [
        ...[error, error, error, { ...error, message: 'Another' }, { message: 'Refused' }, error],
        { ...error, content: about('cs', 'failed') },
        { ...error, content: about('cs', 'failed') },
      ],
    });
    const { body } = await get(`/sessions/${id}/matches?repeats=true`);
    expect(body).toEqual({
      last: 8,
      matches: [
        [2, 3],
        [8, 8],
      ],
    });
  });

  describe('links to content', () => {
    const links = async (content: string[], token?: string) => {
      const path = `/content/links?content=${content.join(',')}`;
      const { status, body } = await get<ContentLinksResponse>(path, token);
      expect(status).toBe(200);
      return body.results;
    };

    const role = async (properties: object | null) => {
      const admin = await app.createAdmin({ permissions: [permissionAction('read')] });
      if (!properties) return admin.token;
      const [{ id }] = (
        await app.strapi.db.query('admin::user').findOne({
          where: { id: admin.id },
          populate: ['roles'],
        })
      ).roles;
      await app.strapi.db.query('admin::permission').create({
        data: {
          action: 'plugin::content-manager.explorer.read',
          subject: ARTICLE,
          conditions: [],
          ...properties,
          role: id,
        },
      });
      return admin.token;
    };

    test('have title, language and whether it is published, in the order asked for', async () => {
      await articles().update({ where: { id: ids.cs }, data: { publishedAt: new Date() } });
      const asked = [`${ARTICLE}:${ids.cs}`, 'api::gone.gone:1', `${ARTICLE}:${ids.en}`];
      const common = { type: ARTICLE, typeName: 'Article', kind: 'collectionType' };
      const token = await role({ properties: { fields: ['title'], locales: ['en', 'cs'] } });
      expect(await links([...asked, `${ARTICLE}:999999`, 'admin::user:1'], token)).toEqual([
        { ...common, id: ids.cs, locale: 'cs', title: 'Title cs', isPublished: true },
        null,
        { ...common, id: ids.en, locale: 'en', title: 'Title en', isPublished: false },
        null,
        null,
      ]);
    });

    test('are none for who may not read the type, the language or the entry', async () => {
      const asked = [`${ARTICLE}:${ids.en}`, `${ARTICLE}:${ids.cs}`];
      expect(await links(asked, await role(null))).toEqual([null, null]);
      const fields = ['title'];
      const inCzech = await role({ properties: { fields, locales: ['cs'] } });
      expect(await links(asked, inCzech)).toEqual([
        null,
        expect.objectContaining({ id: ids.cs, title: 'Title cs' }),
      ]);
      const ownOnly = await role({
        properties: { fields, locales: ['en', 'cs'] },
        conditions: ['admin::is-creator'],
      });
      expect(await links(asked, ownOnly)).toEqual([null, null]);
    });

    test('have no title for who may not read it', async () => {
      const token = await role({ properties: { fields: ['text'], locales: ['en'] } });
      const [link] = await links([`${ARTICLE}:${ids.en}`], token);
      expect(link).toMatchObject({ id: ids.en, title: null });
    });
  });

  test('content types have the names that the Content Manager shows', async () => {
    const { body } = await get<ContentTypesResponse>('/content/types');
    expect(body.results).toContainEqual({ uid: ARTICLE, name: 'Article' });
    expect(body.results.map(({ uid }) => uid)).not.toContain('admin::user');
  });
});
