'use strict';

// A Strapi in a process of its own, to be killed, stopped and continued. It does what its parent asks
// (see child-app.ts) and sends it the name, number and time of each line that it logs.
const createStrapi = require('@strapi/strapi');

const LINE_EVERY_MS = 20;

const operations = new Map();

const commands = (strapi) => {
  const logger = strapi.plugin('localazy-activity-logs').service('logger');

  return {
    /** Opens a session that logs a numbered line every 20 ms. */
    begin(name) {
      const session = logger.start({ eventType: 'download', initiatedBy: name });
      let line = 0;
      const timer = setInterval(() => {
        line += 1;
        session.info(`line ${line}`);
        process.send({ name, line, at: performance.timeOrigin + performance.now() });
      }, LINE_EVERY_MS);
      operations.set(name, { session, timer });
    },

    async complete(name) {
      const { session, timer } = operations.get(name);
      clearInterval(timer);
      session.complete('Done');
      await logger.flush();
    },

    /** A recorded operation with a promise in it that is rejected and that nobody awaits. */
    rejectUnawaited(name) {
      void logger.run({ eventType: 'download', initiatedBy: name }, async (session) => {
        session.info('before');
        await logger.flush();
        void Promise.reject(new Error('nobody awaits this'));
        await new Promise(() => {});
      });
    },

    /** A recorded operation that throws in a timer. */
    throwInTimer(name) {
      void logger.run({ eventType: 'download', initiatedBy: name }, async (session) => {
        session.info('before');
        await logger.flush();
        setTimeout(() => {
          throw new Error('thrown in a timer');
        });
        await new Promise(() => {});
      });
    },
  };
};

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
  process.on('message', async ({ ask, command, name }) => {
    await known[command](name);
    process.send({ done: ask });
  });
  process.send({ url: `http://127.0.0.1:${strapi.server.httpServer.address().port}` });
};

main();
