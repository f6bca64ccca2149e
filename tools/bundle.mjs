import { parseArgs } from 'node:util';
import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { reportBundle } from './bundle-report.mjs';
import { ensureInstalled } from './install.mjs';
import { inRepository } from './paths.mjs';
import { steps } from './run.mjs';

/** Other folders than these are looked at as they are. */
const { values: given } = parseArgs({
  options: { dist: { type: 'string' }, panel: { type: 'string' } },
});

const build = async () => {
  if (given.dist || given.panel) return;
  await ensureInstalled();
  await buildPlugin();
  await buildAdminPanel();
};

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const report = async () => {
  const { sizes, problems } = await reportBundle({
    dist: given.dist ?? inRepository('dist'),
    panel: given.panel ?? inRepository('tests', 'playground', 'build'),
  });
  sizes.forEach(({ page, bytes, goal }) => {
    const most = goal ? `, at most ${kilobytes(goal)}` : '';
    console.log(`The ${page} page loads ${kilobytes(bytes)} of code, gzipped${most}`);
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log('The admin panel has one copy of each library that it shares with our pages');
};

await steps(build, report);
