import type { Strapi } from '@strapi/strapi';
import { describeError } from '../domain/describe-error';
import type { Redactor } from '../domain/redaction';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { AmbientSession } from './ambient';

const MAX_REASON_LENGTH = 300;

/** knex puts the whole statement, with log lines in it, before the database's own words. */
const STATEMENT =
  /^\s*(?:alter|begin|create|delete|drop|insert|pragma|replace|select|set|update|with)\b/i;
const STATEMENT_END = ' - ';

/** MySQL repeats a part of the value. */
const REPEATED_VALUE = /\b(value|entry): '.*' for/gs;

/** Why something failed; of a database error neither the statement nor what it would have stored. */
export const reasonOf = (error: unknown): string => {
  const text = describeError(error);
  const end = STATEMENT.test(text) ? text.lastIndexOf(STATEMENT_END) : -1;
  const reason = end < 0 ? text : text.slice(end + STATEMENT_END.length);
  return reason.replace(REPEATED_VALUE, '$1 for');
};

const cut = (reason: string) =>
  reason.length > MAX_REASON_LENGTH ? `${reason.slice(0, MAX_REASON_LENGTH)}…` : reason;

/** The plugin's own lines on the server's console: redacted, never an entry of a session. Never throws. */
export const createOwnLog = (options: {
  strapi: Strapi;
  ambient: AmbientSession;
  redactor: Redactor;
}) => {
  const { strapi, ambient, redactor } = options;
  const write = (level: 'info' | 'warn' | 'error') => (text: string, cause?: unknown) => {
    try {
      const message =
        cause === undefined ? text : `${text}: ${cut(redactor.message(reasonOf(cause)))}`;
      ambient.outside(() => strapi.log[level](`[${PLUGIN_ID}] ${redactor.message(message)}`));
    } catch {
      // There is no other place to report to.
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};

export type OwnLog = ReturnType<typeof createOwnLog>;
