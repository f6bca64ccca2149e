import type { ActivityLogger, SessionHandle } from '../../../server/recorder/types';
import type { Playground } from './app';
import { newest } from './transfers';

/** What a session's page has to cope with. */
const LINES = 50_000;

/** Lines that wait to be stored at most, so that none is left out for want of memory. */
const LINES_PER_FLUSH = 5_000;

const logLine = (session: SessionHandle, line: number) => {
  if (line % 5_000 === 0) {
    session.error(`Batch ${line} was refused\n    at send (catalogue.js:12:7)`, { status: 429 });
  } else if (line % 1_000 === 0) session.warn(`Batch ${line} took long`, { ms: 4_200 });
  else if (line % 10 === 0) session.debug(`Requested batch ${line}`);
  else session.info(`Batch ${line} of ${LINES}: ${(line * 37) % 90} products sent`);
};

/** Records an operation of the app's own through the public logger, as any code of a site may. Returns its id. */
export const recordLargeSession = async (playground: Playground): Promise<number> => {
  const logger: ActivityLogger = playground.strapi
    .plugin('localazy-activity-logs')
    .service('logger');
  await logger.run({ eventType: 'upload', initiatedBy: 'Nightly job' }, async (session) => {
    for (let line = 1; line <= LINES; line += 1) {
      logLine(session, line);
      if (line % LINES_PER_FLUSH === 0) await logger.flush();
    }
    session.summarize(`Sent ${LINES} batches of the catalogue`);
  });
  await logger.flush();
  const session = await newest(playground, 'upload');
  if (!session) throw new Error('The session of many lines was not recorded');
  return session.id;
};
