import type { RunnerTestFile } from 'vitest';

const SHOWN_LINES = 8;

const textOf = (error: unknown): string =>
  error instanceof Object && 'stack' in error ? String(error.stack) : String(error);

/**
 * Says last what was thrown outside of any test: it fails the run though all tests passed, and the end
 * of a long log is all that is kept.
 */
export default class ErrorsReporter {
  onFinished(_files: RunnerTestFile[] = [], errors: unknown[] = []) {
    for (const error of errors) {
      const shown = textOf(error).split('\n').slice(0, SHOWN_LINES).join('\n    ');
      process.stdout.write(`FAILED outside of any test: ${shown}\n`);
    }
  }
}
