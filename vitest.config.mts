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
    silent: !process.env.DEBUG,
  },
});
