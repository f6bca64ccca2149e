import type { OfficialApp } from '../support/official-app';
import { says, takeSocketAway, type End } from './end';

const FINISHED = says(true, 'Download finished');
const FINISHED_BADLY = says(false, 'Download finished');
const NOTHING_TO_DO =
  'No entry was created or updated: Localazy has no translation of the content that is chosen for transfer.';

const failing = (what: string, path: RegExp): End => ({
  way: `Localazy fails to answer ${what}`,
  arrange: ({ localazy }) => void localazy.failOn({ path, trouble: { status: 500 } }),
  page: says(false, /^The download stopped: Localazy has a problem of its own/),
  status: 'failed',
  summary:
    'The download stopped: Localazy has a problem of its own; try again later (status 500, “Trouble 500”).',
  entry: 'Request failed with status code 500: Trouble 500',
});

const answering = (what: string, path: RegExp, body: string): End => ({
  way: `Localazy answers ${what} with something else than it should`,
  arrange: ({ localazy }) => void localazy.failOn({ path, trouble: { status: 200, body } }),
  page: says(false, /^The download stopped: an answer of Localazy/),
  status: 'failed',
  summary: 'The download stopped: an answer of Localazy was not what the Localazy plugin expects.',
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
const refusing =
  (action: 'beforeCreate' | 'beforeUpdate', reason: string) =>
  ({ strapi }: OfficialApp) =>
    strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      [action]() {
        throw new Error(reason);
      },
    });

const deleteTranslations = ({ knex }: OfficialApp) =>
  knex('articles').whereNot('locale', 'en').delete();

