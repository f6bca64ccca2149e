import type { Strapi } from '@strapi/strapi';
import { describeError } from '../domain/describe-error';
import type { Redactor } from '../domain/redaction';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { AmbientSession } from './ambient';

const MAX_CAUSE_LENGTH = 300;

/** knex puts the whole statement, with our own lines in it, before the cause: the end is what tells. */
const briefly = (cause: string) =>
  cause.length > MAX_CAUSE_LENGTH ? `…${cause.slice(-MAX_CAUSE_LENGTH)}` : cause;

/** What we say ourselves on the server's console: redacted, and never an entry of a session. */
export const createOwnLog = (options: {
  strapi: Strapi;
  ambient: AmbientSession;
  redactor: Redactor;
}) => {
  const { strapi, ambient, redactor } = options;
  const say = (level: 'info' | 'warn' | 'error') => (text: string, cause?: unknown) => {
    const message =
      cause === undefined ? text : `${text}: ${briefly(redactor.message(describeError(cause)))}`;
    ambient.outside(() => strapi.log[level](`[${PLUGIN_ID}] ${redactor.message(message)}`));
  };
  return { info: say('info'), warn: say('warn'), error: say('error') };
};

export type OwnLog = ReturnType<typeof createOwnLog>;
