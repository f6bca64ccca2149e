import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreachable, type DatabaseClient } from '../harness/databases';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { bundlePlugin } from '../harness/plugin-bundle';
import { isReached, ratioOf, type Measured } from './figures';
import { createChild } from './measure/child';
import { parseOptions, type Options } from './options';
import { machine, print } from './report';
import type { SizeJob } from './run';
import { benchOfficialDownload } from './scenarios/official-download';

const RESULT_FILE = path.join(CACHE_DIR, 'bench.json');
const PLUGIN_DIR = path.join(CACHE_DIR, `bench-${process.pid}`);

const benchSize = async (job: SizeJob): Promise<Measured[]> => {
  const child = createChild('../database-process.ts');
  try {
    return await child.run<Measured[]>('size', job);
  } finally {
    child.close();
  }
};

const benchDatabase = async (database: DatabaseClient, { sizes, ...options }: Options) => {
  const measured: Measured[] = [];
  for (const [index, size] of sizes.entries()) {
    const job = { ...options, database, sessions: size, pluginDir: PLUGIN_DIR };
    const figures = await benchSize(job);
    // What is measured with few sessions is the same each time.
    measured.push(...figures.filter(({ sessions }) => index === 0 || sessions === size));
  }
  return measured;
};

const benchAll = async (args: string[]): Promise<Measured[]> => {
  const options = parseOptions(args);
  const measured: Measured[] =
    options.databases.includes('sqlite') && options.parts.includes('official')
      ? await benchOfficialDownload({ pluginDir: PLUGIN_DIR, quick: options.quick })
      : [];
  if (options.parts.every((part) => part === 'official')) return measured;
  for (const database of options.databases) {
    const reason = await whyUnreachable(database);
    if (reason) console.log(`Left out, as it can't be reached: ${database} (${reason})`);
    else measured.push(...(await benchDatabase(database, options)));
  }
  return measured;
};

const save = async (measured: Measured[]) => {
  const figures = measured.map((figure) => ({
    ...figure,
    ratio: ratioOf(figure),
    reached: isReached(figure),
  }));
  await mkdir(path.dirname(RESULT_FILE), { recursive: true });
  await writeFile(RESULT_FILE, JSON.stringify({ machine: machine(), figures }, null, 2));
  console.log(`Also in ${path.relative(REPOSITORY, RESULT_FILE)}`);
};

try {
  await bundlePlugin(PLUGIN_DIR);
  const measured = await benchAll(process.argv.slice(2));
  print(measured);
  await save(measured);
} finally {
  await rm(PLUGIN_DIR, { recursive: true, force: true });
}
process.exit();
