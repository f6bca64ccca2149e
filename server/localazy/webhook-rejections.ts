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

interface Rejection {
  /** As the official plugin answered it. */
  reason: string;
  /** Of the unverified body; the only thing of it that is ever stored, and only where it looks like one. */
  webhookType: unknown;
}

interface Collected {
  session: RecorderSession;
  count: number;
  openedAt: number;
}

const describe = (explanation: string, count: number) =>
  count === 1
    ? `Webhook call refused: ${explanation}.`
    : `${count} webhook calls refused: ${explanation}.`;

/** Records refused webhook calls: one session for each reason and hour, with a count. */
export const createWebhookRejections = ({ recorder }: { recorder: Recorder }) => {
  const collected = new Map<string, Collected>();

  const forgetOld = (now: number) => {
    for (const [explanation, { openedAt }] of collected) {
      if (now - openedAt >= HOUR_MS) collected.delete(explanation);
    }
  };

  const groupFor = (explanation: string) =>
    collected.has(explanation) || collected.size < MAX_SESSIONS_PER_HOUR - 1
      ? explanation
      : OTHER_REASONS;

  const open = (group: string, now: number): Collected => {
    const session = recorder.open({ eventType: 'webhook', initiatedBy: 'Webhook' });
    const fresh = { session, count: 0, openedAt: now };
    collected.set(group, fresh);
    return fresh;
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
        const { session, count } = entry;
        if (count <= MAX_LINES_PER_SESSION) {
          const type =
            typeof webhookType === 'string' && PLAUSIBLE_TYPE.test(webhookType)
              ? webhookType
              : null;
          session.warn(describe(explanation, 1), { reason, type });
        }
        if (count === 1) session.fail(describe(group, count));
        else session.restate(describe(group, count));
      } catch (error) {
        recorder.log.warn('A refused webhook call is not recorded', error);
      }
    },
  };
};

export type WebhookRejections = ReturnType<typeof createWebhookRejections>;
