import type { OfficialApp } from '../support/official-app';
import { says, takeSocketAway, throwingIn, type End } from './end';

const FINISHED = says(true, 'Download finished');
const FINISHED_BADLY = says(false, 'Download finished');
const NOTHING_TO_DO =
  'No entry was created or updated: Localazy has no translation of the content that is chosen for transfer.';
const NOT_WORKING = 'Localazy is not working properly at the moment: try again later.';
const UNEXPECTED =
  'A response of Localazy was not what the Localazy plugin expects: try again, or update the plugin.';
const SIGNED_OUT =
  'The Localazy plugin is not signed in: sign in on its page. The download stopped: nothing was saved.';

const failing = (what: string, path: RegExp, at = ''): End => ({
  way: `Localazy fails to return ${what}`,
  arrange: ({ localazy }) => void localazy.failOn({ path, trouble: { status: 500 } }),
  page: says(false, /^Localazy is not working properly/),
  status: 'failed',
  summary: `${NOT_WORKING} The download stopped${at}: nothing was saved. (status 500, “Trouble 500”)`,
  entry: 'Request failed with status code 500: Trouble 500',
});

const unexpected = (what: string, path: RegExp, body: string, at = ''): End => ({
  way: `Localazy returns something else than ${what}`,
  arrange: ({ localazy }) => void localazy.failOn({ path, trouble: { status: 200, body } }),
  page: says(false, /^A response of Localazy was not what/),
  status: 'failed',
  summary: `${UNEXPECTED} The download stopped${at}: nothing was saved.`,
});

const KEYS = /\/keys\//;
const FILES = /\/files(\?|$)/;
const PROJECTS = /\/projects(\?|$)/;

/** Localazy holds these keys too, until undone. */
const withKeys =
  (keys: string[]) =>
  ({ localazy }: OfficialApp) => {
    const { sources } = localazy.state;
    keys.forEach((key) => sources.set(key, 'a text'));
    return () => keys.forEach((key) => sources.delete(key));
  };

const languages = (...codes: string[]) =>
  ['en', ...codes].map((code, index) => ({ id: index + 1, code, name: code }));

/** Saving articles in a language is refused by the host. */
const refusing = (
  hook: 'beforeCreate' | 'beforeUpdate' | 'afterCreate' | 'afterUpdate',
  reason: string
) => throwingIn(hook, () => new Error(reason));

const deleteTranslations = ({ knex }: OfficialApp) =>
  knex('articles').whereNot('locale', 'en').delete();

const publishTranslations = ({ knex }: OfficialApp) =>
  knex('articles').whereNot('locale', 'en').update({ published_at: new Date() });

const unpublishOne = async ({ knex }: OfficialApp) => {
  const [{ id }] = await knex('articles').where('locale', 'cs').select('id').limit(1);
  await knex('articles').where({ id }).update({ published_at: null });
  return async () =>
    void (await knex('articles').where({ id }).update({ published_at: new Date() }));
};

/** What the content type requires of an article's fields, until undone. */
const requiring = (
  { strapi }: OfficialApp,
  rules: Record<'title' | 'text', { maxLength?: number; unique?: boolean }>
) => {
  const { attributes } = strapi.contentTypes['api::article.article'];
  const { title, text } = attributes;
  Object.assign(attributes, {
    title: { ...title, ...rules.title },
    text: { ...text, ...rules.text },
  });
  return () => void Object.assign(attributes, { title, text });
};

const translateTitles = ({ localazy }: OfficialApp, title: string) => {
  const { sources, translations } = localazy.state;
  const titles = [...sources.keys()].filter((key) =>
    /^api::article\.article\[\d+\]\.title$/.test(key)
  );
  ['cs', 'de'].forEach((code) =>
    titles.forEach((key) => translations.set(`${code}:${key}`, title))
  );
  return () => translations.clear();
};

