import { z } from 'zod';
import { isObject } from '../domain/objects';
import { say, summaryOf, type SummaryPart } from '../domain/summaries';
import type { Recorder } from '../recorder';
import { describeInitiator } from '../recorder/initiator';
import type { RecorderSession } from '../recorder/session-handle';
import type { SessionMeta } from '../recorder/types';
import type { ApiObserver } from './api-requests';
import { mergeLines } from './merge-lines';
import type { MethodWrapper } from './official-plugin';
import { createTransferReport, readMessage, type TransferReport } from './transfer-report';
import { missingLanguages, stopResult, transferResult } from './transfer-result';
import type { TransferResult } from './result';
import { watchStall } from './watch-stall';

type TransferKind = 'upload' | 'download';

/** The jobs of the plugin's transfer controllers: they send progress and end to the admin page. */
interface TransferJobs {
  emit(event: string, data: unknown): Promise<unknown>;
}

interface TransfersOptions {
  recorder: Recorder;
  api: ApiObserver;
  /** The verified webhook call that a request was, or undefined. */
  webhookOf: (ctx: object) => { event: string | null } | undefined;
}

/** The summary while it runs. */
const RUNNING: Record<SessionMeta['eventType'], SummaryPart> = {
  upload: say('uploading'),
  download: say('downloading'),
  webhook: say('downloading-webhook'),
};

const isJobs = (value: unknown): value is TransferJobs =>
  isObject(value) && 'emit' in value && typeof value.emit === 'function';

const eventSchema = z.object({ message: z.string(), success: z.boolean().optional() });

/** One transfer while it runs. */
export interface RunningTransfer {
  session: RecorderSession;
  report: TransferReport;
  lines: ReturnType<typeof mergeLines>;
  result: TransferResult | null;
}

const recordEvent = (name: string, data: unknown, { report, lines }: RunningTransfer) => {
  const event = eventSchema.safeParse(data);
  if (!event.success) return;
  const { message: original, success = true } = event.data;
  const isEnd = name.endsWith(':finished');
  if (isEnd) report.lastFinish = { success, message: original };
  lines.event({ original, ...readMessage(report, original, { isEnd, success }) });
};

/** The same jobs; `onEvent` is called with the events that they send to the admin page. */
const watchJobs = (jobs: TransferJobs, onEvent: (name: string, data: unknown) => void) =>
  new Proxy(jobs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (property !== 'emit') return value.bind(target);
      return (name: string, data: unknown) => {
        try {
          onEvent(name, data);
        } catch {
          // The page gets its event all the same.
        }
        return target.emit(name, data);
      };
    },
  });

