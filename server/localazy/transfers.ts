import type { Recorder } from '../recorder';
import { describeInitiator } from '../recorder/initiator';
import type { RecorderSession } from '../recorder/session-handle';
import type { SessionMeta } from '../recorder/types';
import { listenToJobs } from './jobs-listener';
import type { TransferJobs } from './official-plugin';
import type { Around } from './replace';
import { watchForSilence } from './silence-watch';
import { createTransferReport, type TransferReport } from './transfer-report';
import { describeStop, judgeTransfer } from './verdict';

/** The two services that transfer; a webhook is a download. */
export type TransferKind = 'upload' | 'download';

interface TransferContext {
  state?: { user?: unknown };
}

export interface TransfersOptions {
  recorder: Recorder;
  isWebhook: (ctx: object) => boolean;
}

/** The summary while it runs. */
const STARTED: Record<SessionMeta['eventType'], string> = {
  upload: 'Uploading content to Localazy',
  download: 'Downloading translations from Localazy',
  webhook: 'Downloading translations from Localazy, called by its webhook',
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isJobs = (value: unknown): value is TransferJobs =>
  isObject(value) && 'emit' in value && typeof value.emit === 'function';

/** Records the transfers that the official plugin's own pages and webhooks start. */
export const createTransfers = ({ recorder, isWebhook }: TransfersOptions) => {
  const reports = new WeakMap<RecorderSession, TransferReport>();

  const describe = (kind: TransferKind, ctx: TransferContext): SessionMeta => {
    const eventType = kind === 'download' && isWebhook(ctx) ? 'webhook' : kind;
    const summary = STARTED[eventType];
    if (eventType === 'webhook') return { eventType, initiatedBy: 'Webhook', summary };
    const { initiatedBy, initiatorId } = describeInitiator(ctx.state?.user);
    return { eventType, initiatedBy, initiatorId: initiatorId ?? undefined, summary };
  };

  /** The admin page that waits for an end gets one, so that it stops spinning. */
  const announceFailure = async (jobs: unknown, kind: TransferKind, message: string) => {
    if (!isJobs(jobs)) return;
    await jobs.emit(`${kind}:finished`, { success: false, message });
  };

  const open = (kind: TransferKind, ctx: unknown) => {
    try {
      const meta = describe(kind, isObject(ctx) ? ctx : {});
      const session = recorder.open(meta);
      const report = createTransferReport(meta.eventType);
      reports.set(session, report);
      return { session, report };
    } catch (error) {
      recorder.log.error(`The ${kind} is not recorded`, error);
      return null;
    }
  };

  const currentReport = () => {
    const session = recorder.currentSession();
    return session && reports.get(session);
  };

  /**
   * Runs a transfer as a session. Its controller starts it in a timer that nobody awaits, so that an
   * error passed on would end the Strapi process: it's recorded, logged and announced instead.
   */
  const around =
    (kind: TransferKind): Around =>
    async (original, service, [jobs, ctx, ...rest]) => {
      // A host that put its own method before the recorded one calls that from it.
      const opened = currentReport() ? null : open(kind, ctx);
      if (!opened) return original.apply(service, [jobs, ctx, ...rest]);

      const { session, report } = opened;
      const silence = watchForSilence({ session, summary: STARTED[report.eventType] });
      const onNotice = silence.heard;
      const heard = isJobs(jobs) ? listenToJobs(jobs, { session, report, onNotice }) : jobs;
      try {
        const result = await recorder.runIn(session, () =>
          original.apply(service, [heard, ctx, ...rest])
        );
        const { status, summary } = judgeTransfer(report, session.record.errorCount);
        session.end(status, summary);
        return result;
      } catch (error) {
        const summary = describeStop(report, error);
        session.error(recorder.describeError(error), error);
        session.fail(summary);
        recorder.log.error(summary);
        await announceFailure(jobs, kind, summary).catch((problem) =>
          recorder.log.warn('The admin page could not be told about the failure', problem)
        );
        return undefined;
      } finally {
        silence.stop();
      }
    };

  return {
    upload: around('upload'),
    download: around('download'),
    /** The report of the transfer in whose course this code runs. */
    currentReport,
  };
};

export type Transfers = ReturnType<typeof createTransfers>;
