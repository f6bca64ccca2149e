import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivityLogger } from '../../server/recorder/types';
import type { EventType, ListSessionsResponse } from '../../shared/contracts';
import { seedApp, startTransfer } from '../harness/official-plugin';
import type { RunningStrapi } from '../harness/start-strapi';
import { until } from '../harness/until';
import { seedSite } from '../playground/runner/seed';

const PLUGIN_ID = 'localazy-activity-logs';

const sessionsOf = async (app: RunningStrapi, eventType: EventType) => {
  const address = `/${PLUGIN_ID}/sessions?eventType=${eventType}`;
  const { body } = await app.request<ListSessionsResponse>('GET', address, {
    token: app.admin.token,
  });
  return body.results;
};

const record = async (
  app: RunningStrapi,
  eventType: EventType,
  start: () => Promise<unknown>
): Promise<number> => {
  const before = (await sessionsOf(app, eventType)).length;
  await start();
  const ended = await until(`the ${eventType} has ended`, async () => {
    const [newest, ...older] = await sessionsOf(app, eventType);
    return older.length === before && newest?.status !== 'in-progress' ? newest : undefined;
  });
  return ended.id;
};

/** Real operations of the official plugin: some that went well, some that did not. */
export const recordToday = async (app: RunningStrapi) => {
  await seedSite(app.strapi, await seedApp(app, { articles: 5 }));
  const upload = () => startTransfer(app, 'upload');
  await record(app, 'upload', upload);
  const heal = app.localazy.failOn({
    path: /\/import$/,
    trouble: { status: 401, error: 'The access token is not valid any more' },
  });
  const refused = await record(app, 'upload', upload);
  heal();
  await record(app, 'upload', upload);
  const download = await record(app, 'download', () => startTransfer(app, 'download'));
  await record(app, 'webhook', () => app.localazy.deliverWebhook(app.url));
  await record(app, 'webhook', () => app.localazy.deliverWebhook(app.url, { forge: true }));
  return { refused, download };
};

/** An operation of the site's own, as the README shows one, in the middle of its work. */
export const startCatalogue = async (app: RunningStrapi) => {
  const logger: ActivityLogger = app.strapi.plugin(PLUGIN_ID).service('logger');
  const session = logger.start({ eventType: 'upload', initiatedBy: 'Nightly job' });
  session.summarize('Uploading the catalogue');
  session.info('Reading the catalogue');
  for (let batch = 1; batch <= 24; batch += 1) {
    await sleep(20 + ((batch * 37) % 60));
    session.info(`Batch ${batch} of 60: 50 products sent to Localazy`);
    if (batch % 9 === 0) session.warn('One product has no title', { productId: 40_213 + batch });
  }
  session.progress(1_200, 3_000);
  await logger.flush();
  const [newest] = await sessionsOf(app, 'upload');
  return { id: newest.id, end: () => session.complete('Uploaded 3,000 products') };
};
