import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import { createLocalazyApi, type LocalazyApi } from '../localazy-api';
import { createAdmin, type Admin, type NewAdmin } from './admins';
import { appEnv, type AppSettings } from './app-env';
import { createRequest, type Request } from './client';
import { createDatabase, type DatabaseClient, type TestDatabase } from './databases';
import { APP_DIR } from './paths';

const require = createRequire(import.meta.url);

export interface StartOptions extends Omit<AppSettings, 'database' | 'localazyUrl' | 'pluginDir'> {
  /** A kind makes a new database that goes when Strapi stops; a given one stays. */
  database?: DatabaseClient | TestDatabase;
  /** A given stand-in stays open when Strapi stops. */
  localazy?: LocalazyApi;
  /** Needs a built admin panel. */
  serveAdminPanel?: boolean;
  pluginDir?: string;
}

export interface RunningStrapi {
  strapi: LoadedStrapi;
  url: string;
  /** Sends to this Strapi; without a token nobody is signed in. */
  request: Request;
  /** A super admin. */
  admin: Admin;
  createAdmin(given?: NewAdmin): Promise<Admin>;
  /** The stand-in of Localazy's API that the official plugin talks to. */
  localazy: LocalazyApi;
  database: TestDatabase;
  /** Strapi's own knex. */
  knex: Knex;
  /** Stops as SIGTERM would, and deletes what this start has made. */
  stop(): Promise<void>;
}

/** Modules of the official plugin keep the API's address they were loaded with. */
const forgetOfficialPlugin = () => {
  const folder = path.dirname(require.resolve('@localazy/strapi-plugin/package.json')) + path.sep;
  Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .forEach((file) => delete require.cache[file]);
};

/** Sets variables and answers how to put back those that were there. */
const setEnv = (env: Record<string, string | undefined>) => {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(env).forEach(([name, value]) => set(name, value));
  return () => before.forEach(([name, value]) => set(name, value));
};

/** `strapi.destroy()` removes every listener of the process, the test runner's own too. */
const keepProcessListeners = () => {
  const kept = process
    .eventNames()
    .map((event) => [event, process.rawListeners(event as 'exit')] as const);
  return () =>
    kept.forEach(([event, listeners]) =>
      listeners
        .filter((listener) => !process.rawListeners(event as 'exit').includes(listener))
        .forEach((listener) => process.on(event, listener as () => void))
    );
};

const destroy = async (strapi: LoadedStrapi) => {
  const restoreListeners = keepProcessListeners();
  try {
    await strapi.destroy();
  } finally {
    restoreListeners();
  }
};

const boot = async (serveAdminPanel: boolean): Promise<LoadedStrapi> => {
  const createStrapi: typeof import('@strapi/strapi').default = require('@strapi/strapi');
  const strapi = createStrapi({
    appDir: APP_DIR,
    distDir: APP_DIR,
    autoReload: false,
    serveAdminPanel,
  }) as unknown as LoadedStrapi;
  try {
    await strapi.load();
    await strapi.listen();
    return strapi;
  } catch (error) {
    await destroy(strapi).catch(() => {});
    throw error;
  }
};

const defaultPluginDir = () => {
  const directory = process.env.TEST_PLUGIN_DIR;
  if (!directory) throw new Error('TEST_PLUGIN_DIR is not set: the global setup of the tests does');
  return directory;
};

/**
 * Starts a real Strapi with the official plugin, its API's stand-in and our plugin from source, on a
 * database of its own. One at a time in a process, as Strapi lives in a global. Rejects with what
 * stopped the start.
 */
export const startStrapi = async (options: StartOptions = {}): Promise<RunningStrapi> => {
  const { database: given = 'sqlite', localazy: givenApi, serveAdminPanel = false } = options;
  const database = typeof given === 'string' ? await createDatabase(given) : given;
  const localazy = givenApi ?? (await createLocalazyApi());
  const restoreEnv = setEnv(
    appEnv({
      ...options,
      database,
      localazyUrl: localazy.url,
      pluginDir: options.pluginDir ?? defaultPluginDir(),
    })
  );

  const cleanUp = async () => {
    restoreEnv();
    if (!givenApi) await localazy.close();
    if (typeof given === 'string') await database.drop();
  };

  try {
    forgetOfficialPlugin();
    const strapi = await boot(serveAdminPanel);
    const { port } = strapi.server.httpServer.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    return {
      strapi,
      url,
      request: createRequest(url),
      admin: await createAdmin(strapi),
      createAdmin: (admin) => createAdmin(strapi, admin),
      localazy,
      database,
      knex: strapi.db.connection as unknown as Knex,
      stop: () => destroy(strapi).finally(cleanUp),
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
};
