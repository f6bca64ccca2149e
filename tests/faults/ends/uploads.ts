import { says, takeSocketAway, throwingIn, type End } from './end';

const FINISHED = says(true, 'Upload finished');
const IMPORT = { method: 'POST', path: /\/import$/ } as const;
/** Types with languages that the app has beside articles: nothing of them is written in these tests. */
const OTHERS = 'categories, homepages';
const NOT_CHOSEN = `Not sent, as the transfer setup does not have it: ${OTHERS}.`;
const SIGNED_OUT =
  'The Localazy plugin is not signed in: sign in on its page. Nothing was uploaded.';

/** A response of Localazy that refuses what is uploaded: the official plugin announces success whatever it is. */
const refusedWith = (status: number, cause: string): End => ({
  way: `Localazy responds to the upload with ${status}`,
  arrange: ({ localazy }) => void localazy.failOn({ ...IMPORT, trouble: { status } }),
  page: FINISHED,
  status: 'failed',
  summary: `${cause} Localazy did not confirm the upload. (status ${status}, “Trouble ${status}”)`,
  entry: new RegExp(`Request failed with status code ${status}`),
});

/** A page of a proxy or firewall in place of Localazy's response to the upload. */
const pageInstead = (status: number, page: string) => ({
  ...IMPORT,
  trouble: { status, body: page, contentType: 'text/html' },
});

/** A response with status 200 that confirms nothing: the official plugin announces success. */
const confirmsNothing = (body: string, summary: string): End => ({
  way: `Localazy responds to the upload with 200 and ${body}`,
  arrange: ({ localazy }) => void localazy.failOn({ ...IMPORT, trouble: { status: 200, body } }),
  page: FINISHED,
  status: 'failed',
  summary,
});

const chosen =
  (...setup: object[]): End['arrange'] =>
  (app) =>
    app.official('pluginSettingsService').updateContentTransferSetup(setup);

/** What the official plugin reads of an article has a text for each of so many made-up keys. */
const withManyKeys =
  (count: number): End['arrange'] =>
  async (app) => {
    await chosen({ articles: { __model__: true, text: true } })?.(app);
    return app.strapi.db.lifecycles.subscribe({
      models: ['api::article.article'],
      afterFindMany(event: object) {
        const [article] = 'result' in event && Array.isArray(event.result) ? event.result : [];
        if (!article) return;
        const keys = Array.from({ length: count }, (_, number) => [`k${number}`, 'a text']);
        article.text = Object.fromEntries(keys);
      },
    });
  };

const writeNote: End['arrange'] = async (app) => {
  const { id } = await app.strapi.db
    .query('plugin::notes.note')
    .create({ data: { title: 'A note' } });
  await chosen(
    { articles: { __model__: true, title: true } },
    { notes: { __model__: true, title: true } },
    { imprints: { __model__: true, title: true } }
  )?.(app);
  return async () => {
    await app.strapi.db.query('plugin::notes.note').delete({ where: { id } });
    app.localazy.state.sources.delete(`plugin::notes.note[${id}].title`);
  };
};

