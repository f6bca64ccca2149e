import type { Strapi } from '@strapi/strapi';
import { say, summaryOf } from '../domain/summaries';
import type { Recorder } from '../recorder';
import type { ApiObserver } from './api-requests';
import { openAutomated } from './automated-session';
import { createDeprecations } from './deprecations';
import { detailsOf, explain, type Explanation } from './explain';
import { followHook, type HookRun } from './hook-run';
import { refusalOf, type Refusal } from './imports';
import { observing, wrapService, type MethodWrapper } from './official-plugin';
import { createSavedUploads, nameOfUpload } from './saved-uploads';
import { projectSchema } from './transfer-report';
import { readUpload } from './upload';

const hasSourceLanguage = (project: unknown) => {
  const { data } = projectSchema.safeParse(project);
  return data?.languages.some(({ id }) => id === data.sourceLanguage) ?? false;
};

interface AutomationOptions {
  strapi: Strapi;
  recorder: Recorder;
  api: ApiObserver;
}

/**
 * Records what the official plugin sends to Localazy by itself: entries when they are saved, and the
 * deprecation of the keys of deleted ones.
 */
export const recordAutomation = ({ strapi, recorder, api }: AutomationOptions) => {
  const noteUnrecorded = (error: unknown) => {
    recorder.log.error('What the Localazy plugin does by itself is not recorded', error);
    return null;
  };

  /** Nothing of ours may stop the hook: what it throws could end Strapi's process. */
  const safely = <Result>(record: () => Result): Result | null => {
    try {
      return record();
    } catch (error) {
      return noteUnrecorded(error);
    }
  };

  const open = (kind: HookRun['kind'], entry: string) =>
    openAutomated({ strapi, recorder }, kind, entry);

  const deprecations = createDeprecations(api, open);
  const savedUploads = createSavedUploads(strapi);
  const hook = followHook(strapi, (run) => void safely(() => deprecations.finish(run)));
  recorder.findSession(() => hook.current()?.session ?? undefined);

  const recordFailure = (run: HookRun, error: unknown, { cause, detail }: Explanation) => {
    const { kind, name: entry, saved } = run;
    const { session, by } = open(kind, entry);
    const undone =
      kind === 'save' ? say('not-sent', { entry }) : say('keys-not-deprecated', { entry });
    const content = saved && { ...saved, action: 'failed' as const };
    session.line('error', recorder.describeError(error), { data: error, content });
    session.end('failed', summaryOf([cause, undone, by, ...detailsOf([detail])]));
  };

  /** The hook's first request to Localazy. */
  const getProject: MethodWrapper = async (original, service, args) => {
    const run = hook.current();
    if (!run || recorder.currentSession()) return original.apply(service, args);
    let error: unknown = new Error('Localazy has no such project');
    let explanation: Explanation = { cause: say('no-project') };
    try {
      const project = await original.apply(service, args);
      if (hasSourceLanguage(project)) return project;
      if (project) {
        error = new Error('The Localazy project has no source language');
        explanation = { cause: say('no-source-language') };
      }
    } catch (thrown) {
      error = thrown;
      explanation = explain(thrown);
    }
    safely(() => recordFailure(run, error, explanation));
    // Nobody catches what the hook throws after an entry was saved, so that it would end Strapi's process.
    if (run.kind === 'save') return new Promise(() => {});
    throw error;
  };

  /** Called when the hook is about to deprecate keys. */
  const getStrapiFile: MethodWrapper = (original, service, args) => {
    const run = hook.current();
    if (run?.kind === 'delete' && !recorder.currentSession()) {
      safely(() => deprecations.start(run));
    }
    return original.apply(service, args);
  };

  const uploadSaved: MethodWrapper = async (original, service, args) => {
    const upload = readUpload(args[0]);
    const entry = hook.current()?.name ?? nameOfUpload(upload);
    const opened = safely(() => open('save', entry));
    if (!opened) return original.apply(service, args);
    const { session } = opened;
    const finish = (refusal: Refusal | null) =>
      savedUploads.finish(opened, { entry, upload, refusal }).catch(noteUnrecorded);
    try {
      const result = await recorder.runIn(session, () => original.apply(service, args));
      const activity = api.activityOf(session);
      await finish(safely(() => refusalOf(result, activity, upload?.keys ?? 0)));
      return result;
    } catch (error) {
      const { cause, detail } = explain(error);
      await finish({ sentences: [cause], detail });
      throw error;
    }
  };

  const patches = [
    wrapService(strapi, 'localazyPubApiService', { getProject, getStrapiFile }),
    wrapService(strapi, 'pluginSettingsService', {
      getContentTransferSetup: observing(savedUploads.noteSetup),
    }),
  ];

  return {
    uploadSaved,
    isRunning: () => hook.current() !== undefined,
    missing: patches.flatMap(({ missing }) => missing),
    restore() {
      hook.restore();
      patches.forEach((patch) => patch.restore());
    },
  };
};
