import type { Strapi } from '@strapi/strapi';
import { serviceUid } from './official-plugin';

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
  const uid = serviceUid(name);
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
