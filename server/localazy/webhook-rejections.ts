import type { Recorder } from '../recorder';
import type { RecorderSession } from '../recorder/session-handle';
import { explain } from './explain';

const HOUR_MS = 60 * 60 * 1_000;

/** The endpoint is public: whoever calls it can't make more sessions than this in an hour. */
const MAX_SESSIONS_PER_HOUR = 10;

/** Repeats beyond these are counted, not written. */
const MAX_LINES_PER_SESSION = 10;

const OTHER_REASONS = 'various further reasons';

const PLAUSIBLE_TYPE = /^[\w.:-]{1,64}$/;

interface Rule {
  says: RegExp;
  summary: string;
}

/** The official plugin's own words, and what they mean to whoever runs the site. */
const REASONS: Rule[] = [
  {
    says: /download process is disabled/,
    summary: 'processing of webhooks is switched off in the Localazy plugin’s settings',
  },
  { says: /invalid timestamp/, summary: 'its timestamp is missing or no number' },
  {
    says: /older than threshold/,
    summary: 'its timestamp is more than 15 minutes old',
  },
  {
    says: /verification did not pass/,
    summary: 'its signature is wrong, so it did not come from Localazy',
  },
  {
    says: /author is not set/,
    summary: 'no author of webhooks is set in the Localazy plugin’s settings',
  },
  {
    says: /^Cannot read properties of (?:undefined|null) \(reading 'type'\)/,
    summary: 'it has no readable body',
  },
  {
    says: /"key" argument must be of type/,
    summary: 'it could not be checked: Localazy gave no secret to check signatures with',
  },
];

const explainRefusal = (reason: string) =>
  REASONS.find(({ says }) => says.test(reason))?.summary ??
  `it could not be checked: ${explain(reason)}`;

/** How often a growing count reaches the database. */
const COUNT_INTERVAL_MS = 1_000;

interface Rejection {
  /** As the official plugin answered it. */
  reason: string;
  /** Of the unverified body; the only thing of it that is ever stored, and only where it looks like one. */
  webhookType: unknown;
}

/** The refused calls of one reason. */
interface Collected {
  session: RecorderSession;
  group: string;
  count: number;
  openedAt: number;
  /** Runs while the count waits to be stored. */
  timer: NodeJS.Timeout | null;
}

const describe = (explanation: string, count: number) =>
  count === 1
    ? `Webhook call refused: ${explanation}.`
    : `${count} webhook calls refused: ${explanation}.`;

const plausibleType = (type: unknown) =>
  typeof type === 'string' && PLAUSIBLE_TYPE.test(type) ? type : null;

/**
 * Records refused webhook calls: one session for each reason and hour, with a count. What a flood of
 * them costs is bounded in sessions, lines and writes.
 */
export const createWebhookRejections = ({ recorder }: { recorder: Recorder }) => {
  const collected = new Map<string, Collected>();

  /** Those of the hour before, and those that "Clear logs" took away. */
  const forgetOld = (now: number) => {
    for (const [group, { openedAt, session }] of collected) {
      if (now - openedAt >= HOUR_MS || session.record.cleared) collected.delete(group);
    }
  };

  const groupFor = (explanation: string) =>
    collected.has(explanation) || collected.size < MAX_SESSIONS_PER_HOUR - 1
      ? explanation
      : OTHER_REASONS;

  const open = (group: string, now: number): Collected => {
    const session = recorder.open({ eventType: 'webhook', initiatedBy: 'Webhook' });
    const fresh = { session, group, count: 0, openedAt: now, timer: null };
    collected.set(group, fresh);
    return fresh;
  };

  const tellCount = (entry: Collected) => {
    if (entry.timer) clearTimeout(entry.timer);
    entry.timer = null;
    entry.session.restate(describe(entry.group, entry.count));
  };

  const tellCountSoon = (entry: Collected) => {
    entry.timer ??= setTimeout(() => tellCount(entry), COUNT_INTERVAL_MS).unref();
  };

  return {
    add({ reason, webhookType }: Rejection) {
      try {
        const now = Date.now();
        forgetOld(now);
        const explanation = explainRefusal(reason);
        const group = groupFor(explanation);
        const entry = collected.get(group) ?? open(group, now);
        entry.count += 1;
        if (entry.count <= MAX_LINES_PER_SESSION) {
          const type = plausibleType(webhookType);
          entry.session.warn(describe(explanation, 1), { reason, type });
        }
        if (entry.count === 1) entry.session.fail(describe(group, 1));
        else tellCountSoon(entry);
      } catch (error) {
        recorder.log.warn('A refused webhook call is not recorded', error);
      }
    },

    /** Tells the last counts. */
    stop() {
      for (const entry of collected.values()) if (entry.timer) tellCount(entry);
    },
  };
};

export type WebhookRejections = ReturnType<typeof createWebhookRejections>;
