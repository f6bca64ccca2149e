import { describeError } from '../../domain/describe-error';

/** knex puts the whole statement, with the rows in it, before the database's own words. */
const STATEMENT_END = ' - ';

/** Why a row was refused, in the database's own words. */
export const reasonOf = (error: unknown): string => {
  const text = describeError(error);
  const end = text.lastIndexOf(STATEMENT_END);
  return end < 0 ? text : text.slice(end + STATEMENT_END.length);
};
