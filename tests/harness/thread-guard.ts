import { writeSync } from 'node:fs';

const STDERR = 2;

/**
 * A thread of tests that ends by itself takes the whole run along: vitest waits for it until nothing is
 * left to wait for, and ends with exit code 0 and not a word. Whoever ends one is named.
 */
const inner: { reallyExit(code?: number): never } = Object.assign(process);
const { reallyExit } = inner;
inner.reallyExit = (code) => {
  writeSync(STDERR, `${new Error(`A thread of tests was ended with code ${code}`).stack}\n`);
  return reallyExit.call(process, code);
};
