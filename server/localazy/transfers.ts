import { z } from 'zod';
import type { Recorder } from '../recorder';
import { describeInitiator } from '../recorder/initiator';
import type { RecorderSession } from '../recorder/session-handle';
import type { SessionHandle, SessionMeta } from '../recorder/types';
import type { MethodWrapper } from './official-plugin';
import { createTransferReport, parseMessage, type TransferReport } from './transfer-report';
import { describeStop, transferResult } from './transfer-result';

type TransferKind = 'upload' | 'download';

/** The jobs of the plugin's transfer controllers: they send progress and end to the admin page. */
interface TransferJobs {
  emit(event: string, data: unknown): Promise<unknown>;
}

interface TransfersOptions {
  recorder: Recorder;
  isWebhook: (ctx: object) => boolean;
}

/** An operation without an event for so long is most likely waiting for Localazy. */
const SILENT_AFTER_MS = 30_000;

/** The summary while it runs. */
const RUNNING_SUMMARY: Record<SessionMeta['eventType'], string> = {
  upload: 'Uploading content to Localazy',
  download: 'Downloading translations from Localazy',
  webhook: 'Downloading translations from Localazy, called by its webhook',
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isJobs = (value: unknown): value is TransferJobs =>
  isObject(value) && 'emit' in value && typeof value.emit === 'function';

const eventSchema = z.object({ message: z.string(), success: z.boolean().optional() });

interface RecordOptions {
  session: SessionHandle;
  report: TransferReport;
  /** Called for every event, before it's recorded. */
  onEvent: () => void;
}

const recordEvent = (name: string, data: unknown, { session, report, onEvent }: RecordOptions) => {
  const event = eventSchema.safeParse(data);
  if (!event.success) return;
  onEvent();
  const { message, success = true } = event.data;
  const isFinish = name.endsWith(':finished');
  const level = parseMessage(report, message, isFinish);
  if (isFinish) report.lastFinish = { success, message };
  session[success || !isFinish ? level : 'error'](message);
};

/** The same jobs; the events that they send to the admin page become lines of the session. */
const recordJobEvents = (jobs: TransferJobs, options: RecordOptions): TransferJobs =>
  new Proxy(jobs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'emit') return value.bind(target);
      return (name: string, data: unknown) => {
        try {
          recordEvent(name, data, options);
        } catch {
          // The page gets its event all the same.
        }
        return target.emit(name, data);
      };
    },
  });

/**
 * Notes in a running session that its operation has been silent for a while. The official plugin sets
 * no timeout on Localazy's responses, and Node's takes five minutes: until then a reader should know
 * what is being waited for.
 */
const watchForSilence = (session: SessionHandle, summary: string) => {
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    const seconds = SILENT_AFTER_MS / 1_000;
    session.warn(`Nothing heard for ${seconds} s: most likely Localazy has not answered yet`);
    session.summarize(`${summary}: no news for over ${seconds} s, waiting for Localazy`);
  }, SILENT_AFTER_MS).unref();

  return {
    onEvent() {
      timer.refresh();
      if (silent) session.summarize(summary);
      silent = false;
    },
    stop: () => clearTimeout(timer),
  };
};

/** Records the transfers that the official plugin's own pages and webhooks start. */
export const createTransfers = ({ recorder, isWebhook }: TransfersOptions) => {
  const reports = new WeakMap<RecorderSession, TransferReport>();

  const describe = (kind: TransferKind, ctx: object): SessionMeta => {
    const eventType = kind === 'download' && isWebhook(ctx) ? 'webhook' : kind;
    const summary = RUNNING_SUMMARY[eventType];
    if (eventType === 'webhook') return { eventType, initiatedBy: 'Webhook', summary };
    const user = 'state' in ctx && isObject(ctx.state) && 'user' in ctx.state && ctx.state.user;
    const { initiatedBy, initiatorId } = describeInitiator(user);
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
      const { onEvent, stop } = watchForSilence(session, RUNNING_SUMMARY[report.eventType]);
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
        stop();
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
