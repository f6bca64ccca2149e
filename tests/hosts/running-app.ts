import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createRequest, type Request } from '../harness/client';
import { until } from '../harness/until';

const START_TIMEOUT_MS = 180_000;

export interface RunningApp {
  url: string;
  request: Request;
  /** What its console has shown so far. */
  output(): string;
  /** Stops as a process manager would. */
  stop(): Promise<void>;
}

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** `strapi start` in production, until it responds. Rejects with its console where it ends before. */
export const startApp = async (folder: string, env: NodeJS.ProcessEnv): Promise<RunningApp> => {
  const port = await freePort();
  const strapi = path.join(folder, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');
  const child = spawn(process.execPath, [strapi, 'start'], {
    cwd: folder,
    env: { ...process.env, ...env, PORT: String(port) },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const responds = async () => {
    if (child.exitCode !== null) throw new Error(`Strapi ended with ${child.exitCode}:\n${output}`);
    const response = await fetch(`${url}/_health`).catch(() => null);
    return response?.status === 204;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  await until('Strapi responds', responds, { timeoutMs: START_TIMEOUT_MS, everyMs: 250 }).catch(
    async (error: Error) => {
      await stop();
      throw new Error(`${error.message}\n${output}`);
    }
  );
  return { url, request: createRequest(url), output: () => output, stop };
};
