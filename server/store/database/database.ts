import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import {
  ENTRIES_TABLE,
  LINE_INDEX,
  MILESTONES_TABLE,
  sessionIndexName,
  SESSIONS_TABLE,
  type SessionIndex,
} from '../../content-types/tables';
import { createAtOnce } from './at-once';
import { createDialect } from './dialect';
import { createPatience, type Connection } from './patience';
import type { EntryRow, MilestoneRow, SessionRow } from './rows';

/** With fewer in the pool a reader has one. */
const CONNECTIONS_TO_READ_TWICE = 4;

export interface DatabaseOptions {
  strapi: Pick<LoadedStrapi, 'db'>;
  /** How long what can be tried again later waits for the database's answer. */
  patienceMs?: number;
}

/**
 * Our tables, with what differs among databases, on the host's own knex, so that we live in its
 * pool. Never `strapi.db.query` nor its transactions: the first would run the host's lifecycles for
 * each line, the second take our lines along in a rollback.
 */
export const createDatabase = ({ strapi, patienceMs }: DatabaseOptions) => {
  const knex = strapi.db.connection;
  const schema = strapi.db.getSchemaName();
  const qualified = (table: string) => (schema ? `${schema}.${table}` : table);
  const dialect = createDialect(knex);
  const { within, hurry } = createPatience({ knex, breakOff: dialect.breakOff, patienceMs });
  const readAlone = (rows: Knex.QueryBuilder): Knex.QueryBuilder =>
    dialect.readAlone ? rows.whereRaw(dialect.readAlone) : rows;
  /** A table, read along an index of that name where the database would often choose another. */
  const readBy = (table: string, index: string) =>
    readAlone(knex.from(dialect.readBy ? knex.raw(dialect.readBy, [table, index]) : table));
  const sessionsTable = qualified(SESSIONS_TABLE);
  const entriesTable = qualified(ENTRIES_TABLE);
  const { readAsItLies } = dialect;
  return {
    knex,
    dialect,
    hasOneConnection: knex.client.pool.max === 1,
    /** Statements of one reader that may be under way at once: most connections are left to the host. */
    readsAtOnce: dialect.synchronous || knex.client.pool.max < CONNECTIONS_TO_READ_TWICE ? 1 : 2,
    /** For what can be tried again later. */
    atOnce: dialect.synchronous ? createAtOnce(knex, within) : within,
    hurry,
    sessions: () => knex<SessionRow>(sessionsTable),
    /** The id of the session that came last; 0 where there is none. */
    async newestId(on?: Connection): Promise<number> {
      const newest = await knex<SessionRow>(sessionsTable).max({ id: 'id' }).first().connection(on);
      return newest?.id ?? 0;
    },
    sessionsBy: (index: SessionIndex) => readBy(sessionsTable, sessionIndexName(index)),
    sessionsById: () =>
      readAlone(
        knex.from(dialect.readById ? knex.raw(dialect.readById, [sessionsTable]) : sessionsTable)
      ),
    milestones: () => knex<MilestoneRow>(qualified(MILESTONES_TABLE)),
    entriesTable,
    entries: () => knex<EntryRow>(entriesTable),
    entriesByLine: () => readBy(entriesTable, LINE_INDEX),
    /** As they lie, by their ids; null where that isn't worth it. */
    entriesAsTheyLie: readAsItLies && (() => knex.from(knex.raw(readAsItLies, [entriesTable]))),
  };
};

export type Database = ReturnType<typeof createDatabase>;
