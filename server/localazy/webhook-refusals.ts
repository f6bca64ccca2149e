import { say, summaryOf, type SummaryPart } from '../domain/summaries';
import type { Recorder } from '../recorder';
import type { RecorderSession } from '../recorder/session-handle';
import { explain } from './explain';

const HOUR_MS = 60 * 60 * 1_000;

/** The endpoint is public: its callers can't cause more sessions an hour than this. */
const MAX_SESSIONS_PER_HOUR = 10;

/** Further repeats are only counted. */
const MAX_LINES_PER_SESSION = 10;

/** How often a growing count is stored. */
const COUNT_INTERVAL_MS = 1_000;

export const SIGNATURE_HEADER = 'x-localazy-hmac';
const TIMESTAMP_HEADER = 'x-localazy-timestamp';

/** A call that the official plugin refused. */
interface RefusedCall {
  /** In the plugin's words. */
  reason: string;
  isSigned: boolean;
  /** The event that the unverified body names, where it looks like one. */
  event: string | null;
}

/** Why calls were refused, what it can mean and what to do. */
type Cause = [SummaryPart, ...SummaryPart[]];

const describeSignature = ({ isSigned }: RefusedCall): Cause =>
  isSigned
    ? [say('webhook-signature-wrong'), say('check-webhook-project')]
    : [say('webhook-signature-missing'), say('check-webhook-header', { header: SIGNATURE_HEADER })];

/** Messages of the official plugin's check. */
const CAUSES: [RegExp, (call: RefusedCall) => Cause][] = [
  [/download process is disabled/, () => [say('webhooks-off')]],
  [
    /invalid timestamp/,
    () => [
      say('webhook-timestamp-missing'),
      say('check-webhook-header', { header: TIMESTAMP_HEADER }),
    ],
  ],
  [/older than threshold/, () => [say('webhook-too-old'), say('check-clock')]],
  [/verification did not pass/, describeSignature],
  [/author is not set/, () => [say('webhook-author-missing')]],
  [
    /^Cannot read properties of (?:undefined|null) \(reading 'type'\)/,
    () => [say('webhook-unreadable')],
  ],
  [/"key" argument must be of type/, () => [say('webhook-secret-missing')]],
];

const describeUnknown = ({ reason }: RefusedCall): Cause => {
  const { cause, detail } = explain(reason);
  return [cause, say('webhook-unchecked'), ...(detail ? [say('detail', { text: detail })] : [])];
};

const causeOf = (call: RefusedCall): Cause => {
  const [, describeCause] = CAUSES.find(([pattern]) => pattern.test(call.reason)) ?? [];
  return (describeCause ?? describeUnknown)(call);
};

/** The cause first, as the list shows how a summary begins. */
const describe = (count: number, [why, ...rest]: Cause) =>
  summaryOf([why, say('webhooks-refused', { count }), ...rest]);

/** The refused calls of one cause. */
interface Group {
  session: RecorderSession;
  cause: Cause;
  count: number;
  openedAt: number;
  /** Set while the count waits to be stored. */
  timer: NodeJS.Timeout | null;
}

/**
 * Records refused webhook calls: one session for each cause and hour, with a count. A flood of them costs
 * a bounded number of sessions, lines and writes.
 */
export const createWebhookRefusals = (recorder: Recorder) => {
  const groups = new Map<string, Group>();

  /** Groups of the hour before, and those whose session was cleared. */
  const forgetOld = (now: number) => {
    for (const [name, { openedAt, session }] of groups) {
      if (now - openedAt >= HOUR_MS || session.record.discarded) groups.delete(name);
    }
  };

  const open = (name: string, cause: Cause, now: number): Group => {
    const session = recorder.open({ eventType: 'webhook', initiatedBy: 'Webhook' });
    const group = { session, cause, count: 0, openedAt: now, timer: null };
    groups.set(name, group);
    return group;
  };

  const groupOf = (cause: Cause, now: number) => {
    const { text } = summaryOf(cause);
    const isNew = !groups.has(text);
    const shared: Cause =
      isNew && groups.size >= MAX_SESSIONS_PER_HOUR - 1 ? [say('webhook-various')] : cause;
    const name = summaryOf(shared).text;
    return groups.get(name) ?? open(name, shared, now);
  };

  const storeCount = (group: Group) => {
    if (group.timer) clearTimeout(group.timer);
    group.timer = null;
    group.session.restate(describe(group.count, group.cause));
  };

  return {
    add(call: RefusedCall) {
      try {
        const now = Date.now();
        forgetOld(now);
        const cause = causeOf(call);
        const group = groupOf(cause, now);
        group.count += 1;
        if (group.count <= MAX_LINES_PER_SESSION) {
          const { reason, event } = call;
          group.session.warn(`Refused ${event ?? 'a call'}. ${cause[0].text}`, { reason });
        }
        if (group.count === 1) group.session.end('failed', describe(1, group.cause));
        else group.timer ??= setTimeout(() => storeCount(group), COUNT_INTERVAL_MS).unref();
      } catch (error) {
        recorder.log.warn('A refused webhook call is not recorded', error);
      }
    },

    /** Stores the last counts. */
    stop() {
      for (const group of groups.values()) if (group.timer) storeCount(group);
    },
  };
};