/** Every way that `localazyTransferUploadService.upload` can end. */
export const UPLOAD_ENDS: End[] = [
  {
    way: 'everything is uploaded',
    page: FINISHED,
    status: 'completed',
    summary:
      /^Uploaded \d+ keys in en: 2 entries of article\. Not sent, as the chosen fields hold no text: categories, homepages\.$/,
    entry: /^Sent article: entries 2, keys \d+$/,
  },
  {
    way: 'several content types are uploaded, one has nothing to send',
    arrange: writeNote,
    page: FINISHED,
    status: 'completed',
    summary: `Uploaded 3 keys in en: 3 entries of 2 content types. article: 2 entries, 2 keys. note: 1 entry, 1 key. Not sent, as the chosen fields hold no text: imprints. ${NOT_CHOSEN}`,
    entry: 'Not sent: imprints, whose chosen fields hold no text',
  },
  {
    way: 'no transfer setup was ever saved (early return)',
    arrange: (app) => app.storeRaw('content-transfer-setup', { has_setup: false, setup: [] }),
    page: says(false, 'Content transfer setup is not set up.'),
    status: 'failed',
    summary:
      'No content is chosen for transfer in the Localazy plugin’s settings. Nothing was uploaded.',
  },
  {
    way: 'the stored transfer setup has a wrong shape (thrown)',
    arrange: (app) =>
      app.storeRaw('content-transfer-setup', { has_setup: true, setup: { articles: {} } }),
    page: says(false, /^The transfer setup cannot be read/),
    status: 'failed',
    summary:
      'The transfer setup cannot be read: save it again on the Localazy plugin’s page. The upload stopped: nothing was sent.',
    entry: /is not a function/,
  },
  {
    way: 'the transfer setup names a collection that Strapi no longer has (thrown)',
    arrange: chosen({ ghosts: { __model__: true, title: true } }),
    page: says(false, /^A collection chosen for transfer/),
    status: 'failed',
    summary:
      'A collection chosen for transfer no longer exists in Strapi: save the transfer setup again. The upload stopped: nothing was sent.',
    entry: "Cannot read properties of undefined (reading 'uid')",
  },
  {
    way: 'transfer is switched off for every collection (empty upload)',
    arrange: chosen({ articles: { __model__: false, title: true } }),
    page: FINISHED,
    status: 'completed',
    summary: `Nothing was uploaded. Not sent, as transfer is switched off: articles. ${NOT_CHOSEN}`,
    entry: 'Collection articles transfer is disabled.',
  },
  {
    way: 'transfer is switched off for some collections (partial)',
    arrange: chosen(
      { articles: { __model__: true, title: true } },
      { notes: { __model__: false, title: true } }
    ),
    page: FINISHED,
    status: 'completed',
    summary: `Uploaded 2 keys in en: 2 entries of article. Not sent, as transfer is switched off: notes. ${NOT_CHOSEN}`,
  },
  {
    way: 'no field of the collection is chosen (empty result of the filter)',
    arrange: chosen({ articles: { __model__: true } }),
    page: FINISHED,
    status: 'completed',
    summary: `Nothing was uploaded. Not sent, as the chosen fields hold no text: articles. ${NOT_CHOSEN}`,
  },
  {
    way: 'the only chosen page has not been written yet (no entries)',
    arrange: chosen({ imprints: { __model__: true, title: true } }),
    page: FINISHED,
    status: 'completed',
    summary: `Nothing was uploaded. Not sent, as the chosen fields hold no text: imprints. Not sent, as the transfer setup does not have it: articles, ${OTHERS}.`,
    entry: 'No entries found for model plugin::notes.imprint',
  },
  {
    way: 'the plugin is signed out (swallowed)',
    arrange: (app) => app.official('localazyUserService').deleteUser(),
    page: FINISHED,
    status: 'failed',
    summary: SIGNED_OUT,
    entry: 'Localazy user is not logged in.',
  },
  {
    way: 'the plugin was never signed in (swallowed)',
    arrange: (app) => app.storeRaw('identity', undefined),
    page: FINISHED,
    status: 'failed',
    summary: SIGNED_OUT,
    entry: /accessToken/,
  },
  {
    way: 'there are more keys than the API client can send (swallowed)',
    arrange: withManyKeys(130_000),
    page: FINISHED,
    status: 'failed',
    summary:
      /^130,\d+ keys are more than the Localazy plugin can send at once: choose fewer collections or fields\. Nothing was uploaded\. \(Maximum call stack size exceeded\)$/,
  },
  refusedWith(400, 'Localazy refused the request: “Trouble 400”.'),
  refusedWith(
    401,
    'Localazy no longer accepts the sign-in: sign in again on the Localazy plugin’s page.'
  ),
  refusedWith(
    403,
    'Localazy does not allow this to the user who is signed in: change the role in Localazy, or sign in as another user.'
  ),
  refusedWith(
    404,
    'Localazy does not find the project or its file: connect the Localazy plugin to a project again.'
  ),
  refusedWith(413, 'The content is too large for Localazy: choose fewer collections or fields.'),
  refusedWith(429, 'Localazy received too many requests: try again later.'),
  refusedWith(500, 'Localazy is not working properly at the moment: try again later.'),
  {
    way: 'a proxy before Localazy responds with a page of its own',
    arrange: ({ localazy }) => void localazy.failOn(pageInstead(502, '<h1>Bad Gateway</h1>')),
    page: FINISHED,
    status: 'failed',
    summary:
      'Localazy, or a proxy in front of it, is not working properly at the moment: try again later. Localazy did not confirm the upload. (status 502, “Bad Gateway”)',
  },
  {
    way: 'a firewall responds to the upload with 403 and a page of its own',
    arrange: ({ localazy }) =>
      void localazy.failOn(pageInstead(403, '<title>Access denied</title><p>Incident 7</p>')),
    page: FINISHED,
    status: 'failed',
    summary:
      'A firewall or proxy between Strapi and Localazy refused the request: it must let Strapi reach Localazy. Localazy did not confirm the upload. (status 403, “Access denied”)',
  },
  {
    way: 'a proxy responds to the upload with 200 and a page of its own',
    arrange: ({ localazy }) =>
      void localazy.failOn(pageInstead(200, '<title>Sign in to the guest network</title>')),
    page: FINISHED,
    status: 'failed',
    summary:
      'Localazy did not confirm the upload. A web page came back in place of Localazy’s response: look at the firewall or proxy between Strapi and Localazy. (status 200, “Sign in to the guest network”)',
  },
  confirmsNothing('{}', 'Localazy did not confirm the upload: “{}”. (status 200)'),
  confirmsNothing(
    '{"success":false,"error":"Project is archived"}',
    'Localazy did not confirm the upload: “Project is archived”. (status 200)'
  ),
  {
    way: 'the response to the upload is cut off in the middle',
    arrange: ({ localazy }) =>
      void localazy.failOn({ ...IMPORT, trouble: { status: 200, body: '{"result":' } }),
    page: FINISHED,
    status: 'failed',
    summary:
      'A response of Localazy could not be read: try again. Localazy did not confirm the upload.',
  },
  {
    way: 'the connection breaks during the upload',
    arrange: ({ localazy }) => void localazy.failOn({ ...IMPORT, trouble: 'reset' }),
    page: FINISHED,
    status: 'failed',
    summary:
      'Localazy could not be reached, or the connection broke: check the server’s network, then try again. Localazy did not confirm the upload. (fetch failed)',
    entry: /fetch failed: other side closed/,
  },
  {
    way: 'Localazy takes the content, then fails to say which file it is in',
    arrange: ({ localazy }) =>
      void localazy.failOn({ path: /\/files(\?|$)/, trouble: { status: 503 } }),
    page: FINISHED,
    status: 'completed',
    errors: 1,
    summary:
      /^Uploaded \d+ keys in en: 2 entries of article\. Not sent, as the chosen fields hold no text: categories, homepages\. Localazy took the content, but did not return its list of files afterwards\.$/,
  },
  {
    way: 'reading the content throws a plain object',
    arrange: throwingIn('beforeFindMany', () => ({ reason: 'the shop’s guard said no', code: 7 })),
    page: says(false, 'The shop’s guard said no. The upload stopped: nothing was sent.'),
    status: 'failed',
    summary: 'The shop’s guard said no. The upload stopped: nothing was sent.',
    entry: 'the shop’s guard said no',
  },
  {
    way: 'reading the content fails with an error as Localazy’s might be',
    arrange: throwingIn('afterFindMany', () => new TypeError('fetch failed')),
    page: says(false, /^Fetch failed\. The upload stopped/),
    status: 'failed',
    summary: 'Fetch failed. The upload stopped: nothing was sent.',
  },
  {
    way: 'reading the content throws an error of a programmer',
    arrange: throwingIn('beforeFindMany', () => new TypeError('x.y is not a function')),
    page: says(false, /^An error inside Strapi or a plugin/),
    status: 'failed',
    summary:
      'An error inside Strapi or a plugin: the log has its details. The upload stopped: nothing was sent. (x.y is not a function)',
  },
  {
    way: 'its page can not be told anything (the socket is gone)',
    arrange: takeSocketAway,
    page: null,
    status: 'failed',
    errors: 1,
    summary:
      'A part of Strapi that the Localazy plugin needs is missing. The upload stopped: nothing was sent.',
    entry: /emitRaw/,
  },
];
