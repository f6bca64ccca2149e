import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import {
  ENTRIES_TABLE,
  sessionIndexName,
  SESSIONS_TABLE,
  type SessionIndex,
} from '../content-types/tables';
import { createAtOnce, patiently } from './at-once';
import { createDialect } from './dialect';
import type { EntryRow, SessionRow } from './rows';

/**
 * Our two tables, with what differs among databases, on the host's own knex, so that we live in its
 * pool. Never `strapi.db.query` nor its transactions: the first would run the host's lifecycles for
 * each line, the second take our lines along in a rollback.
 */
export const createDatabase = ({ strapi }: { strapi: Pick<LoadedStrapi, 'db'> }) => {
  const knex = strapi.db.connection;
  const schema = strapi.db.getSchemaName();
  const qualified = (table: string) => (schema ? `${schema}.${table}` : table);
  const dialect = createDialect(knex);
  return {
    knex,
    dialect,
    hasOneConnection: knex.client.pool.max === 1,
    /** For what can be tried again later. */
    atOnce: dialect.synchronous ? createAtOnce(knex) : patiently,
    sessions: () => knex<SessionRow>(qualified(SESSIONS_TABLE)),
    /** The same, read along an index of that name where the database would often choose another. */
    sessionsBy: (index: SessionIndex): Knex.QueryBuilder =>
      dialect.readBy
        ? knex.from(knex.raw(dialect.readBy, [qualified(SESSIONS_TABLE), sessionIndexName(index)]))
        : knex.from(qualified(SESSIONS_TABLE)),
    entriesTable: qualified(ENTRIES_TABLE),
    entries: () => knex<EntryRow>(qualified(ENTRIES_TABLE)),
  };
};

export type Database = ReturnType<typeof createDatabase>;
