import { PREFERENCES_TABLE, SESSIONS_TABLE } from '../../server/content-types/tables';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { createLocalazyApi, type LocalazyApi } from '../localazy-api';
import { createAdmin, type Admin, type NewAdmin } from './admins';
import { bootStrapi, type BootedStrapi, type BootSettings } from './boot-strapi';
import { createDatabase, type DatabaseClient, type TestDatabase } from './databases';
import { copyTemplate } from './template';

export interface StartOptions extends Omit<BootSettings, 'database' | 'localazyUrl' | 'pluginDir'> {
  /** A kind makes a new database that goes when Strapi stops; a given one stays. */
  database?: DatabaseClient | TestDatabase;
  /** A given stand-in stays open when Strapi stops. */
  localazy?: LocalazyApi;
  /** Our plugin from source where absent. */
  pluginDir?: string;
}

export interface RunningStrapi extends BootedStrapi {
  /** A super admin. */
  admin: Admin;
  createAdmin(given?: NewAdmin): Promise<Admin>;
  /** The stand-in of Localazy's API that the official plugin talks to. */
  localazy: LocalazyApi;
  database: TestDatabase;
  /** Stops as SIGTERM would, and deletes what this start has made. */
  stop(): Promise<void>;
}

/** Lines go with their sessions, by their foreign key. */
const OUR_TABLES = [SESSIONS_TABLE, PREFERENCES_TABLE];

const pluginFromSource = () => {
  const directory = process.env.TEST_PLUGIN_DIR;
  if (!directory) throw new Error('TEST_PLUGIN_DIR is not set: the global setup of the tests does');
  return directory;
};

/** Lets a Strapi start once on an empty database. */
const makeTables = async (database: TestDatabase): Promise<void> => {
  const booted = await bootStrapi({ database, pluginDir: pluginFromSource() });
  await booted.stop();
};

/** An app of another folder has other tables. */
const newDatabase = (client: DatabaseClient, { appDir }: StartOptions) =>
  appDir ? createDatabase(client) : copyTemplate(client, makeTables);

const start = async (options: StartOptions = {}): Promise<RunningStrapi> => {
  const { database: given = 'sqlite', localazy: givenApi, pluginDir, ...settings } = options;
  const database = typeof given === 'string' ? await newDatabase(given, options) : given;
  const localazy = givenApi ?? (await createLocalazyApi());
  const cleanUp = async () => {
    if (!givenApi) await localazy.close();
    if (typeof given === 'string') await database.drop();
  };

  try {
    const booted = await bootStrapi({
      ...settings,
      database,
      localazyUrl: localazy.url,
      pluginDir: pluginDir ?? pluginFromSource(),
    });
    return {
      ...booted,
      admin: await createAdmin(booted.strapi),
      createAdmin: (admin) => createAdmin(booted.strapi, admin),
      localazy,
      database,
      stop: () => booted.stop().finally(cleanUp),
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
};

/** The Strapi that the test files of this worker share, by the options that it was started with. */
let shared: { key: string; app: RunningStrapi } | null = null;

const stopShared = async () => {
  const app = shared?.app;
  shared = null;
  await app?.stop();
};

/**
 * Starts a real Strapi with the official plugin, its API's stand-in and our plugin from source, on a
 * database of its own. One at a time in a process: a shared one is stopped. Rejects with what stopped
 * the start.
 */
export const startStrapi = async (options: StartOptions = {}): Promise<RunningStrapi> => {
  await stopShared();
  return start(options);
};

const emptyOurTables = async ({ strapi, knex }: RunningStrapi) => {
  await strapi.plugin(PLUGIN_ID).service('logger').flush();
  for (const table of OUR_TABLES) await knex(table).delete();
};

/**
 * The Strapi that an earlier test file of this worker started with the same options, our tables emptied,
 * with a new super admin; else a new one. For files that change nothing but our tables and admins. Its
 * `stop` leaves it running for the next file.
 */
export const sharedStrapi = async (
  options: Omit<StartOptions, 'localazy'> = {}
): Promise<RunningStrapi> => {
  const key = JSON.stringify(options);
  if (shared?.key !== key) {
    await stopShared();
    shared = { key, app: await start(options) };
  }
  const { app } = shared;
  await emptyOurTables(app);
  return { ...app, admin: await app.createAdmin(), stop: async () => {} };
};

/** A new database in which the tables of Strapi and ours are there, as after a start. */
export const createDatabaseWithTables = async (client: DatabaseClient): Promise<TestDatabase> => {
  await stopShared();
  return copyTemplate(client, makeTables);
};
