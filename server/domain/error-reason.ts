import { describeError } from './describe-error';

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
