'use strict';

// A Strapi in a process of its own, to be killed: runs one operation that logs a numbered line every
// 20 ms, and tells its parent the number and the time of each.
const createStrapi = require('@strapi/strapi');

const main = async () => {
  const dir = process.env.APP_DIR;
  const strapi = createStrapi({
    appDir: dir,
    distDir: dir,
    autoReload: false,
    serveAdminPanel: false,
  });
  await strapi.load();
  const logger = strapi.plugin('localazy-activity-logs').service('logger');
  const session = logger.start({ eventType: 'download', summary: 'Downloading' });
  let line = 0;
  setInterval(() => {
    line += 1;
    session.info(`line ${line}`);
    process.send({ line, at: Date.now() });
  }, 20);
};

main();