/** Every way that `localazyTransferDownloadService.download` can end. */
export const DOWNLOAD_ENDS: End[] = [
  {
    way: 'translations arrive for the first time',
    page: FINISHED,
    status: 'completed',
    summary:
      'Created 4 entries as drafts in 2 languages (cs, de): publish them in the Content Manager.',
    entry: /^Created new entry api::article\.article\[\d+\] in language cs$/,
  },
  {
    way: 'translations that nobody has published are updated',
    page: FINISHED,
    status: 'completed',
    summary: 'Updated 4 drafts in 2 languages (cs, de): publish them in the Content Manager.',
  },
  {
    way: 'published translations are updated',
    arrange: async (app) => void (await publishTranslations(app)),
    page: FINISHED,
    status: 'completed',
    summary: 'Updated 4 entries in 2 languages (cs, de).',
  },
  {
    way: 'published and unpublished translations are updated',
    arrange: unpublishOne,
    page: FINISHED,
    status: 'completed',
    summary: 'Updated 4 entries in 2 languages (cs, de), 1 of them a draft.',
  },
  {
    way: 'the project holds no file of Strapi (early return)',
    arrange: ({ localazy }) => void (localazy.state.files = []),
    page: says(false, 'File strapi.json not found'),
    status: 'failed',
    summary:
      'The Localazy project holds no content of this Strapi yet: upload it first. Nothing was downloaded.',
    entry: 'File strapi.json not found',
  },
  {
    way: 'the project is not among the user’s projects (early return)',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: PROJECTS, trouble: { status: 200, body: '[]' } }),
    page: says(false, /^Project \S+ not found$/),
    status: 'failed',
    summary:
      'The Localazy project that the plugin is connected to was not found: connect it again. Nothing was downloaded.',
    entry: /^Project \S+ not found$/,
  },
  {
    way: 'the project has no source language (early return)',
    arrange: ({ localazy }) => void (localazy.state.project.sourceLanguage = 99),
    page: says(false, 'Source language not found'),
    status: 'failed',
    summary:
      'The Localazy project has no source language: set one in Localazy. Nothing was downloaded.',
  },
  {
    way: 'the project has its source language only (early return)',
    arrange: ({ localazy }) => void (localazy.state.project.languages = languages()),
    page: says(true, 'Your Localazy project is not translated to other languages.'),
    status: 'completed',
    summary:
      'The Localazy project has no other language than its source language: add one in Localazy. Nothing was downloaded.',
  },
  {
    way: 'none of the languages chosen for downloads is in the project (empty result of the filter)',
    arrange: (app) =>
      app.official('pluginSettingsService').updatePluginSettings({
        download: { uiLanguages: ['fr', 'it'] },
      }),
    page: FINISHED,
    status: 'completed',
    summary:
      'No entry was created or updated: none of the languages chosen in the Localazy plugin’s settings (fr, it) is in the Localazy project (cs, de).',
  },
  {
    way: 'Localazy has no keys yet',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: KEYS, trouble: { status: 200, body: '{"keys":[]}' } }),
    page: FINISHED,
    status: 'completed',
    summary: NOTHING_TO_DO,
  },
  {
    way: 'Localazy’s keys are of a content type that Strapi no longer has (skipped silently)',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        path: KEYS,
        trouble: {
          status: 200,
          body: '{"keys":[{"id":"_k","key":["api::ghost.ghost[1].title"],"value":"x"}]}',
        },
      }),
    page: FINISHED,
    status: 'completed',
    summary: NOTHING_TO_DO,
  },
  {
    way: 'a language is none that Strapi knows (skipped)',
    arrange: ({ localazy }) => void (localazy.state.project.languages = languages('cs', 'tlh')),
    page: FINISHED,
    status: 'completed',
    summary: 'Updated 2 entries in 1 language (cs). Left out, as Strapi does not support it: tlh.',
    entry: 'Language tlh is not supported by Strapi',
  },
  {
    way: 'every language is none that Strapi knows',
    arrange: ({ localazy }) => void (localazy.state.project.languages = languages('tlh')),
    page: FINISHED,
    status: 'completed',
    summary: 'No entry was created or updated. Left out, as Strapi does not support it: tlh.',
  },
  {
    way: 'a language can not be added for another reason (swallowed)',
    arrange: (app) => {
      app.localazy.state.project.languages = languages('cs', 'fr');
      app.localazy.failOn({ path: /\/keys\/fr/, trouble: { status: 200, body: '{"keys":[]}' } });
      return app.strapi.db.lifecycles.subscribe({
        models: ['plugin::i18n.locale'],
        beforeCreate() {
          throw new Error('the number of languages is limited to three');
        },
      });
    },
    page: FINISHED,
    status: 'completed',
    summary:
      'Updated 2 entries in 1 language (cs). The language fr could not be added to Strapi. The number of languages is limited to three.',
    entry: 'Language fr could not be added to Strapi: the number of languages is limited to three',
  },
  failing('the list of files (swallowed, then masked by a TypeError)', FILES),
  failing('which projects there are (swallowed, then masked by a TypeError)', PROJECTS),
  failing('with a language’s keys (thrown)', KEYS, ' at the language cs'),
  failing('with the keys of the second language (partial)', /\/keys\/de/, ' at the language de'),
  {
    way: 'a firewall responds with 403 and a page of its own',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        path: KEYS,
        trouble: { status: 403, body: '<title>Access denied</title>', contentType: 'text/html' },
      }),
    page: says(false, /^A firewall or proxy/),
    status: 'failed',
    summary:
      'A firewall or proxy between Strapi and Localazy refused the request: it must let Strapi reach Localazy. The download stopped at the language cs: nothing was saved. (status 403, “Access denied”)',
  },
  {
    way: 'a proxy responds with 200 and a page of its own',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        path: FILES,
        trouble: { status: 200, body: '<title>Guest network</title>', contentType: 'text/html' },
      }),
    page: says(false, /^A web page came back/),
    status: 'failed',
    summary:
      'A web page came back in place of Localazy’s response: look at the firewall or proxy between Strapi and Localazy. The download stopped: nothing was saved. (status 200, “Guest network”)',
  },
  {
    way: 'the sign-in has expired',
    arrange: ({ localazy }) =>
      void localazy.failOn({ trouble: { status: 401, error: 'Invalid or expired access token' } }),
    page: says(false, /^Localazy no longer accepts the sign-in/),
    status: 'failed',
    summary:
      'Localazy no longer accepts the sign-in: sign in again on the Localazy plugin’s page. The download stopped: nothing was saved. (status 401, “Invalid or expired access token”)',
  },
  {
    way: 'the connection breaks',
    arrange: ({ localazy }) => void localazy.failOn({ path: KEYS, trouble: 'reset' }),
    page: says(false, /^Localazy could not be reached/),
    status: 'failed',
    summary:
      'Localazy could not be reached, or the connection broke: check the server’s network, then try again. The download stopped at the language cs: nothing was saved. (other side closed)',
    entry: 'fetch failed: other side closed',
  },
  {
    way: 'a response of Localazy is cut off in the middle',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: KEYS, trouble: { status: 200, body: '{"keys":[{"id' } }),
    page: says(false, /^A response of Localazy could not be read/),
    status: 'failed',
    summary:
      'A response of Localazy could not be read: try again. The download stopped at the language cs: nothing was saved.',
    entry: /JSON/,
  },
  unexpected('a language’s keys', KEYS, '{}', ' at the language cs'),
  unexpected('the list of files', FILES, '{"files":1}'),
  {
    way: 'the plugin is signed out',
    arrange: (app) => app.official('localazyUserService').deleteUser(),
    page: says(false, SIGNED_OUT),
    status: 'failed',
    summary: SIGNED_OUT,
    entry: 'Localazy user is not logged in.',
  },
  {
    way: 'the plugin was never signed in (thrown)',
    arrange: (app) => app.storeRaw('identity', undefined),
    page: says(false, SIGNED_OUT),
    status: 'failed',
    summary: SIGNED_OUT,
    entry: "Cannot read properties of null (reading 'project')",
  },
  {
    way: 'Localazy holds content that the transfer setup leaves out (thrown)',
    arrange: withKeys(['plugin::notes.note[1].title']),
    page: says(false, /^Localazy holds content of “notes”/),
    status: 'failed',
    summary:
      'Localazy holds content of “notes”, which the transfer setup leaves out: add it there, or remove it in Localazy. The download stopped: nothing was saved.',
    entry: "Cannot read properties of undefined (reading 'notes')",
  },
  {
    way: 'a key of Localazy is malformed (thrown)',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        path: KEYS,
        trouble: { status: 200, body: '{"keys":[{"id":"_k","key":[],"value":"x"}]}' },
      }),
    page: says(false, /^An error inside Strapi or a plugin/),
    status: 'failed',
    summary:
      /^An error inside Strapi or a plugin: the log has its details\. The download stopped: nothing was saved\. \(.+\)$/,
  },
  {
    way: 'an article was deleted in Strapi and not in Localazy (several finished events)',
    arrange: withKeys(['api::article.article[999].title']),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 2,
    summary:
      'The source entry no longer exists in Strapi: remove its content in Localazy. 1 entry could not be saved: article 999. Updated 4 entries in 2 languages (cs, de).',
    entry: /Source language entry api::article\.article\[999\] does not exist anymore/,
  },
  {
    way: 'the content type is not translatable in Strapi',
    arrange: async (app) => {
      await app
        .official('pluginSettingsService')
        .updateContentTransferSetup([{ notes: { __model__: true, title: true } }]);
      const { id } = await app.strapi.db.query('plugin::notes.note').create({
        data: { title: 'A note' },
      });
      app.localazy.failOn({
        path: KEYS,
        trouble: {
          status: 200,
          body: JSON.stringify({
            keys: [{ id: '_k', key: [`plugin::notes.note[${id}].title`], value: 'x' }],
          }),
        },
      });
    },
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 2,
    summary:
      '“note” is not translatable in Strapi: enable internationalization for it. 2 entries could not be saved. No entry was created or updated.',
  },
  {
    way: 'Strapi refuses to save a translation',
    arrange: refusing('beforeUpdate', 'The title is taken.'),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^The title is taken\. 4 entries could not be saved, the first: article \d+ \(cs\)\. No entry was created or updated\.$/,
    entry: /^Cannot update an api::article\.article\[\d+\] \(cs\): The title is taken\.$/,
  },
  {
    way: 'Strapi refuses to create a translation',
    arrange: async (app) => {
      await deleteTranslations(app);
      return refusing('beforeCreate', 'The title is taken.')(app);
    },
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^The title is taken\. 4 entries could not be saved, the first: article \d+ \(cs\)\. No entry was created or updated\.$/,
    entry: /^Cannot create an entry in cs for api::article\.article\[\d+\]: The title is taken\.$/,
  },
  {
    way: 'a hook of the host fails with an error as Localazy’s might be',
    arrange: refusing('beforeUpdate', 'fetch failed'),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary: /^Fetch failed\. 4 entries could not be saved, the first: article \d+ \(cs\)\. /,
  },
  {
    way: 'a hook of the host fails with an error as another transfer’s might be',
    arrange: refusing('beforeUpdate', 'A redirect for this slug already exists'),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary: /^A redirect for this slug already exists\. 4 entries could not be saved, /,
  },
  {
    way: 'a hook of the host fails after a translation was updated',
    arrange: refusing('afterUpdate', 'The newsletter could not be sent.'),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^The newsletter could not be sent\. 4 entries could not be saved, the first: article \d+ \(cs\)\. 4 of them are in Strapi all the same: the error came after saving, from a lifecycle hook\.$/,
  },
  {
    way: 'a hook of the host fails after a translation was created',
    arrange: async (app) => {
      await deleteTranslations(app);
      return refusing('afterCreate', 'The newsletter could not be sent.')(app);
    },
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^The newsletter could not be sent\. 4 entries could not be saved, the first: article \d+ \(cs\)\. 4 of them are in Strapi all the same: /,
  },
  {
    way: 'fields of a translation are not valid in Strapi',
    arrange: (app) => requiring(app, { title: { maxLength: 12 }, text: { maxLength: 20 } }),
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^Strapi does not accept the translation: title must be at most 12 characters; text must be at most 20 characters\. 4 entries could not be saved, the first: article \d+ \(cs\)\. No entry was created or updated\.$/,
    entry:
      /^Cannot create an entry in cs for api::article\.article\[\d+\]: title must be at most 12 characters; text must be at most 20 characters$/,
  },
  {
    way: 'a value of a translation is taken already in Strapi',
    arrange: (app) => {
      const restore = requiring(app, { title: { unique: true }, text: {} });
      const clear = translateTitles(app, 'Kaffee');
      return () => {
        restore();
        clear();
      };
    },
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 3,
    summary:
      /^Strapi does not accept the translation: title must be unique\. 3 entries could not be saved, the first: article \d+ \(cs\)\. Created 1 entry as a draft in 1 language \(cs\): publish it in the Content Manager\.$/,
    entry: /^Cannot create an entry in cs for api::article\.article\[\d+\]: title must be unique$/,
  },
  {
    way: 'a translation is created, and its update fails',
    arrange: async (app) => {
      await deleteTranslations(app);
      return app.strapi.db.lifecycles.subscribe({
        models: ['api::article.article'],
        // Strapi links the new entry to its source by an update without texts.
        beforeUpdate({ params }) {
          if (params.data?.title) throw new Error('The shop is closed.');
        },
      });
    },
    page: FINISHED_BADLY,
    status: 'failed',
    errors: 4,
    summary:
      /^The shop is closed\. 4 entries could not be saved, the first: article \d+ \(cs\)\. 4 of them were created all the same, without all texts: download again\.$/,
  },
  {
    way: 'Strapi refuses to save one of the translations (partial)',
    arrange: async (app) => {
      await deleteTranslations(app);
      let refused = false;
      return app.strapi.db.lifecycles.subscribe({
        models: ['api::article.article'],
        beforeCreate() {
          if (refused) return;
          refused = true;
          throw new Error('The title is taken.');
        },
      });
    },
    page: FINISHED_BADLY,
    status: 'failed',
    summary:
      /^The title is taken\. 1 entry could not be saved: article \d+ \(cs\)\. Created 3 entries as drafts in 2 languages \(cs, de\): publish them in the Content Manager\.$/,
  },
  {
    way: 'its page can not be told anything (the socket is gone)',
    arrange: takeSocketAway,
    page: null,
    status: 'failed',
    errors: 1,
    summary:
      'A part of Strapi that the Localazy plugin needs is missing. The download stopped: nothing was saved.',
    entry: /emitRaw/,
  },
];
