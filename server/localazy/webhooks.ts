import type { Strapi } from '@strapi/strapi';
import type { Config } from '../config/schema';
import { ownField } from '../domain/objects';
import type { Recorder } from '../recorder';
import { WEBHOOK_MIDDLEWARE } from './official-plugin';
import { createWebhookRefusals, SIGNATURE_HEADER } from './webhook-refusals';

const PLAUSIBLE_EVENT = /^[\w.:-]{1,64}$/;

interface WebhookContext {
  body?: unknown;
  request?: { body?: unknown; headers?: unknown };
}

type Handler = (ctx: WebhookContext, next: () => Promise<unknown>) => Promise<unknown>;
type MiddlewareFactory = (config: unknown, context: unknown) => Handler;

/** The event that a call's body names: all that is kept of a body, and only where it looks like one. */
const eventOf = ({ request }: WebhookContext) => {
  const type = ownField(request?.body, 'type');
  return typeof type === 'string' && PLAUSIBLE_EVENT.test(type) ? type : null;
};

/**
 * Wraps the official plugin's check of webhook calls: what it verifies is a webhook, whatever headers
 * other requests carry. Returns how to restore the check.
 */
export const wrapWebhookCheck = (
  strapi: Strapi,
  recorder: Recorder,
  { rejectedWebhooks }: Config
) => {
  const refusals = rejectedWebhooks ? createWebhookRefusals(recorder) : null;
  const verified = new WeakMap<object, { event: string | null }>();
  const registry = strapi.container.get('middlewares');
  const original: MiddlewareFactory | undefined = registry.get(WEBHOOK_MIDDLEWARE);
  /** The verified call that a request was, or undefined. */
  const webhookOf = (ctx: object) => verified.get(ctx);
  if (!original) return { webhookOf, missing: ['verifyWebhook'], restore: () => {} };

  const noteRefusal = (ctx: WebhookContext) => {
    const message = ownField(ctx.body, 'message');
    refusals?.add({
      reason: typeof message === 'string' ? message : 'no reason given',
      isSigned: Boolean(ownField(ctx.request?.headers, SIGNATURE_HEADER)),
      event: eventOf(ctx),
    });
  };

  const wrapper: MiddlewareFactory = (config, context) => {
    const verify = original(config, context);
    return async (ctx, next) => {
      const result = await verify(ctx, () => {
        verified.set(ctx, { event: eventOf(ctx) });
        return next();
      });
      if (!verified.has(ctx) || ownField(ctx.body, 'success') === false) noteRefusal(ctx);
      return result;
    };
  };
  registry.set(WEBHOOK_MIDDLEWARE, wrapper);

  return {
    webhookOf,
    missing: [],
    restore: () => {
      refusals?.stop();
      if (registry.get(WEBHOOK_MIDDLEWARE) === wrapper) registry.set(WEBHOOK_MIDDLEWARE, original);
    },
  };
};
