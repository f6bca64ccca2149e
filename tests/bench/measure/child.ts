import { fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Runs TypeScript. */
const VITE_NODE = createRequire(import.meta.url).resolve('vite-node/vite-node.mjs');

const here = path.dirname(fileURLToPath(import.meta.url));

/** Runs a file, by its path from this folder, as a process of its own and sends it jobs, several at a time if need be. */
export const createChild = (file: string, options: ForkOptions = {}) => {
  const script = path.join(here, file);
  const [module, args] = script.endsWith('.ts') ? [VITE_NODE, [script]] : [script, []];
  const child = fork(module, args, { execArgv: [], ...options });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });

  return {
    /** Resolves with its first message, for a child that sends one when it's ready. */
    ready: () => once(child, 'message').then(() => undefined),

    run: <Result>(job: string, jobOptions: object = {}): Promise<Result> =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, ({ error, result }) =>
          error === undefined ? resolve(result as Result) : reject(new Error(error))
        );
        child.send({ id: lastId, job, options: jobOptions });
      }),

    close: () => child.disconnect(),
  };
};
