import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knex, { type Knex } from 'knex';
import { copyMysqlTables } from './copy-mysql-tables';

export const DATABASE_CLIENTS = ['sqlite', 'postgres', 'mysql'] as const;
export type DatabaseClient = (typeof DATABASE_CLIENTS)[number];
export type ServerClient = Exclude<DatabaseClient, 'sqlite'>;

/** One database of its own for one or several starts of Strapi. */
export interface TestDatabase {
  client: DatabaseClient;
  /** What the app's `config/database.js` reads. */
  env: Record<string, string>;
  /** Up to `connections` (4) of its own, beside Strapi's; the caller destroys them. On SQLite it's always one. */
  connect(options?: { connections?: number }): Knex;
  /** Deletes the database; to be called once, after everything that uses it has stopped. */
  drop(): Promise<void>;
}

const DRIVERS = { postgres: 'pg', mysql: 'mysql2' } as const;

/** Strapi passes the name on to knex, where `mysql` means another driver. */
const STRAPI_CLIENTS = { postgres: 'postgres', mysql: 'mysql2' } as const;

/** The server that tests use unless they bring their own. */
export const serverUrl = (client: ServerClient) =>
  new URL(
    client === 'postgres'
      ? (process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres')
      : (process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306/mysql')
  );

const serverConnection = (client: ServerClient, url: URL) => {
  return {
    host: url.hostname,
    port: Number(url.port) || (client === 'postgres' ? 5432 : 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
};

const onServer = async <T>(
  client: ServerClient,
  work: (db: Knex) => Promise<T>,
  url = serverUrl(client)
): Promise<T> => {
  const db = knex({
    client: DRIVERS[client],
    connection: serverConnection(client, url),
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: 5_000,
  });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

/** Null where the server can be reached, else the reason why not. */
export const whyUnreachable = async (client: DatabaseClient): Promise<string | null> => {
  if (client === 'sqlite') return null;
  try {
    await onServer(client, (db) => db.raw('select 1'));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const DROP: Record<ServerClient, string> = {
  postgres: 'drop database if exists ?? with (force)',
  mysql: 'drop database if exists ??',
};

const CREATE: Record<ServerClient, string> = {
  postgres: 'create database ??',
  mysql: 'create database ?? character set utf8mb4',
};

/** Every database of a test run starts with this, so that the run can sweep what a crashed test left. */
const prefix = () => `activity_logs_test_${process.env.TEST_RUN_ID ?? process.pid}_`;

/** A name that only this run uses. */
export const nameInRun = (label: string) => `${prefix()}${label}`;

const uniqueName = () => nameInRun(randomBytes(6).toString('hex'));

const databaseOnServer = (client: ServerClient, name: string, url: URL): TestDatabase => {
  const connection = { ...serverConnection(client, url), database: name };
  return {
    client,
    env: {
      DATABASE_CLIENT: STRAPI_CLIENTS[client],
      DATABASE_HOST: connection.host,
      DATABASE_PORT: String(connection.port),
      DATABASE_USERNAME: connection.user,
      DATABASE_PASSWORD: connection.password,
      DATABASE_NAME: name,
    },
    connect: ({ connections = 4 } = {}) =>
      knex({ client: DRIVERS[client], connection, pool: { min: 0, max: connections } }),
    drop: () => onServer(client, async (db) => void (await db.raw(DROP[client], [name])), url),
  };
};

/** A new, empty database on the given server. Rejects where that can't be reached, or has one of that name. */
export const createOnServer = async (
  client: ServerClient,
  { url = serverUrl(client), name = uniqueName() } = {}
): Promise<TestDatabase> => {
  await onServer(client, (db) => db.raw(CREATE[client], [name]), url);
  return databaseOnServer(client, name, url);
};

const copyOnServer = async (
  client: ServerClient,
  template: string,
  name: string
): Promise<TestDatabase> => {
  if (client === 'postgres') {
    await onServer(client, (db) => db.raw('create database ?? template ??', [name, template]));
    return databaseOnServer(client, name, serverUrl(client));
  }
  const database = await createOnServer(client, { name });
  await copyMysqlTables(database, template);
  return database;
};

/** SQLite in the given file, which needn't exist yet. See `createDatabase` for `durable`. */
export const databaseFile = (filename: string, { durable = true } = {}): TestDatabase => {
  const files = ['', '-wal', '-shm', '-journal'].map((suffix) => `${filename}${suffix}`);
  return {
    client: 'sqlite',
    env: {
      DATABASE_CLIENT: 'sqlite',
      DATABASE_FILENAME: filename,
      DATABASE_SYNCHRONOUS: durable ? 'full' : 'off',
    },
    connect: () =>
      knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true }),
    drop: async () => void (await Promise.all(files.map((file) => rm(file, { force: true })))),
  };
};

interface NewDatabase {
  name?: string;
  /** Whether commits wait for the disk: whoever measures needs it, a test has no power cut to survive. */
  durable?: boolean;
  /** Name of a database that nobody is connected to, whose tables and rows the new one begins with. */
  template?: string;
}

const sqliteFile = (name: string) => path.join(tmpdir(), `${name}.db`);

const NOT_DURABLE: Record<ServerClient, string | null> = {
  postgres: 'alter database ?? set synchronous_commit = off',
  mysql: null,
};

/** A new database. Rejects where the server can't be reached, or has one of the given name. */
export const createDatabase = async (
  client: DatabaseClient,
  { name = uniqueName(), durable = false, template }: NewDatabase = {}
): Promise<TestDatabase> => {
  if (client === 'sqlite') {
    if (template) await copyFile(sqliteFile(template), sqliteFile(name));
    return databaseFile(sqliteFile(name), { durable });
  }
  const database = await (template
    ? copyOnServer(client, template, name)
    : createOnServer(client, { name }));
  const faster = durable ? null : NOT_DURABLE[client];
  if (faster) await onServer(client, async (db) => void (await db.raw(faster, [name])));
  return database;
};

const isOnServer = (client: ServerClient, name: string): Promise<boolean> =>
  onServer(client, async (db) => {
    const [found] =
      client === 'postgres'
        ? await db('pg_database').where('datname', name)
        : await db('information_schema.schemata').where('schema_name', name);
    return Boolean(found);
  });

/** The database of that name; null where there is none. */
export const findDatabase = async (
  client: DatabaseClient,
  name: string
): Promise<TestDatabase | null> => {
  if (client === 'sqlite') {
    const filename = sqliteFile(name);
    return existsSync(filename) ? databaseFile(filename) : null;
  }
  return (await isOnServer(client, name))
    ? databaseOnServer(client, name, serverUrl(client))
    : null;
};

const leftoversOnServer = (client: ServerClient, db: Knex): Promise<string[]> =>
  client === 'postgres'
    ? db('pg_database').where('datname', 'like', `${prefix()}%`).pluck('datname')
    : db('information_schema.schemata')
        .where('schema_name', 'like', `${prefix()}%`)
        .pluck('schema_name');

const removeLeftoverFiles = async () => {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix()));
  await Promise.all(names.map((name) => rm(path.join(tmpdir(), name), { force: true })));
};

/** Drops the databases that this test run's tests left behind. */
export const dropLeftovers = (client: DatabaseClient): Promise<void> =>
  client === 'sqlite'
    ? removeLeftoverFiles()
    : onServer(client, async (db) => {
        for (const name of await leftoversOnServer(client, db)) {
          await db.raw(DROP[client], [name]);
        }
      });
