import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { run, steps } from './run.mjs';

const MAIN = 'tests/playground/runner/main.ts';

await steps(ensureInstalled, buildPlugin, buildAdminPanel, () =>
  run(process.execPath, ['--import', 'tsx', MAIN, ...process.argv.slice(2)])
);
