import { spawn } from 'node:child_process';
import { REPOSITORY } from './paths.mjs';

/** Some programs exit with 0 when Ctrl+C stops them in the middle of their work, as Strapi’s build does. */
let isInterrupted = false;

/** What shells return after Ctrl+C. */
const INTERRUPTED = 130;

/**
 * Runs a program to its end, its output shown. Rejects where it fails or Ctrl+C ends it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 */
export const run = (command, args, { env = {} } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: REPOSITORY,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    // Ctrl+C reaches the child by itself; it decides when to end, and so do we with it.
    process.on('SIGINT', () => {
      isInterrupted = true;
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 && !isInterrupted) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}`));
    });
  });

/**
 * Runs the steps of a command one after the other; where one fails, its message and exit code 1.
 * @param {(() => Promise<void>)[]} steps
 */
export const steps = async (...steps) => {
  try {
    for (const step of steps) await step();
  } catch (error) {
    if (isInterrupted) process.exit(INTERRUPTED);
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
