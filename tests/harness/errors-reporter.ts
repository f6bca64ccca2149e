import type { RunnerTask, RunnerTestFile } from 'vitest';

const SHOWN_LINES = 8;

const textOf = (error: unknown): string =>
  error instanceof Object && 'stack' in error ? String(error.stack) : String(error);

const shortened = (error: unknown) =>
  textOf(error).split('\n').slice(0, SHOWN_LINES).join('\n    ');

/** Of groups whose hooks failed; their tests count as skipped, and the JSON report doesn't name the group. */
const failuresOfHooks = (task: RunnerTask): string[] => {
  if (!('tasks' in task)) return [];
  const own = 'filepath' in task ? [] : (task.result?.errors ?? []);
  return own
    .map(shortened)
    .concat(task.tasks.flatMap(failuresOfHooks))
    .map((failure) => `${task.name} > ${failure}`);
};

const namesOfRetried = (task: RunnerTask): string[] =>
  'tasks' in task
    ? task.tasks.flatMap(namesOfRetried).map((name) => `${task.name} > ${name}`)
    : task.result?.state === 'pass' && task.result.retryCount
      ? [task.name]
      : [];

/**
 * Reports last what hooks threw and what was thrown outside of any test: it fails the run though all tests passed, and people
 * read the end of a long log. Also which tests passed at a second try only.
 */
export default class ErrorsReporter {
  onFinished(files: RunnerTestFile[] = [], errors: unknown[] = []) {
    for (const name of files.flatMap(namesOfRetried)) {
      process.stdout.write(`PASSED AT A SECOND TRY ${name}\n`);
    }
    for (const failure of files.flatMap(failuresOfHooks)) {
      process.stdout.write(`FAILED before or after its tests: ${failure}\n`);
    }
    for (const error of errors) {
      process.stdout.write(`FAILED outside of any test: ${shortened(error)}\n`);
    }
  }
}
