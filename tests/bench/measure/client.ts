import { createChild } from './child';

/** Another process that sends requests to Strapi, see client-process.mjs. */
export const createClient = () => {
  const { run, close } = createChild('client-process.mjs');
  return {
    /** Milliseconds of each request, one after the other. Rejects where one doesn't return 200. */
    request: (options: { urls: string[]; method?: string; token?: string }) =>
      run<number[]>('request', options),
    /** Reads a whole response, `pauseMs` after each piece. */
    download: (options: { url: string; token: string; pauseMs?: number }) =>
      run<{ ms: number; bytes: number }>('download', options),
    close,
  };
};

export type Client = ReturnType<typeof createClient>;
