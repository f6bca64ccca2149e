import { createDatabase, findDatabase, type DatabaseClient } from '../harness/databases';
import { startStrapi } from '../harness/start-strapi';
import type { Bench } from './bench';
import { buildSessions } from './data/build';
import { formatNumber, type Figure, type Measured } from './figures';
import { createClient, type Client } from './measure/client';
import { timed } from './measure/statistics';
import type { Options, Part } from './options';
import { benchDeletion } from './scenarios/deletion';
import { benchExport } from './scenarios/export';
import { benchJsonValue } from './scenarios/json-value';
import { benchLines } from './scenarios/lines';
import { benchMilestones } from './scenarios/milestones';
import { measureReads, readFigures, type ReadResult } from './scenarios/reads';

/** As few as anyone has: what the figures of many are compared with. */
const FEW = 10;

type Given = Pick<Bench, 'database' | 'sessions' | 'quick'> & {
  client: Client;
  keep: boolean;
  /** Where our plugin's server half is bundled. */
  pluginDir: string;
};

/** Runs `work` with a Strapi over `sessions` sessions; `builtInMs` is null where an earlier run has built them. */
const withBench = async <Result>(
  given: Given,
  work: (bench: Bench, builtInMs: number | null) => Promise<Result>
): Promise<Result> => {
  const { database: client, sessions, keep, pluginDir } = given;
  const name = keep ? `activity_logs_bench_${sessions}` : undefined;
  const kept = name ? await findDatabase(client, name) : null;
  const database = kept ?? (await createDatabase(client, name));
  const app = await startStrapi({ database, pluginDir });
  try {
    const builtInMs = kept ? null : await timed(() => buildSessions(database, sessions));
    return await work({ ...given, app }, builtInMs);
  } finally {
    await app.stop();
    if (!keep) await database.drop();
  }
};

/** Says each figure as soon as it's known: the table comes at the end, which may be minutes away. */
const tell = (bench: Pick<Bench, 'database' | 'sessions'>, figures: Figure[]) => {
  console.log(`${bench.database}, ${bench.sessions.toLocaleString('en-US')} sessions:`);
  for (const { work, value, unit } of figures)
    console.log(`  ${work}: ${formatNumber(value)} ${unit}`);
};

const buildFigure = (builtInMs: number | null): Figure[] =>
  builtInMs === null
    ? []
    : [{ work: 'Building these sessions for the bench', value: builtInMs / 1_000, unit: 's' }];

/** With few sessions beside the one JSON value, too; a quick bench writes lines where there are many only. */
const benchWrites = async (bench: Bench): Promise<Figure[]> => {
  const isFew = bench.sessions === FEW;
  return [
    ...(bench.database === 'sqlite' && isFew ? await benchJsonValue(bench) : []),
    ...(bench.quick && isFew ? [] : await benchLines(bench)),
  ];
};

/** What is changed or deleted would be missing in the next run, so a database that is kept is only read. */
const CHANGING: Part[] = ['writes', 'deletion'];

const benchMany = (
  given: Given,
  parts: Part[],
  ofFew: Map<string, ReadResult>
): Promise<Figure[]> =>
  withBench(given, async (bench, builtInMs) => {
    const measure: Record<Exclude<Part, 'official'>, () => Promise<Figure[]>> = {
      writes: () => benchWrites(bench),
      reads: async () => readFigures(bench, await measureReads(bench), ofFew),
      export: () => benchExport(bench),
      deletion: () => benchDeletion(bench),
    };
    const figures = [...buildFigure(builtInMs), ...(await benchMilestones(bench))];
    tell(bench, figures);
    for (const part of parts) {
      if (part === 'official' || (given.keep && CHANGING.includes(part))) continue;
      const measured = await measure[part]();
      tell(bench, measured);
      figures.push(...measured);
    }
    return figures;
  });

/** What the figures of many are compared with, and what doesn't depend on how many there are. */
const benchFew = (given: Given, parts: Part[]) =>
  withBench({ ...given, sessions: FEW, keep: false }, async (bench) => ({
    reads: parts.includes('reads') ? await measureReads(bench) : new Map<string, ReadResult>(),
    writes: parts.includes('writes') ? await benchWrites(bench) : [],
  }));

/** One database at one size. */
export interface SizeJob extends Pick<Options, 'quick' | 'keep' | 'parts'> {
  database: DatabaseClient;
  sessions: number;
  pluginDir: string;
}

/** Measures a database of one size, beside one with few sessions in the same process. */
export const benchSize = async ({ parts, ...job }: SizeJob): Promise<Measured[]> => {
  const { database, sessions } = job;
  const client = createClient();
  try {
    const few = await benchFew({ ...job, client }, parts);
    const many = await benchMany({ ...job, client }, parts, few.reads);
    return [
      ...few.writes.map((figure) => ({ ...figure, database, sessions: FEW })),
      ...many.map((figure) => ({ sessions, ...figure, database })),
    ];
  } finally {
    client.close();
  }
};
