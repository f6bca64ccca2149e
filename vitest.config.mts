import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/harness/global-setup.ts'],
    setupFiles: ['tests/harness/thread-guard.ts'],
    // Strapi's stop takes every listener off its process, which a forked process wouldn't survive.
    pool: 'threads',
    poolOptions: { threads: { minThreads: 1, maxThreads: 2, execArgv: ['--enable-source-maps'] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is shared with others may be so slow for a while that a browser is given up. What
    // passed only then is said at the end, see errors-reporter.ts.
    retry: process.env.CI ? 1 : 0,
    silent: !process.env.DEBUG,
  },
});
