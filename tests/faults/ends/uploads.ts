import { says, takeSocketAway, type End } from './end';

const FINISHED = says(true, 'Upload finished');
const IMPORT = { method: 'POST', path: /\/import$/ } as const;

const unconfirmed = (cause: string) => `Localazy did not confirm the upload: ${cause}.`;

/** An answer of Localazy that refuses what is uploaded: the official plugin announces success whatever it is. */
const refusedWith = (status: number, cause: string): End => ({
  way: `Localazy answers the upload with ${status}`,
  arrange: ({ localazy }) => void localazy.failOn({ ...IMPORT, trouble: { status } }),
  page: FINISHED,
  status: 'failed',
  summary: unconfirmed(`${cause} (status ${status}, “Trouble ${status}”)`),
  entry: new RegExp(`Request failed with status code ${status}`),
});

/** Every way that `localazyTransferUploadService.upload` can end. */
export const UPLOAD_ENDS: End[] = [
  {
    way: 'everything is uploaded',
    page: FINISHED,
    status: 'completed',
    summary: /^Uploaded \d+ keys in 1 language \(en\)\.$/,
  },
  {
    way: 'no transfer setup was ever saved (early return)',
    arrange: (app) => app.storeRaw('content-transfer-setup', { has_setup: false, setup: [] }),
    page: says(false, 'Content transfer setup is not set up.'),
    status: 'failed',
    summary:
      'Nothing was uploaded: no content is chosen for transfer in the Localazy plugin’s settings.',
  },
  {
    way: 'the stored transfer setup has a wrong shape (thrown)',
    arrange: (app) =>
      app.storeRaw('content-transfer-setup', { has_setup: true, setup: { articles: {} } }),
    page: says(false, /^The upload stopped: the transfer setup cannot be read/),
    status: 'failed',
    summary:
      'The upload stopped: the transfer setup cannot be read: save it anew on the Localazy plugin’s page.',
    entry: /is not a function/,
  },
  {
    way: 'the transfer setup names a collection that Strapi no longer has (thrown)',
    arrange: (app) =>
      app
        .official('pluginSettingsService')
        .updateContentTransferSetup([{ ghosts: { __model__: true, title: true } }]),
    page: says(false, /^The upload stopped: a collection/),
    status: 'failed',
    summary:
      'The upload stopped: a collection chosen for transfer no longer exists in Strapi: save the transfer setup anew.',
    entry: "Cannot read properties of undefined (reading 'uid')",
  },
  {
    way: 'transfer is switched off for every collection (empty upload)',
    arrange: (app) =>
      app
        .official('pluginSettingsService')
        .updateContentTransferSetup([{ articles: { __model__: false, title: true } }]),
    page: FINISHED,
    status: 'completed',
    summary: 'Uploaded 0 keys: transfer is switched off for articles.',
    entry: 'Collection articles transfer is disabled.',
  },
  {
    way: 'transfer is switched off for some collections (partial)',
    arrange: (app) =>
      app
        .official('pluginSettingsService')
        .updateContentTransferSetup([
          { articles: { __model__: true, title: true } },
          { notes: { __model__: false, title: true } },
        ]),
    page: FINISHED,
    status: 'completed',
    summary: /^Uploaded \d+ keys in 1 language \(en\)\. Switched off and left out: notes\.$/,
  },
  {
    way: 'no field of the collection is chosen (empty result of the filter)',
    arrange: (app) =>
      app
        .official('pluginSettingsService')
        .updateContentTransferSetup([{ articles: { __model__: true } }]),
    page: FINISHED,
    status: 'completed',
    summary: 'Uploaded 0 keys: the chosen fields hold no text.',
  },
  {
    way: 'the only chosen page has not been written yet (no entries)',
    arrange: (app) =>
      app
        .official('pluginSettingsService')
        .updateContentTransferSetup([{ imprints: { __model__: true, title: true } }]),
    page: FINISHED,
    status: 'completed',
    summary: 'Uploaded 0 keys: the chosen fields hold no text.',
    entry: 'No entries found for model plugin::notes.imprint',
  },
  {
    way: 'the plugin is signed out (swallowed)',
    arrange: (app) => app.official('localazyUserService').deleteUser(),
    page: FINISHED,
    status: 'failed',
    summary: unconfirmed('the Localazy plugin is not signed in: sign in on its page'),
    entry: 'Localazy user is not logged in.',
  },
  {
    way: 'the plugin was never signed in (swallowed)',
    arrange: (app) => app.storeRaw('identity', undefined),
    page: FINISHED,
    status: 'failed',
    summary: unconfirmed('the Localazy plugin is not signed in: sign in on its page'),
    entry: /accessToken/,
  },
  refusedWith(400, 'Localazy did not take the request'),
  refusedWith(
    401,
    'Localazy no longer accepts the sign-in: sign in again on the Localazy plugin’s page'
  ),
  refusedWith(403, 'Localazy does not allow this to the user who is signed in'),
  refusedWith(404, 'Localazy does not find the project or its file'),
  refusedWith(413, 'the content is too large for Localazy'),
  refusedWith(429, 'Localazy was asked too often; try again later'),
  refusedWith(500, 'Localazy has a problem of its own; try again later'),
  {
    way: 'a proxy before Localazy answers with a page of its own',
    arrange: ({ localazy }) =>
      void localazy.failOn({
        ...IMPORT,
        trouble: { status: 502, body: '<h1>Bad Gateway</h1>', contentType: 'text/html' },
      }),
    page: FINISHED,
    status: 'failed',
    summary: unconfirmed(
      'Localazy has a problem of its own; try again later (status 502, “Bad Gateway”)'
    ),
  },
  {
    way: 'the answer to the upload is cut off in the middle',
    arrange: ({ localazy }) =>
      void localazy.failOn({ ...IMPORT, trouble: { status: 200, body: '{"result":' } }),
    page: FINISHED,
    status: 'failed',
    summary: unconfirmed('an answer of Localazy could not be read'),
  },
  {
    way: 'the connection breaks during the upload',
    arrange: ({ localazy }) => void localazy.failOn({ ...IMPORT, trouble: 'reset' }),
    page: FINISHED,
    status: 'failed',
    summary:
      /^Localazy did not confirm the upload: Localazy could not be reached, or the connection broke/,
    entry: /fetch failed: other side closed/,
  },
  {
    way: 'Localazy takes the content, then fails to say which file it is in',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: /\/files(\?|$)/, trouble: { status: 503 } }),
    page: FINISHED,
    status: 'failed',
    summary: unconfirmed(
      'Localazy has a problem of its own; try again later (status 503, “Trouble 503”)'
    ),
  },
  {
    way: 'reading the content throws a plain object',
    arrange: ({ strapi }) =>
      strapi.db.lifecycles.subscribe({
        models: ['api::article.article'],
        beforeFindMany() {
          throw { reason: 'the shop’s guard said no', code: 7 };
        },
      }),
    page: says(false, 'The upload stopped: the shop’s guard said no.'),
    status: 'failed',
    summary: 'The upload stopped: the shop’s guard said no.',
    entry: 'the shop’s guard said no',
  },
  {
    way: 'reading the content throws an error of a programmer',
    arrange: ({ strapi }) =>
      strapi.db.lifecycles.subscribe({
        models: ['api::article.article'],
        beforeFindMany() {
          throw new TypeError('x.y is not a function');
        },
      }),
    page: says(false, /^The upload stopped: an error inside Strapi or a plugin/),
    status: 'failed',
    summary: 'The upload stopped: an error inside Strapi or a plugin (x.y is not a function).',
  },
  {
    way: 'its page can not be told anything (the socket is gone)',
    arrange: takeSocketAway,
    page: null,
    status: 'failed',
    summary: 'The upload stopped: a part of Strapi that the Localazy plugin needs is missing.',
    entry: /emitRaw/,
  },
];
