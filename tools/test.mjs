import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildAdminPanel, buildPlugin } from './builds.mjs';
import { ensureInstalled } from './install.mjs';
import { bin, CACHE_DIR, inRepository } from './paths.mjs';
import { run, steps } from './run.mjs';

const REPORT = path.join(CACHE_DIR, 'test-report.json');

/** The end of a message that starts with all arguments. */
const MAX_REASON_LENGTH = 100;

/** Of a failed test's message: the difference and where it was found. */
const MAX_REASON_LINES = 12;

const firstLines = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .slice(0, MAX_REASON_LINES)
    .join('\n    ');

const runTests = () =>
  run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--reporter=${inRepository('tests', 'faults', 'support', 'reporter.ts')}`,
    `--reporter=${inRepository('tests', 'harness', 'errors-reporter.ts')}`,
    `--outputFile.json=${REPORT}`,
    ...process.argv.slice(2),
  ]).then(
    () => true,
    (error) => {
      // A run that broke off has no report: how it ended is all there is to know.
      console.error(error.message.slice(-MAX_REASON_LENGTH));
      return false;
    }
  );

/** Null where the run did not come to its end. */
const readReport = async () => {
  try {
    return JSON.parse(await readFile(REPORT, 'utf8'));
  } catch {
    return null;
  }
};

/** One line for each test that failed, printed last: the end of a long log is what people and CI keep. */
const failures = (report) =>
  (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(inRepository(), name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message ? [`${file}: ${firstLines(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) =>
        `${file}: ${fullName}: ${firstLines(failureMessages[0] ?? '')}`
    );
  });

const NOTHING = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };

/** Ends with the count on a line of its own, where people and CI look for it. */
const test = async () => {
  await rm(REPORT, { force: true });
  const endedWell = await runTests();
  const report = await readReport();
  // vitest waits for a thread that has ended by itself until nothing is left to wait for, and then ends
  // as if all were well.
  if (!report) console.error('The run broke off: it left no report, whatever it printed before');
  const allPassed = endedWell && report !== null;
  for (const failure of failures(report)) console.log(`FAILED ${failure}`);
  const { numPassedTests, numFailedTests, numPendingTests } = report ?? NOTHING;
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped`);
  // A file that could not even be loaded has no tests to count, yet is a failure.
  const failed = allPassed ? 0 : Math.max(1, numFailedTests);
  console.log(`${numPassedTests} passed, ${failed} failed`);
  process.exitCode = allPassed ? 0 : 1;
};

await steps(ensureInstalled, buildPlugin, buildAdminPanel, test);
