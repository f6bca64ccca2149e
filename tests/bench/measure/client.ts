import { createChild } from './child';

/** Another process that asks Strapi for things, see client-process.mjs. */
export const createClient = () => {
  const { run, close } = createChild('client-process.mjs');
  return {
    /** Milliseconds that each address takes, asked one after the other. Rejects where one isn't answered with 200. */
    ask: (options: { urls: string[]; method?: string; token?: string }) =>
      run<number[]>('ask', options),
    /** Milliseconds of each answer to something cheap, asked every few milliseconds until `stopProbe`. */
    probe: (url: string) => run<number[]>('probe', { url }),
    stopProbe: () => run<null>('stopProbe'),
    /** Reads a whole answer, `pauseMs` after each piece. */
    download: (options: { url: string; token: string; pauseMs?: number }) =>
      run<{ ms: number; bytes: number }>('download', options),
    close,
  };
};

export type Client = ReturnType<typeof createClient>;
