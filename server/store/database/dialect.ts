import type { Knex } from 'knex';
import { SORT_KEY_BYTES } from '../../content-types/tables';
import { comparedByColumn, comparedByRow, type Comparisons } from './comparisons';
import type { Condition } from './condition';
import type { Connection } from './patience';

/** A column of rows that come as JSON. */
export interface RowColumn {
  name: string;
  type: 'number' | 'text';
}

/**
 * Many rows as one bound value: a database reads a list much faster than a statement with thousands
 * of values. Rows that are there already stay as they are; any other fault fails the statement.
 */
interface Bulk {
  /** What follows `insert into table (columns)`, with one `?`. */
  sql(columns: RowColumn[]): string;
  /** The value for that `?`. */
  value(rows: unknown[][]): string | unknown[][];
}

const jsonList = (rows: unknown[][]) => JSON.stringify(rows);

/** Everything that differs among databases. */
export interface Dialect extends Comparisons {
  /** Values that one statement can bind. */
  maxBindings: number;
  /** True where a statement holds the event loop for as long as it runs. */
  synchronous: boolean;
  /** The database's own clock, epoch milliseconds. */
  now: string;
  greatest(a: string, b: string): string;
  /** Makes an insert leave a row alone that is there already; any other fault still fails it. */
  keepExisting(insert: Knex.QueryBuilder): Knex.QueryBuilder;
  /** How many rows reach the database as one bound value, whatever their number. */
  bulk: Bulk;
  /** The column contains the text, byte by byte. */
  contains(column: string, text: string): Condition;
  /** The column, of ASCII characters, contains the text, whatever case the letters of either are in. */
  containsIgnoringCase(column: string, text: string): Condition;
  /** How a table and the index to read it by stand behind `from`; null where the database chooses well by itself. */
  readBy: string | null;
  /** The same for rows by their ids. */
  readById: string | null;
  /**
   * A condition that every row meets, and that keeps a statement from being shared out to worker
   * processes: starting them takes longer than reading what ours read, a few milliseconds' worth. Null
   * where no database does such a thing.
   */
  readAlone: string | null;
  /**
   * How a table stands behind `from` to be read row by row as it lies, between two ids. Null where it's
   * hardly dearer to look up its rows one by one, as another index tells them.
   */
  readAsItLies: string | null;
  /** The bytes that the sort key (`sortKey` in store/text) of a searchable text spells, for where an index has the text. */
  sortBytesOf(column: string): string;
  /**
   * Rows along an index that are read one by one, each wherever it lies, before it's sooner done to read
   * all of an index that holds what is asked of them.
   */
  mostReadAlong: number;
  /** A row names a session that isn't there. */
  isMissingSession(error: unknown): boolean;
  /**
   * Ends a connection that does not answer any more, and keeps knex from lending it again. Null where
   * the database answers in the same turn and can't be interrupted.
   */
  breakOff: ((connection: Connection, reason: Error) => void) | null;
  /** What a row holds is refused, now and for ever: a character, a length, a constraint. Any other fault may pass. */
  refusesRow(error: unknown): boolean;
}

const own = (error: unknown, property: string): unknown =>
  typeof error === 'object' && error !== null
    ? Object.getOwnPropertyDescriptor(error, property)?.value
    : undefined;

const errorCode = (error: unknown): string => String(own(error, 'code'));

/** A connection as knex's pool keeps it, with the driver's socket where it has one: mysql2's own, pg's below. */
interface PooledConnection {
  __knex__disposed?: Error;
  stream?: { destroy(): void };
  connection?: PooledConnection;
}

/** A driver's own way to end would wait for the very answer that doesn't come. */
const breakOff = (connection: PooledConnection, reason: Error) => {
  connection.__knex__disposed = reason;
  (connection.stream ?? connection.connection?.stream)?.destroy();
};

/** Data exceptions and violated constraints, in every database that keeps to the SQL standard's classes. */
const ROW_STATES = /^2[23]/;

const ESCAPE = '|';

const likePattern = (text: string) => `%${text.replace(/[%_|]/g, `${ESCAPE}$&`)}%`;

