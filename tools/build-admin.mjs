import { createRequire } from 'node:module';
import { inRepository } from './paths.mjs';

// A process of its own: Strapi's build reads its settings from the environment and leaves a Strapi behind.
const require = createRequire(import.meta.url);
const { build } = require('@strapi/admin/cli');

/** Strapi's own logger isn't to be had from outside; errors are all that matters here. */
const quiet = () => {};
const spinner = { start: () => spinner, succeed: quiet, fail: quiet, text: '' };
const logger = {
  debug: quiet,
  info: quiet,
  success: quiet,
  warn: console.warn,
  error: console.error,
  spinner: () => spinner,
};

const cwd = inRepository('tests', 'playground');
process.chdir(cwd);

// `strapi build` itself would take the repository's tsconfig.json for the app's.
await build({ cwd, logger, ignorePrompts: true, minify: true });
process.exit();
