import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../harness/browser';
import { whyUnreachable } from '../harness/databases';
import { REPOSITORY } from '../harness/paths';
import { checkHost } from './check-host';
import { HOSTS, type Host } from './hosts';
import { run } from './programs';

const { values: options } = parseArgs({
  options: {
    /** Part of the names of the hosts to check. */
    only: { type: 'string', default: '' },
    /** A packed plugin; this repository's where absent. */
    tarball: { type: 'string' },
    /** Where the apps are made and left; those of an earlier run are used again. */
    folder: { type: 'string' },
  },
});

const pack = async (folder: string) => {
  const output = await run('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: REPOSITORY,
  });
  return path.join(folder, output.trim().split('\n').pop() ?? '');
};

const seconds = (since: number) => `${Math.round((performance.now() - since) / 1_000)} s`;

const checkAll = async (hosts: Host[], folder: string): Promise<string[]> => {
  const tarball = options.tarball ? path.resolve(options.tarball) : await pack(folder);
  const browser = await launchBrowser();
  const failed: string[] = [];
  for (const host of hosts) {
    const started = performance.now();
    const log = (step: string) => console.log(`${host.name}: ${seconds(started)}: ${step}`);
    try {
      await checkHost({ host, folder: path.join(folder, host.name), tarball, browser, log });
      log('passed');
    } catch (error) {
      failed.push(host.name);
      log(`FAILED: ${error instanceof Error ? error.stack : error}`);
    }
  }
  await browser.close();
  return failed;
};

const main = async () => {
  const chosen = HOSTS.filter(({ name }) => name.includes(options.only ?? ''));
  if (chosen.length === 0) throw new Error(`No host has "${options.only}" in its name`);
  const needsServer = chosen.some(({ database }) => database === 'postgres');
  const unreachable = needsServer ? await whyUnreachable('postgres') : null;
  const hosts = chosen.filter(({ database }) => database === 'sqlite' || !unreachable);
  if (unreachable) console.log(`Hosts on PostgreSQL are left out: ${unreachable}`);

  const started = performance.now();
  const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'activity-logs-hosts-')));
  const failed = await checkAll(hosts, folder);
  if (options.folder || failed.length > 0) console.log(`The apps are in ${folder}`);
  else await rm(folder, { recursive: true, force: true });
  console.log(`${chosen.length - hosts.length} left out, took ${seconds(started)}`);
  console.log(`${hosts.length - failed.length} passed, ${failed.length} failed`);
  // A Strapi that CI can't start on PostgreSQL is no Strapi that works there.
  process.exit(failed.length > 0 || (process.env.CI && unreachable) ? 1 : 0);
};

await main();
