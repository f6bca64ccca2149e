import {
  eventTypeSchema,
  type EventType,
  type ListSessionsResponse,
  type Session,
} from '../../../shared/contracts';
import { until } from '../../harness/until';
import type { Webhook } from '../../localazy-api';
import type { Playground } from './app';
import { ARTICLE_UID, seedIdentity, TRANSFER_SETUP } from './seed';
import { begin, runTransfer } from './transfers';

/** Settings with which the official plugin uploads saved entries, and deprecates deleted ones, by itself. */
const AUTOMATION = {
  upload: { allowAutomated: true, automatedTriggers: ['updated'], allowDeprecate: true },
};

const firewallPage = {
  status: 200,
  contentType: 'text/html',
  body: '<html><title>Blocked by the company firewall</title></html>',
};

const sessionsOf = async ({ request, token }: Playground, eventType: EventType) => {
  const path = `/localazy-activity-logs/sessions?eventType=${eventType}&pageSize=100`;
  return (await request<ListSessionsResponse>('GET', path, { token })).body.results;
};

const allSessions = async (playground: Playground): Promise<Session[]> => {
  const lists = await Promise.all(
    eventTypeSchema.options.map((eventType) => sessionsOf(playground, eventType))
  );
  return lists.flat().sort((a, b) => a.id - b.id);
};

const whenEnded = (playground: Playground, count: number) =>
  until(
    `${count} sessions have ended`,
    async () => {
      const sessions = await allSessions(playground);
      const isOver = sessions.every(({ status }) => status !== 'in-progress');
      return isOver && sessions.length >= count && sessions;
    },
    { timeoutMs: 120_000, everyMs: 200 }
  );

const settings = ({ strapi }: Playground) =>
  strapi.plugin('localazy').service('pluginSettingsService');

const call = ({ localazy, url }: Playground, webhook: Webhook) =>
  localazy.deliverWebhook(url, webhook);

/** Saves or deletes an article as the Content Manager does. */
const contentManager = (
  { request, token }: Playground,
  method: 'PUT' | 'DELETE',
  id: number,
  body?: unknown
) => request(method, `/content-manager/collection-types/${ARTICLE_UID}/${id}`, { token, body });

/** What is done one after the other, each through the official plugin's own routes. */
const STEPS: Record<string, (playground: Playground) => Promise<unknown>> = {
  'an upload': (playground) => runTransfer(playground, 'upload'),
  'a download': (playground) => runTransfer(playground, 'download'),

  async 'an upload that Localazy no longer accepts'(playground) {
    const heal = playground.localazy.failOn({ path: /\/import$/, trouble: { status: 401 } });
    await runTransfer(playground, 'upload');
    heal();
  },
  async 'an upload that a firewall blocks'(playground) {
    const heal = playground.localazy.failOn({ path: /\/import$/, trouble: firewallPage });
    await runTransfer(playground, 'upload');
    heal();
  },
  async 'a download that ends before it begins'(playground) {
    const { files } = playground.localazy.state;
    playground.localazy.state.files = [];
    await runTransfer(playground, 'download');
    playground.localazy.state.files = files;
  },
  'a clean download after it': (playground) => runTransfer(playground, 'download'),
  async 'a download that breaks in one language'(playground) {
    const heal = playground.localazy.failOn({ path: /\/keys\/de/, trouble: { status: 503 } });
    await runTransfer(playground, 'download');
    heal();
  },
  async 'a download of an entry that is gone, and of a language that Strapi lacks'(playground) {
    const { sources, project } = playground.localazy.state;
    const gone = `${ARTICLE_UID}[99999].title`;
    sources.set(gone, 'Gone');
    project.languages.push({ id: 9, code: 'tlh', name: 'Klingon' });
    await runTransfer(playground, 'download');
    sources.delete(gone);
    project.languages.pop();
  },
  async 'a download and two webhooks at the same time'(playground) {
    const { length } = await allSessions(playground);
    await begin(playground, 'download');
    await call(playground, { type: 'project_published' });
    await call(playground, { type: 'tag_promoted' });
    await whenEnded(playground, length + 3);
  },
  async 'a genuine webhook of a comment'(playground) {
    const { length } = await allSessions(playground);
    await call(playground, { type: 'comment_added' });
    await whenEnded(playground, length + 1);
  },
  async 'webhooks without a signature'(playground) {
    for (const type of ['project_published', 'comment_added']) {
      await call(playground, { type, headers: { 'x-localazy-hmac': undefined } });
    }
  },
  async 'webhooks with a wrong signature'(playground) {
    for (let n = 0; n < 3; n += 1) await call(playground, { forge: true });
  },
  'a webhook of an hour before': (playground) =>
    call(playground, { timestamp: Math.floor(Date.now() / 1_000) - 3_600 }),
  async 'an upload with nothing to upload'(playground) {
    await settings(playground).updateContentTransferSetup([{ articles: { __model__: false } }]);
    await runTransfer(playground, 'upload');
    await settings(playground).updateContentTransferSetup(TRANSFER_SETUP);
  },
  async 'an upload while the plugin is signed out'(playground) {
    await playground.strapi.plugin('localazy').service('localazyUserService').deleteUser();
    await runTransfer(playground, 'upload');
    await seedIdentity(playground.strapi, playground.localazy.state);
  },
  async 'an article that is saved, one that Localazy refuses, and one that is deleted'(playground) {
    const { length } = await allSessions(playground);
    const [first, second] = await playground.knex('articles').where({ locale: 'en' }).pluck('id');
    await settings(playground).updatePluginSettings(AUTOMATION);
    await contentManager(playground, 'PUT', first, { title: 'Coffee in Porto' });
    await whenEnded(playground, length + 1);
    playground.localazy.failNext({ status: 500 });
    await contentManager(playground, 'PUT', second, { title: 'Trains through the Andes' });
    await whenEnded(playground, length + 2);
    await contentManager(playground, 'DELETE', first);
    await whenEnded(playground, length + 3);
    await settings(playground).updatePluginSettings({ upload: {} });
  },
};

/**
 * Runs clean, failed, overlapping and odd transfers and webhooks, and returns the sessions that were recorded
 * of them, the oldest first.
 */
export const runTroubles = async (playground: Playground): Promise<Session[]> => {
  const before = new Set((await allSessions(playground)).map(({ id }) => id));
  for (const [what, run] of Object.entries(STEPS)) {
    console.log(`… ${what}`);
    await run(playground);
  }
  // The numbers of refused calls are stored once a second.
  const isCounted = ({ summary }: Session) => summary.includes('3 calls were refused');
  await until('refused calls are counted', async () =>
    (await allSessions(playground)).some(isCounted)
  );
  return (await allSessions(playground)).filter(({ id }) => !before.has(id));
};
