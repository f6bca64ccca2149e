import { parseArgs } from 'node:util';
import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { steps } from './run.mjs';

const { values } = parseArgs({ options: { panel: { type: 'boolean', default: false } } });

/** `--panel` builds what the pages' tests and bench open, as far as it's missing or stale. */
await steps(
  ...(values.panel ? [buildPlugin, buildAdminPanel] : [() => buildPlugin({ force: true })])
);
