import type { Strapi } from '@strapi/strapi';
import { reasonOf } from '../domain/error-reason';
import type { Redactor } from '../domain/redaction';
import { shorten } from '../domain/shorten';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { UNRECORDED } from './logger';
import type { AmbientSession } from './types';

const MAX_REASON_LENGTH = 300;

/** The plugin's own lines on the server's console: redacted, never an entry of a session. Never throws. */
export const createOwnLog = (strapi: Strapi, ambient: AmbientSession, redactor: Redactor) => {
  const write = (level: 'info' | 'warn' | 'error') => (text: string, cause?: unknown) => {
    try {
      const message =
        cause === undefined
          ? text
          : `${text}: ${shorten(redactor.message(reasonOf(cause)), MAX_REASON_LENGTH)}`;
      ambient.run(UNRECORDED, () =>
        strapi.log[level](`[${PLUGIN_ID}] ${redactor.message(message)}`)
      );
    } catch {
      // There is nothing else to report to.
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

export type OwnLog = ReturnType<typeof createOwnLog>;
