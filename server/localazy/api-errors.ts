import type { Strapi } from '@strapi/strapi';
import type { Recorder } from '../recorder';

/**
 * The official plugin passes errors of Localazy's API to `strapi.console.error`, which doesn't exist,
 * so that a TypeError hides the cause. Within a session it exists and throws the cause itself: the
 * transfer stops where it would have stopped, for its true reason. Returns how to restore `strapi`.
 */
export const revealApiErrors = (strapi: Strapi, recorder: Recorder) => {
  if ('console' in strapi) return () => {};
  const throwing = {
    error: (cause: unknown) => {
      throw cause;
    },
  };
  Object.defineProperty(strapi, 'console', {
    configurable: true,
    enumerable: false,
    get: () => (recorder.currentSession() ? throwing : undefined),
  });
  return () => {
    Reflect.deleteProperty(strapi, 'console');
  };
};
