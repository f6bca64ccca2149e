import { readdirSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { LoadedStrapi } from '@strapi/types';
import type { ActivityLogger } from '../../server/recorder/types';
import type { TestDatabase } from '../harness/databases';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { saw } from './support/saw';

const heading = 'Living in a host';
const require = createRequire(import.meta.url);

const ROUNDS = 20;
/** The first starts fill caches of Node, Strapi and the drivers. */
const WARM = 5;
const MEBIBYTE = 1024 * 1024;

/** Memory that Strapi itself keeps of each start, with room; ours would come on top. */
const KEPT_PER_START_MB = 6;

const WRAPPED_SERVICES = [
  'localazyTransferUploadService',
  'localazyTransferDownloadService',
  'localazyUploadService',
  'localazyUserService',
  'localazyPubApiService',
  'pluginSettingsService',
  'strapiLocalazyI18nService',
  'strapiI18nService',
];

/** The official plugin's own check of webhooks, as it was loaded for the current start. */
const officialCheck = (): unknown =>
  require('@localazy/strapi-plugin/server/middlewares').verifyWebhook;

/** What of a Strapi and of its process is patched. */
const attachedTo = (strapi: LoadedStrapi) => ({
  services: WRAPPED_SERVICES.filter((name) =>
    types.isProxy(strapi.container.get('services').get(`plugin::localazy.${name}`))
  ).length,
  webhookCheck:
    strapi.container.get('middlewares').get('plugin::localazy.verifyWebhook') !== officialCheck(),
  log: Object.hasOwn(strapi.log, 'write'),
  strapiConsole: 'console' in strapi,
  fetch: globalThis.fetch.name !== 'fetch',
  listOfContentTypes: strapi.container.get('content-types').getAll.name !== 'getAll',
});

const ATTACHED = {
  services: WRAPPED_SERVICES.length,
  webhookCheck: true,
  log: true,
  strapiConsole: true,
  fetch: true,
  listOfContentTypes: true,
};

const DETACHED = {
  services: 0,
  webhookCheck: false,
  log: false,
  strapiConsole: false,
  fetch: false,
  listOfContentTypes: false,
};

const listeners = () =>
  process.eventNames().reduce((sum, event) => sum + process.listenerCount(event), 0);

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

/** Sockets, servers and files of this thread that keep it busy: the process is another test's, too. */
const sockets = () =>
  process.getActiveResourcesInfo().filter((kind) => /TCP|Pipe|FS|UDP|TLS/.test(kind)).length;

const targetOf = (descriptor: string) => {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
};

/** How often this process has a database's files open; null where the system can't report it. */
const openDatabases = ({ env }: TestDatabase) => {
  try {
    const targets = readdirSync('/proc/self/fd').map(targetOf);
    return targets.filter((target) => target.startsWith(env.DATABASE_FILENAME)).length;
  } catch {
    return null;
  }
};

const memory = () => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / MEBIBYTE;
};

const startDownload = async (app: RunningStrapi) => {
  await seedApp(app, { articles: 1 });
  app.localazy.failOn({ path: /\/keys\//, trouble: { delayMs: 50 } });
  await startTransfer(app, 'download');
  await until('the transfer is under way', () => app.localazy.requests.length > 0);
};

/** Starts, records, leaves a session open, now and then a transfer under way, and stops. */
const oneRound = async (round: number) => {
  const app = await startStrapi();
  try {
    expect(attachedTo(app.strapi)).toEqual(ATTACHED);
    const logger: ActivityLogger = app.strapi.plugin('localazy-activity-logs').service('logger');
    logger.start({ eventType: 'upload' }).info('left open');
    expect(openDatabases(app.database) ?? 1).toBeGreaterThan(0);
    if (round % 5 === 0) await startDownload(app);
  } finally {
    await app.stop();
  }
  expect(openDatabases(app.database) ?? 0).toBe(0);
  return app.strapi;
};

it(`${ROUNDS} starts and stops in one process leave nothing behind`, async () => {
  const ours = { error: console.error, warn: console.warn };
  const seen: { listeners: number; timers: number; sockets: number; memory: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const strapi = await oneRound(round);
    expect(attachedTo(strapi)).toEqual(DETACHED);
    expect({ error: console.error, warn: console.warn }).toEqual(ours);
    seen.push({
      listeners: listeners(),
      timers: timers(),
      sockets: sockets(),
      memory: memory(),
    });
  }

  const [warm, last] = [seen[WARM - 1], seen[ROUNDS - 1]];
  expect(last.listeners).toBe(warm.listeners);
  expect(last.timers).toBeLessThanOrEqual(warm.timers);
  expect(last.sockets).toBeLessThanOrEqual(warm.sockets);
  const perStart = (last.memory - warm.memory) / (ROUNDS - WARM);
  expect(perStart).toBeLessThan(KEPT_PER_START_MB);
  saw({
    heading,
    done: `${ROUNDS} starts and stops in one process, every fifth in the middle of a download`,
    seen: [
      'every service, the check of webhooks, the log, the console and the list of content types as they were',
      `listeners ${warm.listeners} → ${last.listeners}`,
      `timers ${warm.timers} → ${last.timers}`,
      `sockets ${warm.sockets} → ${last.sockets}`,
      `memory ${perStart.toFixed(1)} MB a start, Strapi’s own included`,
    ].join('; '),
  });
}, 300_000);
