import type { Knex } from 'knex';
import type { SessionIndex } from '../../content-types/tables';
import { ownField } from '../../domain/objects';
import type { Connection } from './statement-timeout';

/** A condition with its values, for knex's `whereRaw`. */
export interface Condition {
  sql: string;
  bindings: Knex.RawBinding[];
}

/** A column of rows that come as JSON. */
export interface RowColumn {
  name: string;
  type: 'number' | 'text';
}

/** Many rows as one bound value, which is parsed much faster than thousands. Existing rows stay as they are. */
interface BulkInsert {
  /** What follows `insert into table (columns)`, with one `?`. */
  sql(columns: RowColumn[]): string;
  /** The value for that `?`. */
  value(rows: unknown[][]): string | unknown[][];
}

const jsonList = (rows: unknown[][]) => JSON.stringify(rows);

/** Everything that differs among databases. */
interface Dialect {
  /** True where a statement holds the event loop for as long as it runs. */
  synchronous: boolean;
  /** The database's own clock, epoch milliseconds. */
  now: string;
  /** Makes an insert leave a row alone that is there already; any other error still fails it. */
  keepExisting(insert: Knex.QueryBuilder): Knex.QueryBuilder;
  /** How many rows reach the database as one bound value, whatever their number. */
  bulk: BulkInsert;
  /** Lines of one statement: more take less time each, but on SQLite it holds the event loop. */
  linesPerInsert: number;
  /** The column is one of many numbers, at least one. */
  isOneOf(column: string, values: number[]): Condition;
  /** The column contains the text, byte by byte. */
  contains(column: string, text: string): Condition;
  /** A line's message, as its search text or, where it has none, with its ASCII letters in either case, contains the text. */
  messageContains(text: string): Condition;
  /** The first letters of a column's texts, joined in the order in which a subquery has them. */
  joinLetters(column: string): string;
  /** A table and the index to read it by, after `from`; null where the planner chooses well by itself. */
  indexHint: string | null;
  /** The same for reading rows by their ids. */
  primaryKeyHint: string | null;
  /** Whether rows that an index has in another order are read by it first, as a subquery, and then sorted. */
  sortsSubquery(index: SessionIndex): boolean;
  /** Whether rows are read in an index's order only where all of it is asked for, and else are all sorted. */
  needsWholeIndexOrder: boolean;
  /** A row names a session that doesn't exist. */
  isMissingSession(error: unknown): boolean;
  /** Closes a connection that does not respond any more; null where statements are synchronous. */
  closeConnection: ((connection: Connection, reason: Error) => void) | null;
  /** What a row holds is refused, now and later: a character, a length, a constraint. Any other error may pass. */
  refusesRow(error: unknown): boolean;
}

const errorCode = (error: unknown): string => String(ownField(error, 'code'));

/** A connection as knex's pool keeps it, with the driver's socket where it has one: mysql2's own, pg's below. */
interface PooledConnection {
  __knex__disposed?: Error;
  stream?: { destroy(): void };
  connection?: PooledConnection;
}

/** A driver's own way to end would wait for the very response that doesn't come. */
const closeConnection = (connection: PooledConnection, reason: Error) => {
  connection.__knex__disposed = reason;
  (connection.stream ?? connection.connection?.stream)?.destroy();
};

/** Data exceptions and violated constraints, by the SQL standard's classes. */
const ROW_STATES = /^2[23]/;

const ESCAPE = '|';

const likePattern = (text: string) => `%${text.replace(/[%_|]/g, `${ESCAPE}$&`)}%`;

