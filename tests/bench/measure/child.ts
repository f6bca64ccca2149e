import { fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** Runs a file of this folder as a process of its own and hands it jobs; several may be under way at once. */
export const createChild = (file: string, options: ForkOptions = {}) => {
  const child = fork(path.join(here, file), { execArgv: [], ...options });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  return {
    /** Resolves with its first message: for a child that says when it's ready. */
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
