import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Session } from '../../shared/contracts';
import { until } from '../harness';
import { ARTICLE_TRANSFER_SETUP, ARTICLE_UID } from '../playground/runner/seed';
import { fixturePlugin, startOfficialApp, type OfficialApp } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Ends that must be told truthfully';

const PAGE_UID = 'plugin::pages.page';
const PAGES_SETUP = {
  pages: {
    __model__: true,
    title: true,
    blocks: [{ __component__: 'article.section', heading: true, body: true }],
  },
};

let app: OfficialApp;
beforeAll(async () => {
  app = await startOfficialApp({
    config: { automatedUploads: true },
    plugins: { pages: fixturePlugin('pages') },
  });
  await app
    .official('pluginSettingsService')
    .updateContentTransferSetup([...ARTICLE_TRANSFER_SETUP, PAGES_SETUP]);
  await app.official('pluginSettingsService').updatePluginSettings({
    upload: {
      allowAutomated: true,
      automatedTriggers: ['created', 'updated'],
      allowDeprecate: true,
    },
  });
}, 60_000);
afterEach(() => app.localazy.heal());
afterAll(() => app?.stop());

const articles = () => app.strapi.db.query(ARTICLE_UID);

const contentManager = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => {
  const url = `/content-manager/collection-types/${path}`;
  const { status, body: result } = await app.request<{ id: number }>(method, url, {
    token: app.admin.token,
    ...(body ? { body } : {}),
  });
  expect(status).toBe(200);
  return result;
};

/** Does something and returns the one session that comes of it, ended. */
const recorded = async (act: () => Promise<unknown>): Promise<Session> => {
  const before = await app.sessions('upload');
  await act();
  const session = await until('it is recorded', async () => {
    const found = await app.newestOf('upload', before);
    return found?.status === 'in-progress' ? null : found;
  });
  expect(session).toMatchObject({ eventType: 'upload', initiatedBy: 'Automation' });
  saw({ heading, done: `automation: ${session.summary}`, seen: session.status });
  return session;
};

const importedKeys = () => {
  const { body } = app.localazy.requests.findLast(({ path }) => path.endsWith('/import')) ?? {};
  const { files } = body as { files: { content: Record<string, object> }[] };
  return Object.keys(files[0].content.en);
};

const newArticle = async (title: string) => {
  let id = 0;
  await recorded(async () => {
    ({ id } = await contentManager('POST', ARTICLE_UID, { title, text: 'Text' }));
  });
  return id;
};

it('a saved entry is named with who saved it, and with what the plugin leaves out of it', async () => {
  const session = await recorded(() =>
    contentManager('POST', PAGE_UID, {
      title: 'Prices',
      blocks: [{ __component: 'article.section', heading: 'Left out', body: 'Left out' }],
    })
  );
  expect(session).toMatchObject({
    status: 'completed',
    summary:
      'Sent page 1 to Localazy: 1 key in en. Left out, as the Localazy plugin sends dynamic zones from its Upload page only: blocks. Saved by Ada Lovelace.',
    errorCount: 0,
  });
  expect(importedKeys()).toEqual(['plugin::pages.page[1].title']);
  expect((await app.entries(session)).map(({ content }) => content)).toContainEqual({
    type: PAGE_UID,
    id: 1,
    locale: 'en',
    action: 'sent',
  });
});

it('an entry that code saves has no person', async () => {
  const session = await recorded(() =>
    articles().update({ where: { id: 1 }, data: { title: 'By code' } })
  );
  expect(session.summary).toMatch(
    /^Sent article 1 to Localazy: \d+ keys in en\. Saved over the API or by code\.$/
  );
});

it('a saved entry that Localazy refuses is Failed, with the cause first', async () => {
  app.localazy.failOn({ path: /\/import$/, trouble: { status: 401 } });
  const session = await recorded(() =>
    contentManager('PUT', `${ARTICLE_UID}/1`, { title: 'Refused' })
  );
  expect(session).toMatchObject({ status: 'failed', errorCount: 1 });
  expect(session.summary).toMatch(
    /^Localazy no longer accepts .* The saved article 1 was not sent to Localazy\. Saved by Ada Lovelace\. \(status 401, “Trouble 401”\)$/
  );
});

it('a saved entry is kept, and Strapi goes on, where Localazy fails before anything is sent', async () => {
  app.localazy.failOn({ path: /\/projects\?/, trouble: 'reset' });
  const session = await recorded(() =>
    contentManager('PUT', `${ARTICLE_UID}/1`, { title: 'Kept all the same' })
  );
  expect(session).toMatchObject({ status: 'failed', errorCount: 1 });
  expect(session.summary).toMatch(
    /^Localazy could not be reached.* The saved article 1 was not sent to Localazy\. Saved by Ada Lovelace\./
  );
  expect((await app.entries(session)).map(({ content }) => content)).toContainEqual({
    type: ARTICLE_UID,
    id: 1,
    locale: 'en',
    action: 'failed',
  });
  const article = await articles().findOne({ where: { id: 1 } });
  expect(article.title).toBe('Kept all the same');
});

it('a deleted entry is named, with the number of its keys that were deprecated', async () => {
  const id = await newArticle('To be deleted');
  app.localazy.requests.length = 0;
  const session = await recorded(() => contentManager('DELETE', `${ARTICLE_UID}/${id}`));
  expect(session).toMatchObject({
    status: 'completed',
    summary: `Deprecated 2 keys of article ${id} in Localazy. Deleted by Ada Lovelace.`,
    errorCount: 0,
  });
  expect(app.localazy.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
});

it('a deleted entry whose keys Localazy refuses to deprecate is Failed', async () => {
  const id = await newArticle('To be deleted in part');
  app.localazy.failOn({ method: 'PUT', times: 1, trouble: { status: 429 } });
  const session = await recorded(() => contentManager('DELETE', `${ARTICLE_UID}/${id}`));
  expect(session).toMatchObject({ status: 'failed', errorCount: 1 });
  expect(session.summary).toMatch(/^Localazy .* \(status 429, “Trouble 429”\)$/);
  expect(session.summary).toContain(
    `. Keys of article ${id} could not be deprecated in Localazy: deprecate them there. Deprecated 1 key of article ${id} in Localazy. Deleted by Ada Lovelace. `
  );
});

it.each([
  ['the list of keys fails', /\/keys\/en/],
  ['the project cannot be read', /\/projects\?/],
])(
  'entries that are deleted together, where %s: deleted all the same, Failed',
  async (_how, path) => {
    const ids = [await newArticle('One of two'), await newArticle('Two of two')];
    app.localazy.failOn({ path, trouble: { status: 503 } });
    const session = await recorded(() =>
      contentManager('POST', `${ARTICLE_UID}/actions/bulkDelete`, { ids })
    );
    expect(session).toMatchObject({ status: 'failed', errorCount: 1 });
    expect(session.summary).toMatch(
      /^Localazy .* Keys of 2 entries of article could not be deprecated in Localazy: deprecate them there\. Deleted by Ada Lovelace\. \(status 503, “Trouble 503”\)$/
    );
    expect(await articles().count({ where: { id: { $in: ids } } })).toBe(0);
  }
);

it('a deleted entry that Localazy has no keys of is Completed', async () => {
  const id = await newArticle('Not in Localazy');
  app.localazy.state.sources.clear();
  const session = await recorded(() => contentManager('DELETE', `${ARTICLE_UID}/${id}`));
  expect(session).toMatchObject({
    status: 'completed',
    summary: `Localazy has no keys of article ${id}. Deleted by Ada Lovelace.`,
  });
});
