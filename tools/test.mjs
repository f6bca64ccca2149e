import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { bin, CACHE_DIR } from './paths.mjs';
import { run, steps } from './run.mjs';

const REPORT = path.join(CACHE_DIR, 'test-report.json');

const runTests = () =>
  run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    ...process.argv.slice(2),
  ]);

/** The count on a line of its own, where people and CI look for it. */
const printCount = async () => {
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    await readFile(REPORT, 'utf8')
  );
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
  // A file that could not even be loaded has no tests to count, yet is a failure.
  const failed = success ? 0 : Math.max(1, numFailedTests);
  console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
};

await steps(ensureInstalled, buildPlugin, buildAdminPanel, () => runTests().finally(printCount));
