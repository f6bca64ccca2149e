import type { Recorder } from '../recorder';
import { describeInitiator } from '../recorder/initiator';
import type { RecorderSession } from '../recorder/session-handle';
import type { SessionMeta } from '../recorder/types';
import { recordJobEvents } from './job-events';
import type { TransferJobs } from './official-plugin';
import { watchForSilence } from './silence-watch';
import { createTransferReport, type TransferReport } from './transfer-report';
import { describeStop, transferResult } from './transfer-result';
import type { MethodWrapper } from './wrap-service';

export type TransferKind = 'upload' | 'download';

interface TransferContext {
  state?: { user?: unknown };
}

export interface TransfersOptions {
  recorder: Recorder;
  isWebhook: (ctx: object) => boolean;
}

/** The summary while it runs. */
const RUNNING_SUMMARY: Record<SessionMeta['eventType'], string> = {
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
    const summary = RUNNING_SUMMARY[eventType];
    if (eventType === 'webhook') return { eventType, initiatedBy: 'Webhook', summary };
    const { initiatedBy, initiatorId } = describeInitiator(ctx.state?.user);
    return { eventType, initiatedBy, initiatorId: initiatorId ?? undefined, summary };
  };

  /** The admin page waits for an end, and would show its spinner for ever. */
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
   * Runs a transfer as a session. Its controller starts it in a timer that nobody awaits, so that a
   * rethrown error would end the Strapi process: it's recorded, logged and announced instead.
   */
  const wrapTransfer =
    (kind: TransferKind): MethodWrapper =>
    async (original, service, [jobs, ctx, ...rest]) => {
      // A host that replaced the method may call the recorded one from its own.
      const opened = currentReport() ? null : open(kind, ctx);
      if (!opened) return original.apply(service, [jobs, ctx, ...rest]);

      const { session, report } = opened;
      const silence = watchForSilence({ session, summary: RUNNING_SUMMARY[report.eventType] });
      const onEvent = silence.reset;
      const recorded = isJobs(jobs) ? recordJobEvents(jobs, { session, report, onEvent }) : jobs;
      try {
        const result = await recorder.runIn(session, () =>
          original.apply(service, [recorded, ctx, ...rest])
        );
        const { status, summary } = transferResult(report, session.record.errorCount);
        session.end(status, summary);
        return result;
      } catch (error) {
        const summary = describeStop(report, error);
        session.error(recorder.describeError(error), error);
        session.fail(summary);
        recorder.log.error(summary);
        await announceFailure(jobs, kind, summary).catch((problem) =>
          recorder.log.warn('The failure could not be sent to the admin page', problem)
        );
        return undefined;
      } finally {
        silence.stop();
      }
    };

  return {
    upload: wrapTransfer('upload'),
    download: wrapTransfer('download'),
    /** The report of the transfer in whose async context this code runs. */
    currentReport,
  };
};

export type Transfers = ReturnType<typeof createTransfers>;
