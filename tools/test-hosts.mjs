import { buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { bin } from './paths.mjs';
import { run, steps } from './run.mjs';

await steps(ensureInstalled, buildPlugin, () =>
  run(bin('vite-node'), ['tests/hosts/index.ts', ...process.argv.slice(2)])
);
