import type { Strapi } from '@strapi/strapi';
import { LOCALAZY_PLUGIN_ID } from '../../shared/plugin-id';

export const WEBHOOK_MIDDLEWARE = `plugin::${LOCALAZY_PLUGIN_ID}.verifyWebhook`;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Wraps a method: gets the original, the service that is its `this`, and the arguments of the call. */
export type MethodWrapper = (original: Method, service: unknown, args: unknown[]) => unknown;

/**
 * Wraps methods of a service of the official plugin. By a proxy, so that `this`, other methods and
 * whatever another plugin replaces later stay as they are. Returns how to restore the service, and the
 * names of what is missing.
 */
export const wrapService = (
  strapi: Strapi,
  name: string,
  wrappers: Record<string, MethodWrapper>
) => {
  const registry = strapi.container.get('services');
  const uid = `plugin::${LOCALAZY_PLUGIN_ID}.${name}`;
  const original = registry.get(uid);
  if (!original) return { missing: [name], restore: () => {} };

  let active = true;
  const proxy = new Proxy(original, {
    get(target, property, receiver) {
      const value = Reflect.get(target, property, receiver);
      if (!active || typeof property !== 'string' || typeof value !== 'function') return value;
      if (!Object.hasOwn(wrappers, property)) return value;
      return function recorded(this: unknown, ...args: unknown[]) {
        return wrappers[property](value, this, args);
      };
    },
  });
  registry.extend(uid, () => proxy);

  return {
    missing: Object.keys(wrappers)
      .filter((method) => typeof original[method] !== 'function')
      .map((method) => `${name}.${method}`),
    restore() {
      active = false;
      registry.extend(uid, (current: unknown) => (current === proxy ? original : current));
    },
  };
};

/**
 * The official plugin passes errors of Localazy's API to `strapi.console.error`, which doesn't exist,
 * so that a TypeError hides the cause. In what is recorded it exists and throws the cause itself: the
 * plugin stops where it would have stopped, for its true reason. Returns how to restore `strapi`.
 */
export const revealApiErrors = (strapi: Strapi, isRecorded: () => boolean) => {
  if ('console' in strapi) return () => {};
  const error = (cause: unknown) => {
    throw cause;
  };
  Object.defineProperty(strapi, 'console', {
    configurable: true,
    enumerable: false,
    get: () => (isRecorded() ? { error } : undefined),
  });
  return () => void Reflect.deleteProperty(strapi, 'console');
};

/** Passes what a method returns to `observe`, too. */
export const observing =
  (observe: (result: unknown) => void): MethodWrapper =>
  async (original, service, args) => {
    const result = await original.apply(service, args);
    try {
      observe(result);
    } catch {
      // The official plugin gets its result all the same.
    }
    return result;
  };
