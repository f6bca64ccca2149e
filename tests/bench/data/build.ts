import { open } from 'node:fs/promises';
import type { Knex } from 'knex';
import { entrySchema } from '../../../server/content-types/entry';
import { sessionSchema } from '../../../server/content-types/session';
import { ENTRIES_TABLE, SESSIONS_TABLE } from '../../../server/content-types/tables';
import type { DatabaseClient, TestDatabase } from '../../harness/databases';
import { DIGITS, sessionRow } from './session-rows';

export const ENTRIES_PER_SESSION = 5;

/** Each is in a few lines of many sessions, the first in one of every session. */
export const ARTICLES = 10_000;

/** Lines of the one long session: as many as the default limit allows. */
export const LONG_SESSION_ENTRIES = 100_000;

/** One line in so many of the long session has it. */
export const LONG_SESSION_NEEDLE = { text: 'rate limit', every: 5_000 };

/** One line in so many of the long session is a warning. */
const LINES_PER_WARNING = 100;

/** With fewer there is no long session. */
const MANY = 1_000;

const SESSIONS_PER_STATEMENT = 50_000;

const DIGITS_TABLE = 'bench_digits';

/** For the connection that builds: no checks and no durability, as the rows can be built again. */
const BUILD_SETTINGS: Record<DatabaseClient, string[]> = {
  sqlite: ['pragma journal_mode = off', 'pragma synchronous = off', 'pragma foreign_keys = off'],
  postgres: ['set synchronous_commit = off', "set maintenance_work_mem = '256MB'"],
  mysql: [
    "set sql_mode = concat(@@sql_mode, ',PIPES_AS_CONCAT')",
    'set foreign_key_checks = 0',
    'set unique_checks = 0',
  ],
};

/** Statistics, which a database gathers by itself sooner or later. */
const ANALYSE: Record<DatabaseClient, (table: string) => string[]> = {
  sqlite: () => [],
  postgres: (table) => [`vacuum (analyze) ${table}`],
  mysql: (table) => [`analyze table ${table}`],
};

const INDEXED = [
  { table: SESSIONS_TABLE, schema: sessionSchema },
  { table: ENTRIES_TABLE, schema: entrySchema },
].map(({ table, schema }) => ({
  table,
  indexes: schema.indexes.filter(({ type }) => type !== 'unique'),
}));
const [SESSION_KEY] = entrySchema.foreignKeys;

/** Building an index over all rows is much faster than keeping it while they are inserted. */
const withoutIndexes = async (db: Knex, client: DatabaseClient, work: () => Promise<void>) => {
  const isChecked = client === 'postgres';
  for (const { table: tableName, indexes } of INDEXED) {
    await db.schema.alterTable(tableName, (table) => {
      for (const { columns, name } of indexes) table.dropIndex(columns, name);
    });
  }
  if (isChecked) {
    await db.schema.alterTable(ENTRIES_TABLE, (table) =>
      table.dropForeign(SESSION_KEY.columns, SESSION_KEY.name)
    );
  }
  await work();
  for (const { table: tableName, indexes } of INDEXED) {
    await db.schema.alterTable(tableName, (table) => {
      for (const { columns, name } of indexes) table.index(columns, name);
    });
  }
  if (isChecked) {
    await db.schema.alterTable(ENTRIES_TABLE, (table) =>
      table
        .foreign(SESSION_KEY.columns, SESSION_KEY.name)
        .references(SESSION_KEY.referencedColumns)
        .inTable(SESSIONS_TABLE)
        .onDelete(SESSION_KEY.onDelete)
        .onUpdate(SESSION_KEY.onUpdate)
    );
  }
};

const createDigits = async (db: Knex) => {
  await db.schema.createTable(DIGITS_TABLE, (table) => table.bigInteger('d').primary());
  const digits = Array.from({ length: DIGITS }, (_, d) => ({ d }));
  await db.batchInsert(DIGITS_TABLE, digits, 250);
};

/** Numbers from `from` up to but not `to`, as a table with the column `n`. */
const numbers = (from: number, to: number) =>
  `(select a.d * ${DIGITS} + b.d as n from ${DIGITS_TABLE} a cross join ${DIGITS_TABLE} b
    where a.d >= ${Math.floor(from / DIGITS)} and a.d <= ${Math.floor((to - 1) / DIGITS)}) numbers
    where n >= ${from} and n < ${to} order by n`;

