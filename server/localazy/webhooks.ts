import type { Strapi } from '@strapi/strapi';
import { WEBHOOK_MIDDLEWARE } from './official-plugin';
import type { WebhookRejections } from './webhook-rejections';

interface WebhookContext {
  body?: unknown;
  request?: { body?: unknown };
}

type Handler = (ctx: WebhookContext, next: () => Promise<unknown>) => Promise<unknown>;
type MiddlewareFactory = (config: unknown, context: unknown) => Handler;

interface WebhooksOptions {
  strapi: Strapi;
  /** Null where rejected calls aren't recorded. */
  rejections: WebhookRejections | null;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

/**
 * Wraps the official plugin's check of webhook calls: what it verifies is a webhook, whatever headers
 * other requests carry. Returns how to restore the check.
 */
export const wrapWebhookCheck = ({ strapi, rejections }: WebhooksOptions) => {
  const verified = new WeakSet<object>();
  const registry = strapi.container.get('middlewares');
  const original: MiddlewareFactory | undefined = registry.get(WEBHOOK_MIDDLEWARE);
  const isWebhook = (ctx: object) => verified.has(ctx);
  if (!original) return { isWebhook, missing: ['verifyWebhook'], restore: () => {} };

  const noteRejection = (ctx: WebhookContext) => {
    const message = field(ctx.body, 'message');
    rejections?.add({
      reason: typeof message === 'string' ? message : 'no reason given',
      webhookType: field(ctx.request?.body, 'type'),
    });
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
      if (registry.get(WEBHOOK_MIDDLEWARE) === wrapper) registry.set(WEBHOOK_MIDDLEWARE, original);
    },
  };
};
