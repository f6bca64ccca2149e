import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

/** Runs `client-process.mjs` and hands it jobs; several may be under way at once. */
export const createClient = () => {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'client-process.mjs');
  const child = fork(file, { execArgv: [] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });

  const run = <Result>(job: string, options: object = {}): Promise<Result> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, ({ error, result }) =>
        error === undefined ? resolve(result as Result) : reject(new Error(error))
      );
      child.send({ id: lastId, job, options });
    });

  return {
    /** Milliseconds that each address takes, asked one after the other. Rejects where one isn't answered with 200. */
    ask: (options: { urls: string[]; method?: string; token?: string }) =>
      run<number[]>('ask', options),
    /** Milliseconds of each answer to something cheap, asked every few milliseconds until `stopProbe`. */
    probe: (url: string) => run<number[]>('probe', { url }),
    stopProbe: () => run<null>('stopProbe'),
    download: (options: { url: string; token: string; pauseMs?: number }) =>
      run<{ ms: number; bytes: number }>('download', options),
    close: () => child.disconnect(),
  };
};

export type Client = ReturnType<typeof createClient>;
