import type { Strapi } from '@strapi/strapi';
import { z } from 'zod';
import { say, type SummaryPart } from '../domain/summaries';
import type { Recorder } from '../recorder';
import type { RecorderSession } from '../recorder/session-handle';
import type { ApiActivity, ApiObserver } from './api-requests';
import { explain, explainResponse, responseDetail, responseText } from './explain';
import type { MethodWrapper } from './official-plugin';
import { shortName, type TransferReport } from './transfer-report';
import type { RunningTransfer, Transfers } from './transfers';
import { keysOf, readUpload, recordEntries, type Upload } from './upload';

const resultSchema = z.object({ success: z.boolean(), message: z.string().optional() });

const localizedSchema = z.object({ i18n: z.object({ localized: z.literal(true) }) });

/** Localazy's id of an import that it accepted. */
const importSchema = z.object({ result: z.string().min(1) });

/** Why Localazy did not confirm an import. */
export interface Refusal {
  sentences: SummaryPart[];
  detail?: string;
}

/** Why the plugin's upload service reports a failure, or null. Its caller ignores it and announces success. */
const failureOf = (result: unknown): string | null => {
  const { data } = resultSchema.safeParse(result);
  return !data || data.success ? null : (data.message ?? 'no reason given');
};

const isConfirmed = ({ importResponse }: ApiActivity) =>
  importResponse !== null && importSchema.safeParse(importResponse.body).success;

/** The API client overflows the stack, before it sends anything, past some ten thousands of keys. */
const TOO_MANY = /Maximum call stack size exceeded/;

const describeUnsent = (failure: string, keys: number): Refusal => {
  const { cause, detail } = TOO_MANY.test(failure)
    ? { cause: say('too-many-keys', { keys }), detail: failure }
    : explain(failure);
  return { sentences: [cause, say('nothing-uploaded')], detail };
};

const describeUnconfirmed = ({ importResponse: response }: ApiActivity): Refusal | null => {
  if (!response || response.status >= 400) return null;
  if (!response.isJson) {
    return {
      sentences: [say('upload-unconfirmed'), say('web-page')],
      detail: responseDetail(response),
    };
  }
  const text = responseText(response);
  return { sentences: [say('unconfirmed-saying', { text })], detail: `status ${response.status}` };
};

/**
 * Why Localazy did not confirm an import; null where it did. The plugin's service takes any response with
 * status 200 for a confirmation, so that the response itself counts, where it could be seen.
 */
export const refusalOf = (result: unknown, activity: ApiActivity, keys: number): Refusal | null => {
  const failure = failureOf(result);
  if (isConfirmed(activity)) return null;
  const unconfirmed = describeUnconfirmed(activity);
  if (unconfirmed || failure === null) return unconfirmed;
  if (!activity.importSent) return describeUnsent(failure, keys);
  const { importResponse: response } = activity;
  const isExplained = /^Request failed with status code/.test(failure);
  const { cause, detail } =
    response && !isExplained ? explainResponse(response) : explain(failure, activity.last);
  return { sentences: [cause, say('upload-unconfirmed')], detail };
};

interface ImportsOptions {
  strapi: Strapi;
  recorder: Recorder;
  transfers: Transfers;
  api: ApiObserver;
  /** Records uploads that no page has started; null where they aren't recorded. */
  uploadSaved: MethodWrapper | null;
}

/** Records the result of the call that sends content to Localazy. */
export const wrapImport = (options: ImportsOptions): MethodWrapper => {
  const { strapi, recorder, transfers, api, uploadSaved } = options;

  const typesOf = (collection: string) =>
    Object.values(strapi.contentTypes)
      .filter(({ collectionName }) => collectionName === collection)
      .map(({ uid }) => String(uid));

  /** Collections that are chosen for transfer, and of which there was nothing to send. */
  const emptyCollections = (report: TransferReport, { entries }: Upload) =>
    report.collections.filter(
      (collection) =>
        !report.disabledCollections.has(collection) &&
        !typesOf(collection).some((uid) => entries.has(uid))
    );

  /** None where the setup could not be read. */
  const unchosenCollections = ({ collections }: TransferReport) =>
    Object.values(strapi.contentTypes)
      .filter(({ pluginOptions }) => localizedSchema.safeParse(pluginOptions).success)
      .map(({ collectionName = '' }) => collectionName)
      .filter((name) => collections.length > 0 && !collections.includes(name));

  const recordUpload = async (session: RecorderSession, report: TransferReport) => {
    const { upload, refusal } = report;
    if (!upload) return;
    report.emptyCollections = emptyCollections(report, upload);
    report.unchosenCollections = unchosenCollections(report);
    await recordEntries(session, upload, refusal ? 'failed' : 'sent');
    if (refusal) return;
    for (const [uid, entries] of upload.entries) {
      session.info(`Sent ${shortName(uid)}: entries ${entries.size}, keys ${keysOf(entries)}`);
    }
    for (const collection of report.emptyCollections) {
      session.info(`Not sent: ${collection}, whose chosen fields hold no text`);
    }
    for (const collection of report.unchosenCollections) {
      session.info(`Not sent: ${collection}, which the transfer setup does not have`);
    }
  };

  const recordImport = async (running: RunningTransfer, file: unknown, result: unknown) => {
    const { session, report, lines } = running;
    const failure = failureOf(result);
    const activity = api.activityOf(session);
    report.upload = readUpload(file);
    report.wasImported = true;
    report.refusal = refusalOf(result, activity, report.upload?.keys ?? 0);
    report.listingFailed = failure !== null && !report.refusal;
    const problem = failure ?? report.refusal?.sentences[0].text;
    if (problem) {
      lines.event({
        level: 'error',
        original: problem,
        message: problem,
        data: failure === null ? activity.importResponse : undefined,
      });
    }
    await recordUpload(session, report);
  };

  return async (original, service, args) => {
    const running = transfers.current();
    if (running?.report.eventType !== 'upload') {
      const upload = recorder.currentSession() ? null : uploadSaved;
      return upload ? upload(original, service, args) : original.apply(service, args);
    }
    const result = await original.apply(service, args);
    try {
      await recordImport(running, args[0], result);
    } catch (error) {
      recorder.log.warn('The result of an upload is not recorded', error);
    }
    return result;
  };
};
