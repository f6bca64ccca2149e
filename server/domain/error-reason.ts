import { describeError } from './describe-error';

/** knex puts the whole statement, with log lines in it, before the database's own words. */
const STATEMENT =
  /^\s*(?:alter|begin|create|delete|drop|insert|pragma|replace|select|set|update|with)\b/i;
const STATEMENT_END = ' - ';

const VALUE_START = /\b(?:value|entry): '/;
const VALUE_END = "' for";

/** MySQL repeats a part of the value. An expression for all of it would take the square of its length. */
const withoutValue = (reason: string): string => {
  const start = VALUE_START.exec(reason);
  const end = reason.lastIndexOf(VALUE_END);
  if (!start || end < start.index + start[0].length) return reason;
  const before = reason.slice(0, start.index + start[0].indexOf(':'));
  return `${before} for${reason.slice(end + VALUE_END.length)}`;
};

/** Why something failed; of a database error neither the statement nor what it would have stored. */
export const reasonOf = (error: unknown): string => {
  const text = describeError(error);
  const end = STATEMENT.test(text) ? text.lastIndexOf(STATEMENT_END) : -1;
  return withoutValue(end < 0 ? text : text.slice(end + STATEMENT_END.length));
};
