import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { GlobalSetupContext } from 'vitest/node';
import { DATABASE_CLIENTS, dropLeftovers, whyUnreachable, type DatabaseClient } from './databases';
import { CACHE_DIR } from './paths';
import { bundlePlugin } from './plugin-bundle';

declare module 'vitest' {
  interface ProvidedContext {
    databases: DatabaseClient[];
    /** The database of a project whose files run once for each, see vitest.workspace.mts. */
    onlyDatabase?: DatabaseClient;
  }
}

const reachableDatabases = async (): Promise<DatabaseClient[]> => {
  const reachable: DatabaseClient[] = [];
  for (const client of DATABASE_CLIENTS) {
    const reason = await whyUnreachable(client);
    if (reason === null) reachable.push(client);
    else if (process.env.CI) throw new Error(`CI needs ${client}, but: ${reason}`);
    else console.warn(`Tests on ${client} are left out, as it can't be reached: ${reason}`);
  }
  return reachable;
};

/** Runs before the test files of a project: the plugin's bundle and the databases that they find. */
export default async ({ provide, config }: GlobalSetupContext) => {
  const { onlyDatabase } = config.provide;
  const reachable = await reachableDatabases();
  provide(
    'databases',
    reachable.filter((client) => !onlyDatabase || client === onlyDatabase)
  );
  process.env.TEST_RUN_ID = String(process.pid);
  process.env.TEST_PLUGIN_DIR = path.join(CACHE_DIR, `plugin-${process.pid}`);
  await bundlePlugin(process.env.TEST_PLUGIN_DIR);

  return async () => {
    await rm(path.join(CACHE_DIR, `plugin-${process.pid}`), { recursive: true, force: true });
    for (const client of reachable) await dropLeftovers(client);
  };
};
