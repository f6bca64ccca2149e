import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { createOnServer, databaseFile, type TestDatabase } from '../harness/databases';
import { createLocalazyApi } from '../localazy-api';
import { writeApp } from './app-files';
import { checkClear, checkOperation, checkReads, type World } from './check-operations';
import { checkPanel } from './check-panel';
import type { Host } from './hosts';
import { managerOf } from './package-managers';
import { run } from './programs';
import { startApp, type RunningApp } from './running-app';

const PACKAGE = 'localazy-activity-logs';

const ADMIN = {
  firstname: 'Ada',
  lastname: 'Lovelace',
  email: 'ada@example.com',
  password: 'Host-password-1',
};

const SECRETS = {
  ADMIN_JWT_SECRET: 'admin-jwt-secret-of-the-host',
  API_TOKEN_SALT: 'api-token-salt-of-the-host',
  TRANSFER_TOKEN_SALT: 'transfer-token-salt-of-the-host',
  JWT_SECRET: 'jwt-secret-of-the-host',
  APP_KEYS: 'first-key-of-the-host,second-key-of-the-host',
};

/** Strapi's commands that load an app and end without its database. */
const COMMANDS = ['content-types:list', 'policies:list', 'services:list', 'ts:generate-types'];

export interface Check {
  host: Host;
  /** Where the app is made. */
  folder: string;
  tarball: string;
  browser: Browser;
  log(step: string): void;
}

/** What a package manager printed about this plugin, but for its list of what it installed. */
const complaints = (output: string) => {
  const [said, peers = ''] = output.split(/Issues with peer dependencies/);
  const warnings = said.split('\n').filter((line) => /warn|err/i.test(line));
  return [...warnings, ...peers.split('\n')].filter((line) => line.includes(PACKAGE));
};

const install = async ({ host, folder, tarball, log }: Check) => {
  const manager = managerOf(host.manager);
  const npm = (args: string[]) => run('npm', [...manager.run, ...args], { cwd: folder });
  if (!existsSync(path.join(folder, 'node_modules'))) {
    log('installing the app');
    await npm(manager.install);
  }
  log('installing the plugin');
  const output = await npm(manager.add(tarball));
  assert.deepEqual(complaints(output), [], output);
};

const createHostDatabase = async ({ host, folder }: Check): Promise<TestDatabase> => {
  if (host.database === 'sqlite') return databaseFile(path.join(folder, 'host.db'));
  const database = await createOnServer('postgres');
  const db = database.connect();
  await db.raw('create schema own');
  await db.destroy();
  return { ...database, env: { ...database.env, DATABASE_SCHEMA: 'own' } };
};

const strapiProgram = (folder: string) =>
  path.join(folder, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');

const strapiCommand = ({ folder }: Check, env: NodeJS.ProcessEnv, command: string) =>
  run(process.execPath, [strapiProgram(folder), command], { cwd: folder, env });

/** Warnings and errors of ours in a console. */
const ourComplaints = (output: string) =>
  output.split('\n').filter((line) => line.includes(PACKAGE) && /warn|error/i.test(line));

const checkQuiet = (app: RunningApp) => assert.deepEqual(ourComplaints(app.output()), []);

const registerAdmin = async (app: RunningApp) => {
  const { status, body } = await app.request<{ data: { token: string; user: { id: number } } }>(
    'POST',
    '/admin/register-admin',
    { body: ADMIN }
  );
  assert.equal(status, 200, JSON.stringify(body));
  return { ...ADMIN, id: body.data.user.id, token: body.data.token };
};

const checkRuns = async (
  check: Check,
  env: NodeJS.ProcessEnv,
  world: Omit<World, 'app' | 'token'>
) => {
  const { folder, browser, log } = check;
  log('first start');
  let app = await startApp(folder, { ...env, HOST_SEED: 'true' });
  try {
    const admin = await registerAdmin(app);
    const first = { ...world, app, token: admin.token };
    log('upload, download, webhook, forged webhook');
    await checkOperation(first, 'upload');
    await checkOperation(first, 'download');
    await checkOperation(first, 'webhook');
    await checkOperation(first, 'webhook', { forge: true });
    await checkReads(first);
    checkQuiet(app);
    await app.stop();

    log('second start');
    app = await startApp(folder, env);
    const second = { ...first, app };
    await checkReads(second);
    await checkOperation(second, 'upload');
    log('browser');
    await checkPanel(browser, app, admin, folder).catch((error) => {
      throw new Error(`${error.message}\n${app.output()}`);
    });
    await checkClear(second);
    checkQuiet(app);
  } finally {
    await app.stop();
  }
};

/** Makes a new app, installs the tarball into it and uses it. Rejects with what failed. */
export const checkHost = async (check: Check): Promise<void> => {
  const { host, folder, log } = check;
  await mkdir(folder, { recursive: true });
  await writeApp(host, folder);
  await install(check);
  const localazy = await createLocalazyApi();
  const database = await createHostDatabase(check);
  const env = {
    ...database.env,
    ...SECRETS,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
    LOCALAZY_API_URL: localazy.url,
    LOCALAZY_STATE: JSON.stringify(localazy.state),
  };
  try {
    log('building the admin panel');
    await strapiCommand(check, env, 'build');
    for (const command of COMMANDS) {
      log(`strapi ${command}`);
      const output = await strapiCommand(check, env, command);
      assert.deepEqual(ourComplaints(output), [], output);
    }
    await checkRuns(check, env, { localazy });
  } finally {
    await database.drop();
    await localazy.close();
  }
};
