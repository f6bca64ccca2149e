import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreachable } from '../harness/databases';
import { CACHE_DIR, REPOSITORY } from '../harness/paths';
import { bundlePlugin } from '../harness/plugin-bundle';
import { isReached, ratioOf, type Measured } from './figures';
import { createChild } from './measure/child';
import { parseOptions, type Options, type Part } from './options';
import { machine, printSummary, printTable } from './report';
import type { SizeJob } from './run';
import { benchOfficialDownload } from './scenarios/official-download';
import { benchPages } from './scenarios/pages';

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

type OnSqlite = (options: { pluginDir: string; quick: boolean }) => Promise<Measured[]>;

/** What is measured once, with a Strapi and data of its own. */
const ON_SQLITE: [Part, OnSqlite][] = [
  ['official', benchOfficialDownload],
  ['pages', benchPages],
];

const benchOnSqlite = async ({ parts, quick }: Options): Promise<Measured[]> => {
  const measured: Measured[] = [];
  for (const [, scenario] of ON_SQLITE.filter(([part]) => parts.includes(part))) {
    const figures = await scenario({ pluginDir: PLUGIN_DIR, quick });
    printTable(figures);
    measured.push(...figures);
  }
  return measured;
};

const benchAll = async (all: Options): Promise<Measured[]> => {
  const { databases, sizes, ...options } = all;
  const measured = await benchOnSqlite(all);
  if (options.parts.every((part) => ON_SQLITE.some(([own]) => own === part))) return measured;
  for (const database of databases) {
    const reason = await whyUnreachable(database);
    if (reason) console.log(`Left out, as it can't be reached: ${database} (${reason})`);
    for (const sessions of reason ? [] : sizes) {
      measured.push(
        ...(await benchSize({ ...options, database, sessions, pluginDir: PLUGIN_DIR }))
      );
    }
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
  const measured = await benchAll(parseOptions(process.argv.slice(2)));
  await save(measured);
  process.exitCode = printSummary(measured) ? 0 : 1;
} finally {
  await rm(PLUGIN_DIR, { recursive: true, force: true });
}
process.exit();
