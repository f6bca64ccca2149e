import { defineConfig } from 'vitest/config';
import { TestOrder } from './tests/harness/test-order';

/** Places in the plugin's source for stack traces; reading all maps of Strapi's code takes half a second a worker. */
const execArgv = process.env.CI ? [] : ['--enable-source-maps'];

export default defineConfig({
  test: {
    poolOptions: {
      threads: { isolate: false, minThreads: 1, maxThreads: 3, execArgv },
      forks: { isolate: true, minForks: 1, maxForks: 3, execArgv },
    },
    pool: 'threads',
    sequence: { sequencer: TestOrder },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is shared with others may be so slow for a while that a browser is given up. What
    // passed at a second try only is reported at the end, see errors-reporter.ts.
    retry: process.env.CI ? 1 : 0,
    silent: !process.env.DEBUG,
  },
});