const sqlite = (): Dialect => ({
  synchronous: true,
  closeConnection: null,
  now: `cast(round((julianday('now') - 2440587.5) * 86400000) as integer)`,
  contains: (column, text) => ({ sql: `instr(${column}, ?) > 0`, bindings: [text] }),
  messageContains: (text) => ({
    sql: `coalesce(search_text, message) like ? escape '${ESCAPE}'`,
    bindings: [likePattern(text)],
  }),
  keepExisting: (insert) => insert.onConflict().ignore(),
  bulk: {
    sql(columns) {
      const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`);
      // Without a WHERE the parser would take ON for a join's.
      return `select ${values.join(', ')} from json_each(?) where true on conflict do nothing`;
    },
    value: jsonList,
  },
  linesPerInsert: 1_000,
  isOneOf: (column, values) => ({
    sql: `${column} in (select value from json_each(?))`,
    bindings: [JSON.stringify(values)],
  }),
  joinLetters: (column) => `group_concat(substr(${column}, 1, 1), '')`,
  // Without statistics it takes the index with the most conditions, even one of another order.
  indexHint: '?? indexed by ??',
  primaryKeyHint: '?? not indexed',
  sortsSubquery: () => false,
  needsWholeIndexOrder: false,
  isMissingSession: (error) => errorCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  refusesRow: (error) => /^SQLITE_(?:CONSTRAINT|TOOBIG|MISMATCH)/.test(errorCode(error)),
});

const postgres = (): Dialect => ({
  synchronous: false,
  closeConnection,
  now: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  contains: (column, text) => ({ sql: `strpos(${column} collate "C", ?) > 0`, bindings: [text] }),
  messageContains: (text) => ({
    sql: 'strpos(coalesce(search_text, lower(message collate "C")), ?) > 0',
    bindings: [text],
  }),
  keepExisting: (insert) => insert.onConflict().ignore(),
  bulk: {
    sql(columns) {
      const values = columns.map(({ type }, index) =>
        type === 'number' ? `(line->>${index})::bigint` : `line->>${index}`
      );
      return `select ${values.join(', ')} from jsonb_array_elements(?::jsonb) as line on conflict do nothing`;
    },
    value: jsonList,
  },
  linesPerInsert: 2_000,
  isOneOf: (column, values) => ({ sql: `${column} = any(?::bigint[])`, bindings: [values] }),
  joinLetters: (column) => `string_agg(substr(${column}, 1, 1), '')`,
  indexHint: null,
  primaryKeyHint: null,
  // Its indexes lack the id, for which it reads each row: those of some days lie together, others are better met in order.
  sortsSubquery: (index) => index === 'by_start',
  needsWholeIndexOrder: false,
  isMissingSession: (error) => errorCode(error) === '23503',
  // 54000: a value larger than an index takes.
  refusesRow: (error) => ROW_STATES.test(errorCode(error)) || errorCode(error) === '54000',
});

/** Refusals of a row that MySQL and MariaDB report as a general error or, for a long statement, as one of the connection. */
const MYSQL_ROW_FAULTS = [
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_NET_PACKET_TOO_LARGE',
];

/**
 * MySQL 8 and MariaDB, by what both have: multi-row VALUES rather than JSON_TABLE (MariaDB since 10.6, and
 * slower), ON DUPLICATE KEY without the new row's alias (MySQL alone) or VALUES() (deprecated there).
 */
const mysql = (knex: Knex): Dialect => ({
  synchronous: false,
  closeConnection,
  now: `timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000`,
  contains: (column, text) => ({
    sql: `${column} like binary ? escape '${ESCAPE}'`,
    bindings: [likePattern(text)],
  }),
  messageContains: (text) => ({
    sql: `coalesce(search_text, lower(message)) like binary ? escape '${ESCAPE}'`,
    bindings: [likePattern(text)],
  }),
  // INSERT IGNORE would swallow missing sessions and cut texts too.
  keepExisting: (insert) => insert.onConflict().merge({ id: knex.ref('id') }),
  bulk: {
    sql: () => 'values ? on duplicate key update id = id',
    value: (rows) => rows,
  },
  linesPerInsert: 2_000,
  // Numbers need no escaping, and the driver would put them into the text as well.
  isOneOf: (column, values) => ({ sql: `${column} in (${values.join(', ')})`, bindings: [] }),
  joinLetters: (column) => `group_concat(substr(${column}, 1, 1) separator '')`,
  // Both read whole tabs, or sort them, rather than stop at the end of a page.
  indexHint: '?? force index (??)',
  primaryKeyHint: '?? force index (primary)',
  // MariaDB sorts places of rows, and would then read each row.
  sortsSubquery: () => true,
  needsWholeIndexOrder: true,
  isMissingSession: (error) => errorCode(error) === 'ER_NO_REFERENCED_ROW_2',
  refusesRow: (error) =>
    ROW_STATES.test(String(ownField(error, 'sqlState'))) ||
    MYSQL_ROW_FAULTS.includes(errorCode(error)),
});

const DIALECTS: Record<string, (knex: Knex) => Dialect> = {
  sqlite3: sqlite,
  postgresql: postgres,
  mysql,
};

/** Throws where knex's database is none of Strapi's. */
export const createDialect = (knex: Knex): Dialect => {
  const { dialect }: { dialect: string } = knex.client;
  if (!Object.hasOwn(DIALECTS, dialect)) throw new Error(`Unknown database dialect ${dialect}`);
  return DIALECTS[dialect](knex);
};
