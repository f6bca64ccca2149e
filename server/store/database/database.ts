import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import {
  CONTENT_INDEX,
  ENTRIES_TABLE,
  LINE_INDEX,
  PREFERENCES_TABLE,
  sessionIndexName,
  SESSIONS_TABLE,
  type SessionIndex,
} from '../../content-types/tables';
import { createDialect } from './dialect';
import type { EntryRow, PreferenceRow, SessionRow } from './rows';
import { createReadBudget } from '../../domain/read-budget';
import { createStatementTimeout, withoutLockWait } from './statement-timeout';

/** Most connections of the pool are left to the host. */
const SCANS_AT_ONCE = 2;

export interface DatabaseOptions {
  strapi: Pick<LoadedStrapi, 'db'>;
  /** How long a statement that can be repeated later waits for the database. */
  statementTimeoutMs?: number;
}

/**
 * Our tables on the host's own knex and pool, with what differs among databases. Never `strapi.db.query`
 * nor its transactions: the first would run the host's lifecycles for each line, the second take our
 * lines along in a rollback.
 */
export const createDatabase = ({ strapi, statementTimeoutMs }: DatabaseOptions) => {
  const knex = strapi.db.connection;
  /** What `db.getSchemaName` returns, which Strapi has since 4.14.5 only. */
  const schema: string | undefined = knex.client.connectionSettings.schema;
  const qualified = (table: string) => (schema ? `${schema}.${table}` : table);
  const dialect = createDialect(knex);
  const { execute, abortAfterSilence } = createStatementTimeout({
    knex,
    closeConnection: dialect.closeConnection,
    timeoutMs: statementTimeoutMs,
  });
  /** A query that names a missing index fails; without the hint it is slow. */
  const missingIndexes = new Set<string>();
  const readBy = (table: string, index: string): Knex.QueryBuilder =>
    knex.from(
      dialect.indexHint && !missingIndexes.has(index)
        ? knex.raw(dialect.indexHint, [table, index])
        : table
    );
  /** The rows of all queries, each with an order and a limit of its own. */
  const unionAll = (queries: Knex.QueryBuilder[]): Knex.QueryBuilder => {
    const parts = queries.map((query, index) => knex.select('*').from(query.as(`part${index}`)));
    return knex.from(knex.unionAll(parts).as('parts'));
  };
  const sessionsTable = qualified(SESSIONS_TABLE);
  const entriesTable = qualified(ENTRIES_TABLE);
  return {
    knex,
    dialect,
    /** Whoever holds the connection blocks everyone else: SQLite's pool. */
    hasOneConnection: knex.client.pool.max === 1,
    /** Name and version of the database, for people. */
    async describe() {
      const { version } = await knex.first(
        knex.raw(dialect.synchronous ? 'sqlite_version() as version' : 'version() as version')
      );
      return `${strapi.db.dialect.client} ${version}`;
    },
    /** For statements that can be repeated later. */
    execute: dialect.synchronous ? withoutLockWait(knex, execute) : execute,
    abortAfterSilence,
    missingIndexes,
    unionAll,
    /** For statements that scan many rows. */
    scan: createReadBudget(dialect.synchronous ? 1 : SCANS_AT_ONCE),
    sessionsTable,
    sessions: () => knex<SessionRow>(sessionsTable),
    sessionsByIds: (ids: number[]): Knex.QueryBuilder => {
      const { sql, bindings } = dialect.isOneOf('id', ids);
      const { primaryKeyHint } = dialect;
      return knex
        .from(primaryKeyHint ? knex.raw(primaryKeyHint, [sessionsTable]) : sessionsTable)
        .whereRaw(sql, bindings);
    },
    sessionsBy: (index: SessionIndex) => readBy(sessionsTable, sessionIndexName(index)),
    entriesTable,
    entries: () => knex<EntryRow>(entriesTable),
    /** Lines in their order. */
    entriesByLine: () => readBy(entriesTable, LINE_INDEX),
    /** Lines about an entry of content, by language, action and session. */
    entriesByContent: () => readBy(entriesTable, CONTENT_INDEX),
    preferences: () => knex<PreferenceRow>(qualified(PREFERENCES_TABLE)),
  };
};

export type Database = ReturnType<typeof createDatabase>;
