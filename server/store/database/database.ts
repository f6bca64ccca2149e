import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import {
  ENTRIES_TABLE,
  LINE_INDEX,
  PREFERENCES_TABLE,
  sessionIndexName,
  SESSIONS_TABLE,
  type SessionIndex,
} from '../../content-types/tables';
import { createDialect } from './dialect';
import type { EntryRow, PreferenceRow, SessionRow } from './rows';
import { createReadBudget } from './read-budget';
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
  const schema = strapi.db.getSchemaName();
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
  const sessionsTable = qualified(SESSIONS_TABLE);
  const entriesTable = qualified(ENTRIES_TABLE);
  return {
    knex,
    dialect,
    hasOneConnection: knex.client.pool.max === 1,
    /** For statements that can be repeated later. */
    execute: dialect.synchronous ? withoutLockWait(knex, execute) : execute,
    abortAfterSilence,
    missingIndexes,
    /** For statements that scan many rows. */
    scan: createReadBudget(dialect.synchronous ? 1 : SCANS_AT_ONCE),
    sessionsTable,
    sessions: () => knex<SessionRow>(sessionsTable),
    sessionsBy: (index: SessionIndex) => readBy(sessionsTable, sessionIndexName(index)),
    entriesTable,
    entries: () => knex<EntryRow>(entriesTable),
    /** Lines in their order. */
    entriesByLine: () => readBy(entriesTable, LINE_INDEX),
    preferences: () => knex<PreferenceRow>(qualified(PREFERENCES_TABLE)),
  };
};

export type Database = ReturnType<typeof createDatabase>;
