'use strict';

// A Strapi in a process of its own, with our plugin or without, that does what the bench asks of it.
const { setTimeout: sleep } = require('node:timers/promises');
const createStrapi = require('@strapi/strapi');
const JobNotificationService = require('@localazy/strapi-plugin/server/services/helpers/job-notification-service');

const MEBIBYTE = 1024 ** 2;

const usedMb = () => {
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MEBIBYTE;
};

/** What the official plugin's download reads of a request. */
const requestOf = (user) => ({ state: { user }, request: { headers: {}, header: {}, body: {} } });

const commands = (strapi) => ({
  /** Milliseconds that a download through the official plugin takes. */
  async download() {
    const user = await strapi.query('admin::user').findOne({});
    const start = performance.now();
    await strapi
      .plugin('localazy')
      .service('localazyTransferDownloadService')
      .download(new JobNotificationService(strapi.StrapIO), requestOf(user));
    return performance.now() - start;
  },

  async usedMb() {
    usedMb();
    await sleep(500);
    return usedMb();
  },

  /** The most memory while so many sessions log so many lines each, all at once, a line a millisecond each. */
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
