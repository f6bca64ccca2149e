import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { LoadedStrapi } from '@strapi/types';
import { appEnv, type AppSettings } from './app-env';
import { createRequest, type Request } from './client';
import { APP_DIR } from './paths';

const require = createRequire(import.meta.url);

export interface BootedStrapi {
  strapi: LoadedStrapi;
  url: string;
  /** Sends to this Strapi; without a token nobody is signed in. */
  request: Request;
  /** Strapi's own knex. */
  knex: Knex;
  /** Stops as SIGTERM would. */
  stop(): Promise<void>;
}

export interface BootSettings extends AppSettings {
  /** Needs a built admin panel. */
  serveAdminPanel?: boolean;
  /** Folder of the app; the playground's where absent. */
  appDir?: string;
}

/** Modules of the official plugin keep the API's address they were loaded with. */
const forgetOfficialPlugin = () => {
  const folder = path.dirname(require.resolve('@localazy/strapi-plugin/package.json')) + path.sep;
  Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .forEach((file) => delete require.cache[file]);
};

/** Sets variables and returns a function that restores them. */
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

const POLL_MS = 5;
const QUIET_POLLS = 20;
const LONGEST_WAIT_MS = 5_000;

/**
 * Strapi sends queries that nobody waits for, such as a count of roles for its telemetry. One that
 * still waits for a connection when the pool goes ends as an unhandled rejection, which would fail
 * whatever test runs meanwhile, or end the run where Strapi has just taken the listeners away.
 */
const waitUntilQuiet = async (strapi: LoadedStrapi) => {
  const pool = strapi.db?.connection?.client?.pool;
  const isBusy = () => pool?.numUsed() > 0 || pool?.numPendingAcquires() > 0;
  const deadline = performance.now() + LONGEST_WAIT_MS;
  // Counted in turns of the event loop, not in time: one turn of a busy machine may take longer.
  for (let quiet = 0; quiet < QUIET_POLLS && performance.now() < deadline; quiet += 1) {
    await sleep(POLL_MS);
    if (isBusy()) quiet = 0;
  }
};

/**
 * A transfer of the official plugin that still runs when Strapi closes its database sends queries that
 * fail as unhandled rejections. The process of such a Strapi ends before it notices; here such a query
 * never returns.
 */
const ignoreQueriesAfterStop = ({ db }: LoadedStrapi) => {
  const client = db?.connection?.client;
  if (!client) return;
  const { destroy } = client;
  client.destroy = (...args: unknown[]) => {
    client.acquireConnection = () => new Promise(() => {});
    return destroy.apply(client, args);
  };
};

const load = async (
  { serveAdminPanel = false, appDir = APP_DIR }: BootSettings,
  destroy: (strapi: LoadedStrapi) => Promise<void>
) => {
  const createStrapi: typeof import('@strapi/strapi').default = require('@strapi/strapi');
  const strapi = createStrapi({
    appDir,
    distDir: appDir,
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

/**
 * Boots the app's Strapi in this process, one at a time, as Strapi lives in a global. Rejects with
 * what stopped the start.
 */
export const bootStrapi = async (settings: BootSettings): Promise<BootedStrapi> => {
  const restoreListeners = keepProcessListeners();
  const restoreEnv = setEnv(appEnv(settings));
  const destroy = async (strapi: LoadedStrapi) => {
    try {
      await waitUntilQuiet(strapi);
      ignoreQueriesAfterStop(strapi);
      await strapi.destroy();
    } finally {
      restoreListeners();
      restoreEnv();
    }
  };

  forgetOfficialPlugin();
  const strapi = await load(settings, destroy);
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    strapi,
    url,
    request: createRequest(url),
    knex: strapi.db.connection as unknown as Knex,
    stop: () => destroy(strapi),
  };
};
