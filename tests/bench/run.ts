import path from 'node:path';
import {
  createDatabase,
  findDatabase,
  type DatabaseClient,
  type TestDatabase,
} from '../harness/databases';
import { CACHE_DIR } from '../harness/paths';
import { makeTables, startStrapi } from '../harness/start-strapi';
import type { Bench } from './bench';
import { buildSessions } from './data/build';
import type { Figure, Measured } from './figures';
import { createClient, type Client } from './measure/client';
import { timed } from './measure/statistics';
import type { Options } from './options';
import { benchDeletion } from './scenarios/deletion';
import { benchExport } from './scenarios/export';
import { benchJsonValue } from './scenarios/json-value';
import { benchLines } from './scenarios/lines';
import { measureReads, readFigures, type ReadResult } from './scenarios/reads';

/** As few as anyone has: what the figures of many are compared with. */
const FEW = 10;

export const PLUGIN_DIR = path.join(CACHE_DIR, `bench-${process.pid}`);

interface Prepared {
  database: TestDatabase;
  /** Null where an earlier run has built it. */
  builtInMs: number | null;
}

const prepare = async (
  client: DatabaseClient,
  sessions: number,
  { keep }: Pick<Options, 'keep'>
): Promise<Prepared> => {
  const name = keep ? `activity_logs_bench_${sessions}` : undefined;
  const kept = name && (await findDatabase(client, name));
  if (kept) return { database: kept, builtInMs: null };
  const database = await createDatabase(client, name);
  await makeTables(database, PLUGIN_DIR);
  const builtInMs = await timed(() => buildSessions(database, sessions));
  return { database, builtInMs };
};

/** Runs `work` with a Strapi over `sessions` sessions. */
const withBench = async <Result>(
  given: Pick<Bench, 'database' | 'sessions' | 'quick'> & { client: Client; keep: boolean },
  work: (bench: Bench, prepared: Prepared) => Promise<Result>
): Promise<Result> => {
  const prepared = await prepare(given.database, given.sessions, given);
  const app = await startStrapi({ database: prepared.database, pluginDir: PLUGIN_DIR });
  try {
    return await work({ ...given, app }, prepared);
  } finally {
    await app.stop();
    if (!given.keep) await prepared.database.drop();
  }
};

const note = (bench: Pick<Bench, 'database' | 'sessions'>, what: string) =>
  console.log(`${bench.database}, ${bench.sessions.toLocaleString('en-US')} sessions: ${what}`);

const buildFigure = ({ builtInMs }: Prepared): Figure[] =>
  builtInMs === null
    ? []
    : [{ work: 'Building these sessions for the bench', value: builtInMs / 1_000, unit: 's' }];

/** What is changed or deleted would be missing in the next run. */
const benchWrites = async (bench: Bench): Promise<Figure[]> => [
  ...(bench.database === 'sqlite' && bench.sessions === FEW ? await benchJsonValue(bench) : []),
  ...(await benchLines(bench)),
];

const benchSize = async (
  given: Parameters<typeof withBench>[0],
  ofFew: Map<string, ReadResult>
): Promise<Figure[]> =>
  withBench(given, async (bench, prepared) => {
    const reads = readFigures(bench, await measureReads(bench), ofFew);
    note(bench, 'reads measured');
    const exported = await benchExport(bench);
    if (given.keep) return [...buildFigure(prepared), ...reads, ...exported];
    const written = await benchWrites(bench);
    note(bench, 'export and writes measured');
    const deleted = await benchDeletion(bench);
    note(bench, 'deletion measured');
    return [...buildFigure(prepared), ...written, ...reads, ...exported, ...deleted];
  });

/** Measures one database at each size. */
export const benchDatabase = async (
  database: DatabaseClient,
  { sizes, quick, keep }: Options
): Promise<Measured[]> => {
  const client = createClient();
  const given = { database, client, quick };
  try {
    const few = await withBench({ ...given, sessions: FEW, keep: false }, async (bench) => ({
      reads: await measureReads(bench),
      writes: await benchWrites(bench),
    }));
    const measured: Measured[] = few.writes.map((figure) => ({
      ...figure,
      database,
      sessions: FEW,
    }));
    for (const sessions of sizes) {
      const figures = await benchSize({ ...given, sessions, keep }, few.reads);
      measured.push(...figures.map((figure) => ({ ...figure, database, sessions })));
    }
    return measured;
  } finally {
    client.close();
  }
};
