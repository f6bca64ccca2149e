import { say, summaryOf, type SummaryPart } from '../domain/summaries';
import type { RecorderSession } from '../recorder/session-handle';
import type { ApiActivity } from './api-requests';
import type { TransferReport } from './transfer-report';

/** A transfer without any event for so long is reported as stalled. */
const STALLED_AFTER_MS = 30_000;

/** Who is being waited for: Localazy only while a request to it is open. */
const describeStall = ({ eventType }: TransferReport, { open, sent }: ApiActivity): SummaryPart => {
  const seconds = STALLED_AFTER_MS / 1_000;
  if (open > 0) return say('stalled-localazy', { seconds });
  return eventType === 'upload' || sent === 0
    ? say('stalled-reading', { seconds })
    : say('stalled-saving', { seconds });
};

interface WatchOptions {
  session: RecorderSession;
  report: TransferReport;
  activity: ApiActivity;
  /** The summary while it isn't stalled. */
  summary: SummaryPart;
}

/**
 * Notes in a running session that its transfer has made no progress for a while, and what it is waiting
 * for. The official plugin sets no timeout on Localazy's responses, and Node's takes five minutes.
 */
export const watchStall = ({ session, report, activity, summary }: WatchOptions) => {
  let stalled = false;
  session.summarize(summaryOf([summary]));
  const timer = setTimeout(() => {
    stalled = true;
    const stall = describeStall(report, activity);
    session.warn(stall.text);
    session.summarize(summaryOf([stall]));
  }, STALLED_AFTER_MS).unref();

  const onProgress = () => {
    timer.refresh();
    if (stalled) session.summarize(summaryOf([summary]));
    stalled = false;
  };
  activity.onChange = onProgress;

  return {
    onProgress,
    stop() {
      activity.onChange = () => {};
      clearTimeout(timer);
    },
  };
};
