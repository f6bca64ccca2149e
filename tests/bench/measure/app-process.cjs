'use strict';

// A Strapi in a process of its own, with our plugin or without, that runs the bench's jobs.
const { setTimeout: sleep } = require('node:timers/promises');
const createStrapi = require('@strapi/strapi');

const MEBIBYTE = 1024 ** 2;

const usedMb = () => {
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEBIBYTE;
};

/** Milliseconds of the processor that this process has had. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Calls `start`, and returns the milliseconds of the transfer that it starts, by the clock and of the processor. */
const timeOfNextDownload = async (strapi, start) => {
  const service = strapi.plugin('localazy').service('localazyTransferDownloadService');
  const { download } = service;
  try {
    return await new Promise((resolve, reject) => {
      service.download = async (...args) => {
        const [begin, cpuBegin] = [performance.now(), cpuMs()];
        await download.apply(service, args);
        resolve({ ms: performance.now() - begin, cpuMs: cpuMs() - cpuBegin });
      };
      start().catch(reject);
    });
  } finally {
    service.download = download;
  }
};

/** As the button of the official plugin's page does. */
const startDownload = async (strapi) => {
  const user = await strapi.query('admin::user').findOne({});
  const { port } = strapi.server.httpServer.address();
  const response = await fetch(`http://127.0.0.1:${port}/localazy/transfer/download`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${strapi.service('admin::token').createJwtToken(user)}`,
      'content-type': 'application/json',
      'x-localazy-initiated-by': 'strapi-plugin-localazy',
    },
    body: '{}',
  });
  if (!response.ok) throw new Error(`The download returned ${response.status}`);
};

const commands = (strapi) => ({
  /** What a download through the official plugin takes, and how many entries it wrote. */
  async download() {
    const before = new Date();
    const took = await timeOfNextDownload(strapi, () => startDownload(strapi));
    const written = await strapi.db.query('api::article.article').count({
      where: { locale: { $ne: 'en' }, updatedAt: { $gte: before } },
    });
    return { ...took, written };
  },

  async usedMb() {
    usedMb();
    await sleep(500);
    return usedMb();
  },

  /** The most memory while so many sessions log so many lines each, all together, a line a millisecond each. */
  async logAtOnce({ sessions, lines }) {
    const logger = strapi.plugin('localazy-activity-logs').service('logger');
    const open = Array.from({ length: sessions }, () =>
      logger.start({ eventType: 'download', initiatedBy: 'Bench' })
    );
    let most = 0;
    for (let line = 0; line < lines; line += 1) {
      open.forEach((session) =>
        session.info(`Updated api::article.article[${line}] (cs)`, { line })
      );
      await sleep(1);
      if (line % 50 === 49) most = Math.max(most, usedMb());
    }
    open.forEach((session) => session.complete());
    await logger.flush();
    return most;
  },
});

const main = async () => {
  const dir = process.env.APP_DIR;
  const strapi = createStrapi({
    appDir: dir,
    distDir: dir,
    autoReload: false,
    serveAdminPanel: false,
  });
  await strapi.load();
  await strapi.listen();
  const known = commands(strapi);
  process.on('message', async ({ id, job, options }) => {
    try {
      process.send({ id, result: await known[job](options) });
    } catch (error) {
      process.send({ id, error: String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ isReady: true });
};

main();