/** Every way that `localazyTransferDownloadService.download` can end. */
export const DOWNLOAD_ENDS: End[] = [
  {
    way: 'translations arrive for the first time',
    page: FINISHED,
    status: 'completed',
    summary: 'Created 4 entries and updated 0 in 2 languages (cs, de).',
  },
  {
    way: 'translations are updated',
    page: FINISHED,
    status: 'completed',
    summary: 'Created 0 entries and updated 4 in 2 languages (cs, de).',
  },
  {
    way: 'the project holds no file of Strapi (early return)',
    arrange: ({ localazy }) => void (localazy.state.files = []),
    page: says(false, 'File strapi.json not found'),
    status: 'failed',
    summary:
      'Nothing was downloaded: the Localazy project holds no content of this Strapi yet. Upload it first.',
    entry: 'File strapi.json not found',
  },
  {
    way: 'the project is not among the user’s projects (early return)',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: PROJECTS, trouble: { status: 200, body: '[]' } }),
    page: says(false, /^Project \S+ not found$/),
    status: 'failed',
    summary:
      'Nothing was downloaded: the Localazy project that the plugin is connected to was not found.',
    entry: /^Project \S+ not found$/,
  },
  {
    way: 'the project has no source language (early return)',
    arrange: ({ localazy }) => void (localazy.state.project.sourceLanguage = 99),
    page: says(false, 'Source language not found'),
    status: 'failed',
    summary: 'Nothing was downloaded: the Localazy project has no source language.',
  },
  {
    way: 'the project has its source language only (early return)',
    arrange: ({ localazy }) => void (localazy.state.project.languages = languages()),
    page: says(true, 'Your Localazy project is not translated to other languages.'),
    status: 'completed',
    summary:
      'Nothing was downloaded: the Localazy project has no other language than its source language.',
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
    summary:
      'Created 0 entries and updated 2 in 1 language (cs). Strapi does not support tlh: left out.',
    entry: 'Language tlh is not supported by Strapi',
  },
  {
    way: 'every language is none that Strapi knows',
    arrange: ({ localazy }) => void (localazy.state.project.languages = languages('tlh')),
    page: FINISHED,
    status: 'completed',
    summary: 'No entry was created or updated. Strapi does not support tlh: left out.',
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
      'Created 0 entries and updated 2 in 1 language (cs). A language could not be added to Strapi: the number of languages is limited to three.',
  },
  failing('which files there are (swallowed, then masked by a TypeError)', FILES),
  failing('which projects there are (swallowed, then masked by a TypeError)', PROJECTS),
  failing('with a language’s keys (thrown)', KEYS),
  failing('with the keys of the second language (partial)', /\/keys\/de/),
  {
    way: 'the sign-in has expired',
    arrange: ({ localazy }) =>
      void localazy.failOn({ trouble: { status: 401, error: 'Invalid or expired access token' } }),
    page: says(false, /^The download stopped: Localazy no longer accepts the sign-in/),
    status: 'failed',
    summary:
      'The download stopped: Localazy no longer accepts the sign-in: sign in again on the Localazy plugin’s page (status 401, “Invalid or expired access token”).',
  },
  {
    way: 'the connection breaks',
    arrange: ({ localazy }) => void localazy.failOn({ path: KEYS, trouble: 'reset' }),
    page: says(false, /^The download stopped: Localazy could not be reached/),
    status: 'failed',
    summary:
      'The download stopped: Localazy could not be reached, or the connection broke (other side closed).',
    entry: 'fetch failed: other side closed',
  },
  {
    way: 'an answer of Localazy is cut off in the middle',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: KEYS, trouble: { status: 200, body: '{"keys":[{"id' } }),
    page: says(false, /^The download stopped: an answer of Localazy could not be read/),
    status: 'failed',
    summary: 'The download stopped: an answer of Localazy could not be read.',
    entry: /JSON/,
  },
  answering('a language’s keys', KEYS, '{}'),
  answering('which files there are', FILES, '{"files":1}'),
  {
    way: 'the plugin is signed out',
    arrange: (app) => app.official('localazyUserService').deleteUser(),
    page: says(false, /^The download stopped: the Localazy plugin is not signed in/),
    status: 'failed',
    summary: 'The download stopped: the Localazy plugin is not signed in: sign in on its page.',
    entry: 'Localazy user is not logged in.',
  },
  {
    way: 'the plugin was never signed in (thrown)',
    arrange: (app) => app.storeRaw('identity', undefined),
    page: says(false, /^The download stopped: the Localazy plugin is not signed in/),
    status: 'failed',
    summary: 'The download stopped: the Localazy plugin is not signed in: sign in on its page.',
    entry: "Cannot read properties of null (reading 'project')",
  },
  {
    way: 'Localazy holds content that the transfer setup leaves out (thrown)',
    arrange: withKeys(['plugin::notes.note[1].title']),
    page: says(false, /^The download stopped: Localazy holds content of “notes”/),
    status: 'failed',
    summary:
      'The download stopped: Localazy holds content of “notes”, which the transfer setup leaves out: add it there, or remove it in Localazy.',
    entry: "Cannot read properties of undefined (reading 'notes')",
  },
  {
    way: 'a key of Localazy is malformed (thrown)',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        path: KEYS,
        trouble: { status: 200, body: '{"keys":[{"id":"_k","key":[],"value":"x"}]}' },
      }),
    page: says(false, /^The download stopped: an error inside Strapi or a plugin/),
    status: 'failed',
    summary: /^The download stopped: an error inside Strapi or a plugin \(.+\)\.$/,
  },
  {
    way: 'an article was deleted in Strapi and not in Localazy (several finished events)',
    arrange: withKeys(['api::article.article[999].title']),
    page: FINISHED_BADLY,
    status: 'failed',
    summary:
      '2 entries could not be saved, the first: article 999: it no longer exists in Strapi. Created 0 entries and updated 4 in 2 languages (cs, de).',
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
    summary:
      '2 entries could not be saved, the first: “note” is not translatable in Strapi (internationalization is off). None was saved.',
  },
  {
    way: 'Strapi refuses to save a translation',
    arrange: refusing('beforeUpdate', 'The title is taken.'),
    page: FINISHED_BADLY,
    status: 'failed',
    summary:
      /^4 entries could not be saved, the first: article \d+ in cs: The title is taken\. None was saved\.$/,
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
    summary:
      /^4 entries could not be saved, the first: article \d+ in cs: The title is taken\. None was saved\.$/,
    entry: /^Cannot create an entry in cs for api::article\.article\[\d+\]: The title is taken\.$/,
  },
  {
    way: 'Strapi refuses to save one of the translations (partial)',
    arrange: ({ strapi }) => {
      let refused = false;
      return strapi.db.lifecycles.subscribe({
        models: ['api::article.article'],
        beforeUpdate() {
          if (refused) return;
          refused = true;
          throw new Error('The title is taken.');
        },
      });
    },
    page: FINISHED_BADLY,
    status: 'failed',
    summary:
      /^1 entry could not be saved: article \d+ in cs: The title is taken\. Created \d+ entr\w+ and updated \d+ in 2 languages \(.+\)\.$/,
  },
  {
    way: 'its page can not be told anything (the socket is gone)',
    arrange: takeSocketAway,
    page: null,
    status: 'failed',
    summary: 'The download stopped: a part of Strapi that the Localazy plugin needs is missing.',
    entry: /emitRaw/,
  },
];
