import { say, summaryOf, type SummaryPart } from '../domain/summaries';
import type { RecorderSession } from '../recorder/session-handle';
import type { ApiObserver } from './api-requests';
import type { AutomatedSession } from './automated-session';
import { detailsOf, explain } from './explain';
import type { HookRun } from './hook-run';

/** Without the file nothing of this Strapi is in Localazy yet. */
const NO_FILE = /^File \S+ not found$/;

/** The same session, which keeps the errors that the plugin logs. */
const keepErrors = (session: RecorderSession) => {
  const errors: string[] = [];
  const fromConsole: RecorderSession['fromConsole'] = (level, message, data) => {
    const isError = level === 'error' && !NO_FILE.test(message);
    if (isError) errors.push(message);
    session.fromConsole(level === 'error' && !isError ? 'info' : level, message, data);
  };
  return { errors, session: { ...session, fromConsole } };
};

/** Records how the keys of deleted entries are deprecated. */
export const createDeprecations = (
  api: ApiObserver,
  open: (kind: HookRun['kind'], entry: string) => AutomatedSession
) => {
  const running = new WeakMap<HookRun, { errors: string[]; by: SummaryPart }>();

  return {
    start(run: HookRun) {
      const { session, by } = open('delete', run.name);
      const kept = keepErrors(session);
      run.session = kept.session;
      running.set(run, { errors: kept.errors, by });
    },

    finish(run: HookRun) {
      const { session, name: entry } = run;
      const deprecation = running.get(run);
      if (!session || !deprecation) return;
      const { errors, by } = deprecation;
      const { updatedKeys: keys, last } = api.activityOf(session);
      const done = keys > 0 ? [say('keys-deprecated', { entry, keys })] : [];
      if (errors.length > 0) {
        const { cause, detail } = explain(errors[0], last);
        const failure = [cause, say('keys-not-deprecated', { entry }), ...done, by];
        session.end('failed', summaryOf([...failure, ...detailsOf([detail])]));
      } else {
        const nothing = say('no-keys-deprecated', { entry });
        session.end('completed', summaryOf([...(keys > 0 ? done : [nothing]), by]));
      }
    },
  };
};
