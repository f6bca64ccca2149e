import { spawn } from 'node:child_process';
import { REPOSITORY } from './paths.mjs';

/**
 * Runs a program to its end, its output shown. Rejects where it fails.
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
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
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
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};
