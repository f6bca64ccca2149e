import { defineConfig } from 'vitest/config';
import { TestOrder } from './tests/harness/test-order';

export default defineConfig({
  test: {
    poolOptions: {
      threads: { isolate: false, minThreads: 1, maxThreads: 2, execArgv: ['--enable-source-maps'] },
      forks: { isolate: true, minForks: 1, maxForks: 3, execArgv: ['--enable-source-maps'] },
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
