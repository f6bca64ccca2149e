import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Entry,
  EntryContent,
  ListEntriesResponse,
  ListSessionsResponse,
  OutcomeRow,
  SummaryPart,
} from '../../shared/contracts';
import type { Recorder } from '../../server/recorder';
import type { ActivityLogger } from '../../server/recorder/types';
import { databases, sharedStrapi, type RunningStrapi } from '../harness';
import { loggerOf, storeOf } from './support/services';

const API = '/localazy-activity-logs';
const ARTICLE = 'api::article.article';
const UPLOAD = { eventType: 'upload' } as const;

const about = (given: Partial<EntryContent> = {}): EntryContent => ({
  type: ARTICLE,
  id: 24,
  locale: 'cs',
  action: 'updated',
  ...given,
});

const row = (given: Partial<OutcomeRow>): OutcomeRow => ({
  type: ARTICLE,
  locale: 'cs',
  created: 0,
  updated: 0,
  failed: 0,
  skipped: 0,
  sent: 0,
  ...given,
});

describe.each(databases)('what the logger records of content on %s', (client) => {
  let app: RunningStrapi;
  let logger: ActivityLogger;
  let recorder: Recorder;

  beforeAll(async () => {
    app = await sharedStrapi({ database: client });
    logger = loggerOf(app);
    recorder = app.strapi.plugin('localazy-activity-logs').service('recorder');
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    const store = storeOf(app);
    await logger.flush();
    await store.sessions.clear();
  });

  const get = async <Body>(path: string) => {
    const { body } = await app.request<Body>('GET', `${API}${path}`, { token: app.admin.token });
    return body;
  };

  const onlySession = async () => {
    await logger.flush();
    const { results } = await get<ListSessionsResponse>('/sessions');
    expect(results).toHaveLength(1);
    return results[0];
  };

  const onlyLines = async (): Promise<Entry[]> => {
    const { id } = await onlySession();
    return (await get<ListEntriesResponse>(`/sessions/${id}/entries?sequence=1-100`)).results;
  };

  it('is a line that names the entry, and a count of the session', async () => {
    await logger.run(UPLOAD, (session) => {
      session.about({ type: ARTICLE, id: 24, locale: 'cs', action: 'updated' });
      session.about({ type: ARTICLE, id: 25, action: 'sent' }, 'Sent the article');
      session.about(about({ action: 'failed' }), 'Could not save it');
      session.info('Nothing about content');
    });
    expect(await onlyLines()).toMatchObject([
      { level: 'debug', message: `Updated ${ARTICLE}[24] (cs)`, content: about() },
      {
        level: 'info',
        message: 'Sent the article',
        content: { type: ARTICLE, id: 25, locale: null, action: 'sent' },
      },
      { level: 'error', message: 'Could not save it', content: about({ action: 'failed' }) },
      { level: 'info', content: null },
    ]);
    expect((await onlySession()).outcome).toEqual({
      rows: [row({ updated: 1, failed: 1 }), row({ locale: null, sent: 1 })],
      missingLanguages: [],
    });
  });

  it('is nothing where a session says nothing of content', async () => {
    await logger.run(UPLOAD, (session) => session.info('Hello'));
    expect((await onlySession()).outcome).toBeNull();
  });

  it.each([
    ['no content at all', undefined],
    ['an id that is no number', { ...about(), id: '24' }],
    ['a type that is no uid', about({ type: 'two words\nand a line' })],
    ['an action that there is not', { ...about(), action: 'deleted' }],
    ['an id that no database holds', about({ id: 2 ** 40 })],
    ['a secret in it', about({ type: 'Bearer-ghp_16C7e42F292c6912E7710c838347Ae178B4a' })],
  ])('is left out where a caller gives %s, and its message is kept', async (_, content) => {
    await logger.run(UPLOAD, (session) => {
      session.about(content as EntryContent, 'Kept');
      session.about(content as EntryContent);
    });
    expect(await onlyLines()).toMatchObject([{ level: 'info', message: 'Kept', content: null }]);
    expect((await onlySession()).outcome).toBeNull();
  });

  it('joins the console line that says the same', async () => {
    const session = recorder.open(UPLOAD);
    recorder.runIn(session, () => app.strapi.log.info('Updated it'));
    session.line('info', 'Updated it', { content: about() });
    session.complete();
    expect(await onlyLines()).toMatchObject([
      { level: 'info', message: 'Updated it', content: about() },
    ]);
    expect((await onlySession()).outcome?.rows).toEqual([row({ updated: 1 })]);
  });

  it('is counted in a bounded number of rows, the rest in one', async () => {
    const session = recorder.open(UPLOAD);
    for (let type = 0; type < 202; type += 1) {
      session.line('debug', 'x', { content: about({ type: `api::type.t${type}` }) });
      session.line('debug', 'x', { content: about({ type: 'api::type.t0', action: 'skipped' }) });
    }
    session.complete();
    const rows = (await onlySession()).outcome?.rows ?? [];
    expect(rows).toHaveLength(201);
    expect(rows[0]).toEqual(row({ type: 'api::type.t0', updated: 1, skipped: 202 }));
    expect(rows[200]).toEqual(row({ type: null, locale: null, updated: 2 }));
  });

  it('is known while the operation runs, with the languages that got nothing', async () => {
    const session = recorder.open(UPLOAD);
    session.trackContent();
    await logger.flush();
    session.missingLanguage('fr', 'not-translated');
    session.missingLanguage('fr', 'not-chosen');
    session.missingLanguage('tlh', 'not-supported');
    session.complete();
    expect(await onlySession()).toMatchObject({
      outcome: {
        rows: [],
        missingLanguages: [
          { locale: 'fr', reason: 'not-translated' },
          { locale: 'tlh', reason: 'not-supported' },
        ],
      },
    });
  });

  it('has its summary in parts beside the text, without secrets, until another text replaces it', async () => {
    recorder.addSecret('s3cr3t-of-the-project');
    const session = recorder.open(UPLOAD);
    const parts: SummaryPart[] = [
      { id: 'saved', values: { created: 1, languages: 'cs, de' } },
      { id: 'stopped', values: { reason: 'refused s3cr3t-of-the-project' } },
    ];
    session.end('failed', { text: 'Created 1 entry. Stopped.', parts });
    expect(await onlySession()).toMatchObject({
      summary: 'Created 1 entry. Stopped.',
      summaryParts: [parts[0], { id: 'stopped', values: { reason: 'refused [redacted]' } }],
    });
    session.restate('Said by somebody else');
    expect(await onlySession()).toMatchObject({
      summary: 'Said by somebody else',
      summaryParts: null,
    });
  });
});