/** Records the transfers that the official plugin's own pages and webhooks start. */
export const createTransfers = ({ recorder, api, webhookOf }: TransfersOptions) => {
  const transfers = new WeakMap<RecorderSession, RunningTransfer>();
  const downloads = new Set<RunningTransfer>();

  const describe = (kind: TransferKind, ctx: object): SessionMeta => {
    const eventType = kind === 'download' && webhookOf(ctx) ? 'webhook' : kind;
    if (eventType === 'webhook') return { eventType, initiatedBy: 'Webhook' };
    const user = 'state' in ctx && isObject(ctx.state) && 'user' in ctx.state && ctx.state.user;
    const { initiatedBy, initiatorId } = describeInitiator(user);
    return { eventType, initiatedBy, initiatorId: initiatorId ?? undefined };
  };

  /** The admin page waits for an end, and would show its spinner for ever. */
  const announceFailure = async (jobs: unknown, kind: TransferKind, message: string) => {
    if (!isJobs(jobs)) return;
    await jobs.emit(`${kind}:finished`, { success: false, message });
  };

  /** Downloads that run at the same time create entries and languages twice. */
  const noteConcurrent = (started: RunningTransfer) => {
    for (const other of downloads) {
      other.report.concurrent.add(started);
      started.report.concurrent.add(other);
      other.session.warn('Another download has started before this one has ended');
      started.session.warn('Another download is still running');
    }
    downloads.add(started);
  };

  const open = (kind: TransferKind, ctx: unknown): RunningTransfer | null => {
    try {
      const request = isObject(ctx) ? ctx : {};
      const meta = describe(kind, request);
      const report = createTransferReport(meta.eventType);
      const restate = () => {
        // An error that is logged after the end counts in the summary as well.
        if (transfer.result) transfer.session.restate(summaryOf(result(transfer).sentences));
      };
      const lines = mergeLines(recorder.open(meta), restate);
      const transfer: RunningTransfer = { session: lines.session, report, lines, result: null };
      transfers.set(lines.session, transfer);
      lines.session.trackContent();
      const event = webhookOf(request)?.event;
      if (event) lines.session.info(`Called by Localazy’s webhook: ${event}`);
      if (kind === 'download') noteConcurrent(transfer);
      return transfer;
    } catch (error) {
      recorder.log.error(`The ${kind} is not recorded`, error);
      return null;
    }
  };

  const result = ({ report, session }: RunningTransfer) =>
    transferResult(report, api.activityOf(session), session.record.errorCount);

  const end = (transfer: RunningTransfer) => {
    const { session, report, lines } = transfer;
    try {
      lines.release();
      const missing =
        report.eventType === 'upload' ? [] : missingLanguages(report, api.activityOf(session));
      missing.forEach(([locale, reason]) => session.missingLanguage(locale, reason));
      transfer.result = result(transfer);
      session.end(transfer.result.status, summaryOf(transfer.result.sentences));
    } catch (error) {
      recorder.log.error('The result of a transfer is not recorded', error);
      session.complete();
    }
  };

  const current = () => {
    const session = recorder.currentSession();
    return session && transfers.get(session);
  };

  /**
   * Runs a transfer as a session. Its controller starts it in a timer that nobody awaits, so that a
   * rethrown error would end the Strapi process: it's recorded, logged and announced instead.
   */
  const runTransfer =
    (kind: TransferKind) =>
    async (...[original, service, [jobs, ctx, ...rest]]: Parameters<MethodWrapper>) => {
      // A host that replaced the method may call the recorded one from its own.
      const transfer = current() ? null : open(kind, ctx);
      if (!transfer) return original.apply(service, [jobs, ctx, ...rest]);

      const { session, report, lines } = transfer;
      const activity = api.activityOf(session);
      const stall = watchStall({ session, report, activity, summary: RUNNING[report.eventType] });
      const onEvent = (name: string, data: unknown) => {
        stall.onProgress();
        recordEvent(name, data, transfer);
      };
      const recorded = isJobs(jobs) ? watchJobs(jobs, onEvent) : jobs;
      try {
        const returned = await recorder.runIn(session, () =>
          original.apply(service, [recorded, ctx, ...rest])
        );
        end(transfer);
        return returned;
      } catch (error) {
        lines.release();
        const summary = summaryOf(stopResult(report, activity, error).sentences);
        session.error(recorder.describeError(error), error);
        session.end('failed', summary);
        recorder.log.error(summary.text);
        await announceFailure(jobs, kind, summary.text).catch((problem) =>
          recorder.log.warn('The failure could not be sent to the admin page', problem)
        );
        throw error;
      } finally {
        downloads.delete(transfer);
        stall.stop();
      }
    };

  /** A host that awaits the transfer gets its error; one that nobody awaits does not end the process. */
  const wrapTransfer = (kind: TransferKind): MethodWrapper => {
    const run = runTransfer(kind);
    return (...call) => {
      const running = run(...call);
      running.catch(() => {});
      return running;
    };
  };

  return {
    upload: wrapTransfer('upload'),
    download: wrapTransfer('download'),
    /** The transfer in whose async context this code runs. */
    current,
    currentReport: () => current()?.report,
  };
};

export type Transfers = ReturnType<typeof createTransfers>;
