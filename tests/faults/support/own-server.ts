import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import knex from 'knex';
import { until } from '../../harness';
import type { ServerClient } from '../../harness/databases';
import { findProgram, postgresFolders, serverUser, type Identity } from './server-programs';

const execute = promisify(execFile);

const START_MS = 60_000;

/** A database server that belongs to one test file, to be stopped and started. */
interface OwnServer {
  url: URL;
  /** Resolves when it's gone, with all connections to it. */
  stop(): Promise<void>;
  /** Resolves when it responds. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

interface Recipe {
  url(port: number): URL;
  driver: 'pg' | 'mysql2';
  /** The operating system's user that it runs as where we are root. */
  user: string;
  stopSignal: NodeJS.Signals;
  /** Null where the server's programs aren't there. */
  programs(): Promise<{ initialise: string; serve: string } | null>;
  initialise(folder: string): string[];
  serve(folder: string, port: number): string[];
}

const found = async (names: [string, string], folders?: string[]) => {
  const [initialise, serve] = await Promise.all(names.map((name) => findProgram(name, folders)));
  return initialise && serve ? { initialise, serve } : null;
};

const RECIPES: Record<ServerClient, Recipe> = {
  postgres: {
    url: (port) => new URL(`postgres://postgres@127.0.0.1:${port}/postgres`),
    driver: 'pg',
    user: 'postgres',
    // "Fast": ends every connection, then itself.
    stopSignal: 'SIGINT',
    programs: async () => found(['initdb', 'postgres'], await postgresFolders()),
    initialise: (folder) => [
      ...['-D', `${folder}/data`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
      ...['--locale=C', '--no-sync'],
    ],
    serve: (folder, port) => [
      ...['-D', `${folder}/data`, '-k', folder, '-p', String(port), '-F'],
      ...['-c', 'listen_addresses=127.0.0.1'],
    ],
  },
  mysql: {
    url: (port) => new URL(`mysql://root@127.0.0.1:${port}/mysql`),
    driver: 'mysql2',
    user: 'mysql',
    stopSignal: 'SIGTERM',
    programs: () => found(['mariadb-install-db', 'mariadbd']),
    initialise: (folder) => [
      '--no-defaults',
      `--datadir=${folder}/data`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    serve: (folder, port) => [
      '--no-defaults',
      `--datadir=${folder}/data`,
      `--socket=${folder}/socket`,
      `--pid-file=${folder}/pid`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=0',
      // MySQL 5.7's default; MariaDB's own is larger.
      '--max-allowed-packet=4M',
    ],
  },
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

const responds = async ({ driver }: Recipe, url: URL): Promise<boolean> => {
  const connection = { host: url.hostname, port: Number(url.port), user: url.username };
  const database = url.pathname.slice(1);
  const db = knex({
    client: driver,
    connection: { ...connection, database },
    pool: { min: 0, max: 1 },
  });
  try {
    await db.raw('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await db.destroy();
  }
};

const makeFolder = async ({ uid, gid }: Identity) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'activity-logs-server-'));
  await chown(folder, uid, gid);
  return folder;
};

/**
 * Starts a database server of our own in a temporary folder, with further settings of its command line;
 * null where this machine has no programs for it.
 */
export const startOwnServer = async (
  client: ServerClient,
  settings: string[] = []
): Promise<OwnServer | null> => {
  const recipe = RECIPES[client];
  const [programs, identity] = await Promise.all([recipe.programs(), serverUser(recipe.user)]);
  if (!programs || !identity) return null;

  const folder = await makeFolder(identity);
  const port = await freePort();
  const url = recipe.url(port);
  // MariaDB deletes the temporary tables of all servers in the folder when it starts.
  const env = { ...process.env, TMPDIR: folder };
  const own = { ...identity, cwd: folder, env };
  await execute(programs.initialise, recipe.initialise(folder), own);
  let server: ChildProcess | null = null;

  const start = async () => {
    server = spawn(programs.serve, [...recipe.serve(folder, port), ...settings], {
      ...own,
      stdio: process.env.DEBUG ? 'inherit' : 'ignore',
    });
    await until(`the ${client} server responds`, () => responds(recipe, url), {
      timeoutMs: START_MS,
    });
  };

  const stop = async () => {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill(recipe.stopSignal);
    await ended;
    server = null;
  };

  const dispose = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };

  // A run that is broken off leaves no server behind.
  process.once('exit', () => server?.kill('SIGKILL'));
  await start().catch(async (error) => {
    await dispose();
    throw error;
  });
  return { url, start, stop, dispose };
};
