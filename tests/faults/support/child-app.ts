import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import cluster from 'node:cluster';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until, type TestDatabase } from '../../harness';
import { appEnv } from '../../harness/app-env';
import { APP_DIR } from '../../harness/paths';

const here = path.dirname(fileURLToPath(import.meta.url));
const BOOT_MS = 60_000;

/** A line that the child has logged. */
export interface Said {
  /** Of the operation, which is its session's "Initiated by". */
  name: string;
  line: number;
  /** By the machine's clock. */
  at: number;
}

type Command = 'begin' | 'complete' | 'rejectUnawaited' | 'throwInTimer';

export interface ChildAppOptions {
  database: TestDatabase;
  /** Our plugin's config. */
  config?: Record<string, unknown>;
  localazyUrl?: string;
  /** Seems to run on another machine, whose clock is wrong by so much. */
  elsewhere?: { host: string; clockMs?: number };
  /** A process on its own, where absent: one of several of Node's cluster, or one in a container. */
  as?: 'cluster-worker' | 'container';
}

export interface ChildApp {
  url: string;
  /** Every line that it has logged, in order. */
  said: Said[];
  /** Resolves when it's done. */
  ask(command: Command, name: string): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves with its exit code or signal. */
  ended: Promise<number | NodeJS.Signals>;
  /** Kills it unless it has ended. */
  dispose(): Promise<void>;
}

const MAIN = path.join(here, 'child-app.cjs');

/** What a container isolates that this plugin looks at: process ids, and the name of the host. */
const CONTAINER = [
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  ...['--pid', '--mount-proc', '--uts', '--fork', '--kill-child'],
];

/** Null where this machine can start containers, else the reason why not. */
export const whyNoContainers = (): string | null => {
  const { error, stderr, status } = spawnSync('unshare', [...CONTAINER, 'true']);
  return status === 0 ? null : (error?.message ?? String(stderr).trim());
};

const spawnApp = (options: ChildAppOptions): ChildProcess => {
  const { database, config, localazyUrl, elsewhere, as } = options;
  const pluginDir = process.env.TEST_PLUGIN_DIR ?? '';
  const env = {
    ...process.env,
    ...appEnv({ database, config, localazyUrl, pluginDir }),
    APP_DIR,
    ELSEWHERE_HOST: elsewhere?.host,
    ELSEWHERE_CLOCK_MS: String(elsewhere?.clockMs ?? 0),
  };
  const stdio = process.env.DEBUG ? 'inherit' : 'ignore';
  if (as === 'cluster-worker') {
    cluster.setupPrimary({ exec: MAIN, execArgv: [], silent: !process.env.DEBUG });
    return cluster.fork(env).process;
  }
  if (as === 'container') {
    const execArgv = [...CONTAINER, process.execPath];
    return fork(MAIN, { env, execPath: 'unshare', execArgv, stdio });
  }
  const execArgv = elsewhere ? ['--require', path.join(here, 'elsewhere.cjs')] : [];
  return fork(MAIN, { env, execArgv, stdio });
};

/** Starts a Strapi in a process of its own. The caller disposes of it. */
export const startChildApp = async (options: ChildAppOptions): Promise<ChildApp> => {
  const child = spawnApp(options);
  const ended = once(child, 'exit').then(
    ([code, signal]): number | NodeJS.Signals => signal ?? code
  );
  const said: Said[] = [];
  const done = new Set<number>();
  let url = '';
  let asked = 0;

  child.on('message', (message: Partial<Said> & { url?: string; done?: number }) => {
    if (message.url) url = message.url;
    if (message.done) done.add(message.done);
    const { name, line, at } = message;
    if (name && line && at) said.push({ name, line, at });
  });

  await until('the Strapi of its own process listens', () => url || child.exitCode !== null, {
    timeoutMs: BOOT_MS,
  });
  if (!url) throw new Error(`The Strapi of its own process ended with ${child.exitCode}`);

  return {
    url,
    said,
    ended,
    async ask(command, name) {
      asked += 1;
      const number = asked;
      child.send({ ask: number, command, name });
      await until(`${command} is done`, () => done.has(number));
    },
    signal: (signal) => void child.kill(signal),
    async dispose() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
};
