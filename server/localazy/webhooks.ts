import type { Strapi } from '@strapi/strapi';
import type { Config } from '../config/schema';
import type { Recorder } from '../recorder';
import type { RecorderSession } from '../recorder/session-handle';
import { explain } from './explain';
import { WEBHOOK_MIDDLEWARE } from './official-plugin';

const HOUR_MS = 60 * 60 * 1_000;

/** The endpoint is public: its callers can't cause more sessions an hour than this. */
const MAX_SESSIONS_PER_HOUR = 10;

/** Further repeats are only counted. */
const MAX_LINES_PER_SESSION = 10;

const OTHER_REASONS = 'various further reasons';

const PLAUSIBLE_TYPE = /^[\w.:-]{1,64}$/;

/** Messages of the official plugin's check. */
const REASONS: [RegExp, string][] = [
  [
    /download process is disabled/,
    'processing of webhooks is switched off in the Localazy plugin’s settings',
  ],
  [/invalid timestamp/, 'its timestamp is missing or no number'],
  [/older than threshold/, 'its timestamp is more than 15 minutes old'],
  [/verification did not pass/, 'its signature is wrong, so it did not come from Localazy'],
  [/author is not set/, 'no author of webhooks is set in the Localazy plugin’s settings'],
  [/^Cannot read properties of (?:undefined|null) \(reading 'type'\)/, 'it has no readable body'],
  [
    /"key" argument must be of type/,
    'it could not be checked: Localazy gave no secret to check signatures with',
  ],
];

const explainRefusal = (reason: string) =>
  REASONS.find(([pattern]) => pattern.test(reason))?.[1] ??
  `it could not be checked: ${explain(reason)}`;

/** How often a growing count is stored. */
const COUNT_INTERVAL_MS = 1_000;

/** The rejected calls of one reason. */
interface Group {
  session: RecorderSession;
  name: string;
  count: number;
  openedAt: number;
  /** Set while the count waits to be stored. */
  timer: NodeJS.Timeout | null;
}

const describe = (explanation: string, count: number) =>
  count === 1
    ? `Webhook call refused: ${explanation}.`
    : `${count} webhook calls refused: ${explanation}.`;

const plausibleType = (type: unknown) =>
  typeof type === 'string' && PLAUSIBLE_TYPE.test(type) ? type : null;

/**
 * Records rejected webhook calls: one session for each reason and hour, with a count. A flood of them
 * costs a bounded number of sessions, lines and writes.
 */
const createWebhookRejections = (recorder: Recorder) => {
  const groups = new Map<string, Group>();

  /** Groups of the hour before, and those whose session was cleared. */
  const forgetOld = (now: number) => {
    for (const [name, { openedAt, session }] of groups) {
      if (now - openedAt >= HOUR_MS || session.record.discarded) groups.delete(name);
    }
  };

  const groupName = (explanation: string) =>
    groups.has(explanation) || groups.size < MAX_SESSIONS_PER_HOUR - 1
      ? explanation
      : OTHER_REASONS;

  const open = (name: string, now: number): Group => {
    const session = recorder.open({ eventType: 'webhook', initiatedBy: 'Webhook' });
    const group = { session, name, count: 0, openedAt: now, timer: null };
    groups.set(name, group);
    return group;
  };

  const storeCount = (group: Group) => {
    if (group.timer) clearTimeout(group.timer);
    group.timer = null;
    group.session.restate(describe(group.name, group.count));
  };

  return {
    /** `webhookType` is of the unverified body: stored only where it looks like a type, as nothing else of it is. */
    add(reason: string, webhookType: unknown) {
      try {
        const now = Date.now();
        forgetOld(now);
        const explanation = explainRefusal(reason);
        const name = groupName(explanation);
        const group = groups.get(name) ?? open(name, now);
        group.count += 1;
        if (group.count <= MAX_LINES_PER_SESSION) {
          const type = plausibleType(webhookType);
          group.session.warn(describe(explanation, 1), { reason, type });
        }
        if (group.count === 1) group.session.fail(describe(name, 1));
        else group.timer ??= setTimeout(() => storeCount(group), COUNT_INTERVAL_MS).unref();
      } catch (error) {
        recorder.log.warn('A rejected webhook call is not recorded', error);
      }
    },

    /** Stores the last counts. */
    stop() {
      for (const group of groups.values()) if (group.timer) storeCount(group);
    },
  };
};

interface WebhookContext {
  body?: unknown;
  request?: { body?: unknown };
}

type Handler = (ctx: WebhookContext, next: () => Promise<unknown>) => Promise<unknown>;
type MiddlewareFactory = (config: unknown, context: unknown) => Handler;

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

/**
 * Wraps the official plugin's check of webhook calls: what it verifies is a webhook, whatever headers
 * other requests carry. Returns how to restore the check.
 */
export const wrapWebhookCheck = (
  strapi: Strapi,
  recorder: Recorder,
  { rejectedWebhooks }: Config
) => {
  const rejections = rejectedWebhooks ? createWebhookRejections(recorder) : null;
  const verified = new WeakSet<object>();
  const registry = strapi.container.get('middlewares');
  const original: MiddlewareFactory | undefined = registry.get(WEBHOOK_MIDDLEWARE);
  const isWebhook = (ctx: object) => verified.has(ctx);
  if (!original) return { isWebhook, missing: ['verifyWebhook'], restore: () => {} };

  const noteRejection = (ctx: WebhookContext) => {
    const message = field(ctx.body, 'message');
    const reason = typeof message === 'string' ? message : 'no reason given';
    rejections?.add(reason, field(ctx.request?.body, 'type'));
  };

  const wrapper: MiddlewareFactory = (config, context) => {
    const verify = original(config, context);
    return async (ctx, next) => {
      const result = await verify(ctx, () => {
        verified.add(ctx);
        return next();
      });
      if (!verified.has(ctx) || field(ctx.body, 'success') === false) noteRejection(ctx);
      return result;
    };
  };
  registry.set(WEBHOOK_MIDDLEWARE, wrapper);

  return {
    isWebhook,
    missing: [],
    restore: () => {
      rejections?.stop();
      if (registry.get(WEBHOOK_MIDDLEWARE) === wrapper) registry.set(WEBHOOK_MIDDLEWARE, original);
    },
  };
};
