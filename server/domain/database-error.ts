import { say, type SummaryPart } from './summaries';

/** knex puts the whole statement, with the content in it, before the database's own words. */
const STATEMENT =
  /^\s*(?:(?:insert into|replace into|update|delete from|with) [`"]|select\b.*\bfrom\b|begin;|commit;|rollback;|(?:release )?savepoint )/is;

/** The table that a statement writes to. */
const TABLE = /^\s*(?:insert into|update|delete from) (?:[`"]\w+[`"]\.)?[`"](\w+)[`"]/i;

/** "slug" of the index `articles_slug_unique` of `articles`. */
const fieldOfIndex = (index: string, table: string) =>
  index.replace(new RegExp(`^${table}_`), '').replace(/_(?:unique|uq|key|idx|index)$/i, '');

type Describe = (match: RegExpMatchArray, table: string) => SummaryPart;

const field =
  (id: 'field-too-long' | 'field-taken' | 'field-empty'): Describe =>
  ([, name]) =>
    say(id, { field: name });

const taken: Describe = ([, index], table) =>
  say('field-taken', { field: fieldOfIndex(index, table) });

/** The databases' own words, which name a field at best: what they quote beside it is content. */
const REASONS: [RegExp, Describe][] = [
  [/Data too long for column '([^']+)' at row \d+$/, field('field-too-long')],
  [
    /value too long for type character varying\((\d+)\)/,
    ([, limit]) => say('text-too-long-limit', { limit: Number(limit) }),
  ],
  [/value too long for type|string or blob too big/, () => say('text-too-long')],
  [/UNIQUE constraint failed: (?:\w+\.)?(\w+)$/, field('field-taken')],
  [/UNIQUE constraint failed: /, () => say('value-taken')],
  [/Duplicate entry '.*' for key '(?:\w+\.)?([^'.]+)'$/s, taken],
  [/duplicate key value violates unique constraint "([^"]+)"/, taken],
  [/NOT NULL constraint failed: (?:\w+\.)?(\w+)$/, field('field-empty')],
  [/Column '([^']+)' cannot be null$/, field('field-empty')],
  [/null value in column "([^"]+)"/, field('field-empty')],
  [/^Not null constraint violation on column (\w+)\.$/, field('field-empty')],
  [/foreign key constraint/i, () => say('reference-gone')],
  [
    /deadlock|lock wait timeout|lock timeout|database (?:table )?is locked|could not serialize|could not obtain lock|Record has changed since last read/i,
    () => say('database-busy'),
  ],
  [
    /Incorrect string value:|invalid byte sequence|unsupported Unicode escape|has no equivalent in encoding/,
    () => say('character-refused'),
  ],
  [
    /Timeout acquiring a connection|Connection terminated|Connection lost|connection is in closed state|terminating connection|server closed the connection/i,
    () => say('database-away'),
  ],
  [/is full\b|No space left/i, () => say('database-full')],
  [/readonly database|read-only/i, () => say('database-read-only')],
];

/** Names that only the databases' and Strapi's own errors bear, without a statement. */
const PLAIN = /^(?:Knex: |Not null constraint violation)/;

/**
 * Why a database refused something, for an editor; null where the message is none of a database. Neither
 * the statement nor a value of it is in it.
 */
export const describeDatabaseError = (message: string): SummaryPart | null => {
  const hasStatement = STATEMENT.test(message) && message.includes(' - ');
  if (!hasStatement && !PLAIN.test(message)) return null;
  // Words of the database follow the statement, which may be as long as an article.
  const end = message.slice(-1_000);
  for (const [pattern, describe] of REASONS) {
    const match = end.match(pattern);
    if (match) return describe(match, message.match(TABLE)?.[1] ?? '');
  }
  return say('database-refused');
};
