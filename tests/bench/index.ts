import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreachable } from '../harness/databases';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { bundlePlugin } from '../harness/plugin-bundle';
import { isReached, ratioOf, type Measured } from './figures';
import { parseOptions } from './options';
import { machine, print } from './report';
import { benchDatabase, PLUGIN_DIR } from './run';
import { benchOfficialDownload } from './scenarios/official-download';

const RESULT_FILE = path.join(CACHE_DIR, 'bench.json');

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
