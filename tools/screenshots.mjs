import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { bin } from './paths.mjs';
import { run, steps } from './run.mjs';

await steps(ensureInstalled, buildPlugin, buildAdminPanel, () =>
  run(bin('vite-node'), ['tests/screenshots/index.ts'])
);
