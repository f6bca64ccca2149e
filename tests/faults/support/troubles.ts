import type { Knex } from 'knex';
import type { DatabaseClient, RunningStrapi } from '../../harness';
import { ENTRIES, SESSIONS } from './stored';

/** Something that makes writing our tables fail until it's mended. */
export interface Trouble {
  name: string;
  /** How it's brought about, for the table. */
  how: string;
  make(db: Knex): Promise<unknown>;
  mend(db: Knex): Promise<unknown>;
}

/** What causes and mends troubles: beside Strapi, except where they are those of its own connection. */
export const troubleMaker = ({ database, knex }: RunningStrapi): Knex =>
  database.client === 'sqlite' ? knex : database.connect();

const missingTable = (name: string, table: string): Trouble => ({
  name,
  how: `${table} renamed`,
  make: (db) => db.schema.renameTable(table, `${table}_away`),
  mend: (db) => db.schema.renameTable(`${table}_away`, table),
});

const untilFull = async (db: Knex, bytes: number) => {
  try {
    for (;;) await db.raw('insert into filler values (randomblob(?))', [bytes]);
  } catch (error) {
    if (!String(error).includes('full')) throw error;
  }
};

const FULL: Record<DatabaseClient, Trouble> = {
  sqlite: {
    name: 'a full disk',
    how: 'a file that may not grow (max_page_count) and is filled',
    async make(db) {
      await db.raw('create table filler (bytes)');
      const [{ page_count }] = await db.raw('pragma page_count');
      await db.raw(`pragma max_page_count = ${page_count}`);
      await untilFull(db, 2_000);
      await untilFull(db, 10);
    },
    async mend(db) {
      await db.raw('pragma max_page_count = 1073741823');
      await db.raw('drop table filler');
    },
  },
  postgres: {
    name: 'a full disk',
    how: 'a trigger that says what PostgreSQL says then (53100)',
    make: (db) =>
      db.raw(`
        create function full_disk() returns trigger language plpgsql as $$ begin
          raise exception 'could not extend file: No space left on device' using errcode = '53100';
        end $$;
        create trigger full_disk before insert on ${ENTRIES}
          for each statement execute function full_disk();`),
    mend: (db) => db.raw('drop function full_disk cascade'),
  },
  mysql: {
    name: 'a full disk',
    how: 'a trigger that says what MariaDB says then (1114)',
    make: (db) =>
      db.raw(`create trigger full_disk before insert on ${ENTRIES} for each row
        signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full'`),
    mend: (db) => db.raw('drop trigger full_disk'),
  },
};

/** New connections find it so; those that there are end. */
const switchPostgres = (change: string) => async (db: Knex) => {
  await db.raw(`begin; set transaction read write; do $$ begin
    execute format('alter database %I ${change}', current_database()); end $$; commit`);
  await db.raw(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
};

const READ_ONLY: Partial<Record<DatabaseClient, Trouble>> = {
  sqlite: {
    name: 'a read-only database',
    how: 'pragma query_only',
    make: (db) => db.raw('pragma query_only = 1'),
    mend: (db) => db.raw('pragma query_only = 0'),
  },
  postgres: {
    name: 'a read-only database',
    how: 'default_transaction_read_only, all connections ended',
    make: switchPostgres('set default_transaction_read_only = on'),
    mend: switchPostgres('reset default_transaction_read_only'),
  },
};

/** What can go wrong with the tables of a shared server without harm to others. */
export const troublesOf = (client: DatabaseClient): Trouble[] => {
  const readOnly = READ_ONLY[client];
  return [
    missingTable('a missing table of entries', ENTRIES),
    missingTable('a missing table of sessions', SESSIONS),
    FULL[client],
    ...(readOnly ? [readOnly] : []),
  ];
};

const refuse = (table: string, column: string, text: string, name: string) => ({
  sqlite: ['insert', 'update'].map(
    (event) =>
      `create trigger ${name}_${event} before ${event} on ${table} when new.${column} like '%${text}%'
          begin select raise(abort, 'refused by ${name}'); end`
  ),
  postgres: [`alter table ${table} add constraint ${name} check (${column} not like '%${text}%')`],
  mysql: [`alter table ${table} add constraint ${name} check (${column} not like '%${text}%')`],
});

const allow = (table: string, name: string) => ({
  sqlite: ['insert', 'update'].map((event) => `drop trigger ${name}_${event}`),
  postgres: [`alter table ${table} drop constraint ${name}`],
  mysql: [`alter table ${table} drop constraint ${name}`],
});

/** A constraint that refuses entries with `poison` in their message, and sessions with `☃` in their summary. */
export const refusePoison = (client: DatabaseClient) => {
  const run = async (db: Knex, statements: string[]) => {
    for (const statement of statements) await db.raw(statement);
  };
  return {
    make: async (db: Knex) => {
      await run(db, refuse(ENTRIES, 'message', 'poison', 'unwanted_word')[client]);
      await run(db, refuse(SESSIONS, 'summary', '☃', 'unwanted_sign')[client]);
    },
    mend: async (db: Knex) => {
      await run(db, allow(ENTRIES, 'unwanted_word')[client]);
      await run(db, allow(SESSIONS, 'unwanted_sign')[client]);
    },
  };
};
