import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import type { ActivityLogger } from '../../server/recorder/types';
import {
  createDatabaseWithTables,
  startStrapi,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { appEnv } from '../harness/app-env';
import { APP_DIR, REPOSITORY } from '../harness/paths';
import { seedArticles } from '../playground/runner/seed';
import { API } from './support/official-app';
import { saw } from './support/saw';

const heading = 'Living in a host';

const STRAPI = path.join(REPOSITORY, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');

let folder: string;
let source: TestDatabase;
let target: TestDatabase;

const loggerOf = ({ strapi }: RunningStrapi): ActivityLogger =>
  strapi.plugin('localazy-activity-logs').service('logger');

const logsOf = async ({ request, admin }: RunningStrapi) =>
  (await request<ExportedSession[]>('GET', `${API}/export`, { token: admin.token })).body.map(
    ({ initiatedBy, entries }) => ({ initiatedBy, lines: entries.map(({ message }) => message) })
  );

/** Sessions whose ids are other ones than those of the other Strapi. */
const fill = async (database: TestDatabase, name: string, sessions: number, articles: number) => {
  const app = await startStrapi({ database });
  await seedArticles(app.strapi, articles);
  for (let number = 1; number <= sessions; number += 1) {
    await loggerOf(app).run({ eventType: 'upload', initiatedBy: `${name} ${number}` }, (session) =>
      session.info(`a line of ${name} ${number}`)
    );
  }
  await loggerOf(app).flush();
  const logs = await logsOf(app);
  await app.stop();
  expect(logs).toHaveLength(sessions);
  return logs;
};

/** Strapi's own command line, on one of the databases. */
const strapi = (database: TestDatabase, ...args: string[]) =>
  promisify(execFile)(process.execPath, [STRAPI, ...args], {
    cwd: APP_DIR,
    env: {
      ...process.env,
      ...appEnv({
        database,
        pluginDir: process.env.TEST_PLUGIN_DIR ?? '',
        env: { QUIET: 'false' },
      }),
    },
  }).catch(({ message, stdout }) => {
    throw new Error(`${message}\n${stdout}`);
  });

const recordsOn = async (app: RunningStrapi, before: unknown[]) => {
  await loggerOf(app).run({ eventType: 'upload' }, (session) => session.info('afterwards'));
  await loggerOf(app).flush();
  expect(await logsOf(app)).toHaveLength(before.length + 1);
};

/**
 * A Strapi that others may transfer from and to over HTTP, with the token that they need. Without the
 * official plugin: its socket.io takes every WebSocket of the server, Strapi's transfer among them, and
 * ends those that aren't its own.
 */
const startRemote = async (database: TestDatabase) => {
  const app = await startStrapi({
    database,
    withLocalazy: false,
    env: { STRAPI_DISABLE_REMOTE_DATA_TRANSFER: 'false' },
  });
  const { accessKey } = await app.strapi.service('admin::transfer').token.create({
    name: `Transfer ${app.url}`,
    description: '',
    permissions: ['push', 'pull'],
    lifespan: null,
  });
  return { app, address: `${app.url}/admin`, token: String(accessKey) };
};

/** Uploaded files lie in the app's folder, which both Strapis of a test share. */
const WITHOUT_FILES = ['--force', '--exclude', 'files'];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'activity-logs-transfer-'));
});
beforeEach(async () => {
  source = await createDatabaseWithTables('sqlite');
  target = await createDatabaseWithTables('sqlite');
});
afterEach(async () => {
  await source?.drop();
  await target?.drop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('strapi export and import carry content and leave each Strapi its own logs', async () => {
  await fill(source, 'source', 3, 4);
  const before = await fill(target, 'target', 5, 1);

  const file = path.join(folder, 'exported');
  await strapi(source, 'export', '--no-encrypt', '--no-compress', '--file', file);
  expect((await readFile(`${file}.tar`)).includes('a line of source')).toBe(false);
  await strapi(target, 'import', '--force', '--file', `${file}.tar`);

  const app = await startStrapi({ database: target });
  try {
    expect(await app.knex('articles')).toHaveLength(4);
    expect(await logsOf(app)).toEqual(before);
    await recordsOn(app, before);
  } finally {
    await app.stop();
  }
  saw({
    heading,
    done: 'strapi export in a Strapi with 3 sessions, strapi import into one with 5',
    seen: '4 articles arrived; the file holds no log line; the 5 sessions are as they were, and a 6th is recorded',
  });
}, 180_000);

it('strapi transfer pushes content to another Strapi over HTTP, and each keeps its own logs', async () => {
  const own = await fill(source, 'source', 3, 4);
  const before = await fill(target, 'target', 5, 1);
  const { app, address, token } = await startRemote(target);
  try {
    await strapi(source, 'transfer', '--to', address, '--to-token', token, ...WITHOUT_FILES);
    expect(await app.knex('articles')).toHaveLength(4);
    expect(await logsOf(app)).toEqual(before);
    await recordsOn(app, before);
  } finally {
    await app.stop();
  }
  const pushed = await startStrapi({ database: source });
  try {
    expect(await logsOf(pushed)).toEqual(own);
  } finally {
    await pushed.stop();
  }
  saw({
    heading,
    done: 'strapi transfer --to: a Strapi with 3 sessions pushes to a running one with 5',
    seen: '4 articles arrived; each has its own sessions, as they were; the running one records a 6th',
  });
}, 180_000);

it('strapi transfer pulls content from another Strapi over HTTP, and each keeps its own logs', async () => {
  const own = await fill(source, 'source', 3, 4);
  const before = await fill(target, 'target', 5, 1);
  const { app, address, token } = await startRemote(source);
  try {
    await strapi(target, 'transfer', '--from', address, '--from-token', token, ...WITHOUT_FILES);
    expect(await logsOf(app)).toEqual(own);
  } finally {
    await app.stop();
  }
  const pulled = await startStrapi({ database: target });
  try {
    expect(await pulled.knex('articles')).toHaveLength(4);
    expect(await logsOf(pulled)).toEqual(before);
    await recordsOn(pulled, before);
  } finally {
    await pulled.stop();
  }
  saw({
    heading,
    done: 'strapi transfer --from: a Strapi with 5 sessions pulls from a running one with 3',
    seen: '4 articles arrived; each has its own sessions, as they were; the next start records a 6th',
  });
}, 180_000);

const TYPES = ['contentTypes.d.ts', 'components.d.ts'];

const typesIn = (directory: string) =>
  Promise.all(TYPES.map((name) => readFile(path.join(directory, 'generated', name), 'utf8')));

it('strapi ts:generate-types prints no line of ours and writes the types that strapi develop writes', async () => {
  const byCommand = path.join(folder, 'command');
  const outDir = path.relative(APP_DIR, byCommand);
  const { stdout, stderr } = await strapi(source, 'ts:generate-types', '--out-dir', outDir);
  expect(`${stdout}${stderr}`).toContain('completed successfully');
  expect(`${stdout}${stderr}`).not.toMatch(/localazy-activity-logs|activity logs/i);

  const app = await startStrapi({ database: source });
  try {
    const { generators } = createRequire(STRAPI)('@strapi/typescript-utils');
    await generators.generate({
      strapi: app.strapi,
      pwd: folder,
      rootDir: 'develop',
      logger: { silent: true },
      artifacts: { contentTypes: true, components: true },
    });
  } finally {
    await app.stop();
  }
  expect(await typesIn(path.join(folder, 'develop'))).toEqual(await typesIn(byCommand));
  saw({
    heading,
    done: 'strapi ts:generate-types, which loads no database, and the generator of strapi develop',
    seen: 'not a word of ours; both write the same files',
  });
}, 60_000);
