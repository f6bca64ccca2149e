import type { Strapi } from '@strapi/strapi';
import { serviceUid } from './official-plugin';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What stands before a method: gets the call as it came and the original, bound to its service. */
export type Around = (original: Method, service: unknown, args: unknown[]) => unknown;

/**
 * Stands `around` before methods of a service of the official plugin. A proxy, so that `this`, other
 * methods and whatever another plugin replaces later stay as they are. Answers how to put the service
 * back, or the names of what isn't there.
 */
export const aroundService = (strapi: Strapi, name: string, methods: Record<string, Around>) => {
  const registry = strapi.container.get('services');
  const uid = serviceUid(name);
  const original = registry.get(uid);
  if (!original) return { missing: [name], restore: () => {} };

  let active = true;
  const proxy = new Proxy(original, {
    get(target, property, receiver) {
      const value = Reflect.get(target, property, receiver);
      if (!active || typeof property !== 'string' || typeof value !== 'function') return value;
      if (!Object.hasOwn(methods, property)) return value;
      return function recorded(this: unknown, ...args: unknown[]) {
        return methods[property](value, this, args);
      };
    },
  });
  registry.extend(uid, () => proxy);

  return {
    missing: Object.keys(methods)
      .filter((method) => typeof original[method] !== 'function')
      .map((method) => `${name}.${method}`),
    restore() {
      active = false;
      registry.extend(uid, (current: unknown) => (current === proxy ? original : current));
    },
  };
};