const insertRows = (db: Knex, table: string, row: Record<string, string>, source: string) =>
  db.raw(
    `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.values(row).join(', ')} from ${source}`
  );

const LEVEL = `case when d % 5 = 4 then 'warn' else 'info' end`;

const newestId = async (db: Knex): Promise<number> => {
  const newest = await db(SESSIONS_TABLE).select('id').orderBy('id', 'desc').first();
  return newest?.id ?? 0;
};

const insertSessions = async (db: Knex, sessions: number) => {
  const row = sessionRow({ sessions, now: Date.now() });
  for (let from = 0; from < sessions; from += SESSIONS_PER_STATEMENT) {
    const to = Math.min(sessions, from + SESSIONS_PER_STATEMENT);
    const before = await newestId(db);
    await insertRows(db, SESSIONS_TABLE, row, numbers(from, to));
    await insertRows(
      db,
      ENTRIES_TABLE,
      {
        session_id: 's.id',
        sequence: 'd + 1',
        level: LEVEL,
        timestamp: 's.started_at + d',
        message: `'Updated api::article.article[' || d || '] (cs)'`,
        data: `'{"line":' || d || ',"language":"cs"}'`,
        content_type: "'api::article.article'",
        content_id: `case when d = 0 then 1 else (s.id * ${ENTRIES_PER_SESSION} + d) % ${ARTICLES} end`,
        locale: `case when d % 2 = 0 then 'cs' else 'de' end`,
        action: "'updated'",
      },
      `${SESSIONS_TABLE} s cross join ${DIGITS_TABLE}
       where s.id > ${before} and d < ${ENTRIES_PER_SESSION} order by s.id, d`
    );
  }
};

/** One more session, as long as they get. */
const insertLongSession = async (db: Knex) => {
  const { text, every } = LONG_SESSION_NEEDLE;
  const id = await newestId(db);
  await db(ENTRIES_TABLE).where({ session_id: id }).delete();
  await db(SESSIONS_TABLE)
    .where({ id })
    .update({
      entry_count: LONG_SESSION_ENTRIES,
      warning_count: LONG_SESSION_ENTRIES / LINES_PER_WARNING,
    });
  await insertRows(
    db,
    ENTRIES_TABLE,
    {
      session_id: String(id),
      sequence: 'n + 1',
      level: `case when n % ${LINES_PER_WARNING} = ${LINES_PER_WARNING - 1} then 'warn' else 'info' end`,
      timestamp: `${Date.now()} + n`,
      message: `case when n % ${every} = 0 then 'Localazy refused the request: ${text}' else 'Updated api::article.article[' || n || '] (cs)' end`,
      data: `'{"line":' || n || ',"language":"cs"}'`,
    },
    numbers(0, LONG_SESSION_ENTRIES)
  );
};

/** Possible as the foreign key is not checked or dropped meanwhile. */
const empty = async (db: Knex) => {
  for (const table of [ENTRIES_TABLE, SESSIONS_TABLE]) await db(table).truncate();
};

/** Else the first commit that is measured would wait for all of it. */
const syncFile = async (filename: string) => {
  const file = await open(filename, 'r+');
  await file.sync();
  await file.close();
};

/**
 * Fills the tables of a Strapi that has started and does nothing: `sessions` sessions with
 * ENTRIES_PER_SESSION lines each, the newest of them with LONG_SESSION_ENTRIES where there are many. Earlier rows are deleted.
 * The database itself makes the rows, which takes a minute or two for a million.
 */
export const buildSessions = async (database: TestDatabase, sessions: number): Promise<void> => {
  const { client } = database;
  const db = database.connect({ connections: 1 });
  try {
    for (const statement of BUILD_SETTINGS[client]) await db.raw(statement);
    await createDigits(db);
    await withoutIndexes(db, client, async () => {
      await empty(db);
      await insertSessions(db, sessions);
      if (sessions >= MANY) await insertLongSession(db);
    });
    await db.schema.dropTable(DIGITS_TABLE);
    for (const table of [SESSIONS_TABLE, ENTRIES_TABLE]) {
      for (const statement of ANALYSE[client](table)) await db.raw(statement);
    }
  } finally {
    await db.destroy();
  }
  if (client === 'sqlite') await syncFile(database.env.DATABASE_FILENAME);
};