const sqlite = (): Dialect => ({
  maxBindings: 32_766,
  synchronous: true,
  breakOff: null,
  now: `cast(round((julianday('now') - 2440587.5) * 86400000) as integer)`,
  greatest: (a, b) => `max(${a}, ${b})`,
  contains: (column, text) => ({ sql: `instr(${column}, ?) > 0`, bindings: [text] }),
  containsIgnoringCase: (column, text) => ({
    sql: `${column} like ? escape '${ESCAPE}'`,
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
  ...comparedByRow,
  // Without statistics it takes the index with the most conditions, be it of another order.
  readBy: '?? indexed by ??',
  readById: '?? not indexed',
  readAlone: null,
  readAsItLies: null,
  // No bytes at all are NULL to `substr`.
  sortBytesOf: (column) => `ifnull(substr(cast(${column} as blob), 1, ${SORT_KEY_BYTES}), x'')`,
  mostReadAlong: 4_000,
  isMissingSession: (error) => errorCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  refusesRow: (error) => /^SQLITE_(?:CONSTRAINT|TOOBIG|MISMATCH)/.test(errorCode(error)),
});

const postgres = (): Dialect => ({
  maxBindings: 65_535,
  synchronous: false,
  breakOff,
  now: '(extract(epoch from clock_timestamp()) * 1000)::bigint',
  greatest: (a, b) => `greatest(${a}, ${b})`,
  contains: (column, text) => ({ sql: `strpos(${column} collate "C", ?) > 0`, bindings: [text] }),
  containsIgnoringCase: (column, text) => ({
    sql: `${column} collate "C" ilike ? escape '${ESCAPE}'`,
    bindings: [likePattern(text)],
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
  ...comparedByRow,
  readBy: null,
  readById: null,
  // A function that PostgreSQL marks as "parallel restricted"; it's looked at once a statement.
  readAlone: 'pg_backend_pid() > 0',
  readAsItLies: null,
  sortBytesOf: (column) => `substring(convert_to(${column}, 'UTF8') for ${SORT_KEY_BYTES})`,
  mostReadAlong: 500,
  isMissingSession: (error) => errorCode(error) === '23503',
  // 54000: a value larger than an index takes.
  refusesRow: (error) => ROW_STATES.test(errorCode(error)) || errorCode(error) === '54000',
});

/** Refusals of a row that MySQL and MariaDB file under "general error" or, for a long statement, "connection". */
const MYSQL_ROW_FAULTS = [
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_NET_PACKET_TOO_LARGE',
];

/**
 * MySQL 8 and MariaDB. Where they differ, what is used here is what both have: no RETURNING and no
 * DELETE with a CTE (one of each knows them), plain multi-row VALUES rather than JSON_TABLE (MySQL's
 * own since 8.0, MariaDB's since 10.6, and slower here), ON DUPLICATE KEY without the new row's alias
 * (MySQL's alone) or VALUES() (deprecated there). Their default collations differ (utf8mb4_0900_ai_ci,
 * utf8mb4_general_ci), so texts are compared by bytes or in a collation named here, and sort keys are
 * hexadecimal.
 */
const mysql = (knex: Knex): Dialect => ({
  maxBindings: 65_535,
  synchronous: false,
  breakOff,
  now: `timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000`,
  greatest: (a, b) => `greatest(${a}, ${b})`,
  contains: (column, text) => ({
    sql: `${column} like binary ? escape '${ESCAPE}'`,
    bindings: [likePattern(text)],
  }),
  containsIgnoringCase: (column, text) => ({
    sql: `lower(${column}) like binary ? escape '${ESCAPE}'`,
    bindings: [likePattern(text.toLowerCase())],
  }),
  // INSERT IGNORE would swallow missing sessions and cut texts too.
  keepExisting: (insert) => insert.onConflict().merge({ id: knex.ref('id') }),
  bulk: {
    sql: () => 'values ? on duplicate key update id = id',
    value: (rows) => rows,
  },
  ...comparedByColumn,
  // Both read whole tabs, or sort them, rather than stop at the end of a page.
  readBy: '?? force index (??)',
  readById: '?? force index (primary)',
  readAlone: null,
  // A look-up goes down the tree of the primary key: MariaDB reads five times as many rows between two ids.
  readAsItLies: '?? force index (primary)',
  sortBytesOf: (column) => `left(cast(${column} as binary), ${SORT_KEY_BYTES})`,
  mostReadAlong: 500,
  isMissingSession: (error) => errorCode(error) === 'ER_NO_REFERENCED_ROW_2',
  refusesRow: (error) =>
    ROW_STATES.test(String(own(error, 'sqlState'))) || MYSQL_ROW_FAULTS.includes(errorCode(error)),
});

const DIALECTS: Record<string, (knex: Knex) => Dialect> = {
  sqlite3: sqlite,
  postgresql: postgres,
  mysql,
};

/** Throws where knex speaks to a database that Strapi doesn't. */
export const createDialect = (knex: Knex): Dialect => {
  const { dialect }: { dialect: string } = knex.client;
  if (!Object.hasOwn(DIALECTS, dialect)) throw new Error(`Unknown database dialect ${dialect}`);
  return DIALECTS[dialect](knex);
};
