import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportedSession } from '../../shared/contracts';
import type { ActivityLogger } from '../../server/recorder/types';
import { createDatabase, startStrapi, type RunningStrapi, type TestDatabase } from '../harness';
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
      ...appEnv({ database, pluginDir: process.env.TEST_PLUGIN_DIR ?? '' }),
    },
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'activity-logs-transfer-'));
  source = await createDatabase('sqlite');
  target = await createDatabase('sqlite');
});
afterAll(async () => {
  await source?.drop();
  await target?.drop();
  await rm(folder, { recursive: true, force: true });
});

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
    await loggerOf(app).run({ eventType: 'upload' }, (session) => session.info('afterwards'));
    await loggerOf(app).flush();
    expect(await logsOf(app)).toHaveLength(before.length + 1);
  } finally {
    await app.stop();
  }
  saw({
    heading,
    done: 'strapi export in a Strapi with 3 sessions, strapi import into one with 5',
    seen: '4 articles arrived; the file holds no log line; the 5 sessions are as they were, and a 6th is recorded',
  });
}, 180_000);
