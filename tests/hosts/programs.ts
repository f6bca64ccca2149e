import { spawn } from 'node:child_process';

interface Run {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and returns what it printed. Rejects with that where it fails. */
export const run = (command: string, args: string[], { cwd, env }: Run): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`));
    });
  });
