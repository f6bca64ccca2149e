import type { ActivityLogger } from '../../../server/recorder/types';
import type { RunningStrapi } from '../../harness';

const LINE_EVERY_MS = 20;

export const loggerOf = ({ strapi }: Pick<RunningStrapi, 'strapi'>): ActivityLogger =>
  strapi.plugin('localazy-activity-logs').service('logger');

interface Operation {
  /** How many lines it has logged so far. */
  readonly lines: number;
  /** Lets it come to its end; returns what its caller gets. */
  finish(): Promise<string>;
}

/** Runs an operation of the host's that logs a numbered line every 20 ms until it may finish. */
export const startOperation = (app: Pick<RunningStrapi, 'strapi'>, name: string): Operation => {
  let lines = 0;
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const result = loggerOf(app).run(
    { eventType: 'download', initiatedBy: name },
    async (session) => {
      const timer = setInterval(() => {
        lines += 1;
        session.info(`line ${lines}`);
      }, LINE_EVERY_MS);
      await released;
      clearInterval(timer);
      return `the result of ${name}`;
    }
  );
  return {
    get lines() {
      return lines;
    },
    finish() {
      letGo();
      return result;
    },
  };
};
