import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { DATABASE_CLIENTS, whyUnreachable } from '../harness/databases';
import { bundlePlugin } from '../harness/plugin-bundle';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { startStrapi } from '../harness/start-strapi';
import type { Figure } from './figures';
import { benchLines } from './lines';

const RESULT_FILE = path.join(CACHE_DIR, 'bench.json');
const GIBIBYTE = 1024 ** 3;

const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / GIBIBYTE)} GiB, Node ${process.version}`;

const benchAll = async (pluginDir: string): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const database of DATABASE_CLIENTS) {
    const reason = await whyUnreachable(database);
    if (reason) {
      console.log(`Left out, as it can't be reached: ${database} (${reason})`);
      continue;
    }
    const app = await startStrapi({ database, pluginDir });
    try {
      figures.push(...(await benchLines(app, database)));
    } finally {
      await app.stop();
    }
  }
  return figures;
};

const pluginDir = path.join(CACHE_DIR, `bench-${process.pid}`);
try {
  await bundlePlugin(pluginDir);
  const figures = await benchAll(pluginDir);
  console.log(`Measured on ${machine()}`);
  console.table(figures);
  await mkdir(path.dirname(RESULT_FILE), { recursive: true });
  await writeFile(RESULT_FILE, JSON.stringify({ machine: machine(), figures }, null, 2));
  console.log(`Also in ${path.relative(REPOSITORY, RESULT_FILE)}`);
} finally {
  await rm(pluginDir, { recursive: true, force: true });
}
process.exit();
