import type { RunnerTask, RunnerTestCase, RunnerTestFile } from 'vitest';
import { faultsTable, type Row } from './table';

const testsIn = (task: RunnerTask): RunnerTestCase[] => {
  if ('tasks' in task) return task.tasks.flatMap(testsIn);
  return task.type === 'test' ? [task] : [];
};

const rowsOf = ({ meta, result }: RunnerTestCase): Row[] =>
  (meta.sightings ?? []).map((sighting) => ({ ...sighting, passed: result?.state === 'pass' }));

/** Prints what the tests of faults did and saw, once all tests are through. */
export default class FaultsReporter {
  onFinished(files: RunnerTestFile[] = []) {
    const rows = files.flatMap(testsIn).flatMap(rowsOf);
    if (rows.length > 0) process.stdout.write(`${faultsTable(rows)}\n\n`);
  }
}
