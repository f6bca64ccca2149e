import { fork, type ChildProcess } from 'node:child_process';
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

const spawnApp = ({ database, config, localazyUrl, elsewhere }: ChildAppOptions): ChildProcess =>
  fork(path.join(here, 'child-app.cjs'), {
    env: {
      ...process.env,
      ...appEnv({ database, config, localazyUrl, pluginDir: process.env.TEST_PLUGIN_DIR ?? '' }),
      APP_DIR,
      ELSEWHERE_HOST: elsewhere?.host,
      ELSEWHERE_CLOCK_MS: String(elsewhere?.clockMs ?? 0),
    },
    execArgv: elsewhere ? ['--require', path.join(here, 'elsewhere.cjs')] : [],
    stdio: process.env.DEBUG ? 'inherit' : 'ignore',
  });

/** Starts a Strapi in a process of its own. The caller disposes of it. */
export const startChildApp = async (options: ChildAppOptions): Promise<ChildApp> => {
  const child = spawnApp(options);
  const ended = once(child, 'exit').then(
    ([code, signal]): number | NodeJS.Signals => signal ?? code
  );
  const said: Said[] = [];
  const answered = new Set<number>();
  let url = '';
  let asked = 0;

  child.on('message', (message: Partial<Said> & { url?: string; answered?: number }) => {
    if (message.url) url = message.url;
    if (message.answered) answered.add(message.answered);
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
      await until(`${command} is done`, () => answered.has(number));
    },
    signal: (signal) => void child.kill(signal),
    async dispose() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
};
