import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { bin } from './paths.mjs';
import { run, steps } from './run.mjs';

const MAIN = 'tests/playground/runner/main.ts';

await steps(ensureInstalled, buildPlugin, buildAdminPanel, () =>
  run(bin('vite-node'), [MAIN, ...process.argv.slice(2)])
);
