import type { RunnerTask, RunnerTestFile } from 'vitest';

const SHOWN_LINES = 8;

const textOf = (error: unknown): string =>
  error instanceof Object && 'stack' in error ? String(error.stack) : String(error);

const namesOfRetried = (task: RunnerTask): string[] =>
  'tasks' in task
    ? task.tasks.flatMap(namesOfRetried).map((name) => `${task.name} > ${name}`)
    : task.result?.state === 'pass' && task.result.retryCount
      ? [task.name]
      : [];

/**
 * Reports last what was thrown outside of any test: it fails the run though all tests passed, and people
 * read the end of a long log. Also which tests passed at a second try only.
 */
export default class ErrorsReporter {
  onFinished(files: RunnerTestFile[] = [], errors: unknown[] = []) {
    for (const name of files.flatMap(namesOfRetried)) {
      process.stdout.write(`PASSED AT A SECOND TRY ${name}\n`);
    }
    for (const error of errors) {
      const shown = textOf(error).split('\n').slice(0, SHOWN_LINES).join('\n    ');
      process.stdout.write(`FAILED outside of any test: ${shown}\n`);
    }
  }
}
