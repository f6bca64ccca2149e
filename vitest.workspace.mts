import { readdirSync, readFileSync } from 'node:fs';
import { defineWorkspace } from 'vitest/config';

const DATABASES = ['sqlite', 'postgres', 'mysql'];

const SERVER = 'tests/server';
const server = readdirSync(SERVER)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `${SERVER}/${name}`);
const forEachDatabase = server.filter((file) =>
  /each\(databases\)/.test(readFileSync(file, 'utf8'))
);

/** Fault tests that leave nothing behind in their process but what they stop. */
const tidyFaults = ['bursts', 'clear-and-export', 'database-refuses', 'garbage']
  .concat('hostile-lines', 'missing-index')
  .map((name) => `tests/faults/${name}.test.ts`);

/** Measures the processor time of its process, which threads share. */
const REDACTION_COST = 'tests/unit/redaction-cost.test.ts';

const withStrapi = {
  globalSetup: ['tests/harness/global-setup.ts'],
  setupFiles: ['tests/harness/thread-guard.ts'],
};

const project = (name: string, test: object) => ({
  extends: './vitest.config.mts',
  test: { name, ...test },
});

/**
 * The files of a project share workers, one file at a time, and with them Strapi's code in memory and
 * what `sharedStrapi` keeps. So a file with `each(databases)` runs once for each database, in a
 * project of that database. Most faults kill processes and replace services: each of their files has a
 * process of its own. They mostly wait, so they run beside the others.
 */
export default defineWorkspace([
  project('unit', { include: ['tests/{unit,admin}/**/*.test.ts'], exclude: [REDACTION_COST] }),
  ...DATABASES.map((onlyDatabase) =>
    project(onlyDatabase, { ...withStrapi, include: forEachDatabase, provide: { onlyDatabase } })
  ),
  project('server', {
    ...withStrapi,
    include: [...server.filter((file) => !forEachDatabase.includes(file)), ...tidyFaults],
  }),
  project('e2e', { ...withStrapi, include: ['tests/e2e/**/*.test.ts'] }),
  project('faults', {
    ...withStrapi,
    include: ['tests/faults/**/*.test.ts', REDACTION_COST],
    exclude: tidyFaults,
    pool: 'forks',
  }),
]);
