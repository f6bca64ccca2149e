import type { Store } from '../../server/store/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { createDatabase, type DatabaseClient } from '../harness/databases';
import { startStrapi } from '../harness/start-strapi';
import type { Bench } from './bench';
import { buildSessions } from './data/build';
import type { Figure, Measured } from './figures';
import { createClient } from './measure/client';
import type { Options, Part } from './options';
import { printTable } from './report';
import { benchDeletion } from './scenarios/deletion';
import { benchExport } from './scenarios/export';
import { benchWrites } from './scenarios/lines';
import { benchFirstDateSearches, benchLists } from './scenarios/lists';
import { benchLongSession } from './scenarios/long-session';

const FEW = 10;

/** One database at one size. */
export interface SizeJob extends Pick<Options, 'quick' | 'parts'> {
  database: DatabaseClient;
  sessions: number;
  /** Where our plugin's server half is bundled. */
  pluginDir: string;
}

const withBench = async (
  { database: kind, sessions, quick, pluginDir }: SizeJob,
  work: (bench: Bench) => Promise<Measured[]>
): Promise<Measured[]> => {
  const database = await createDatabase(kind, { durable: true });
  const client = createClient();
  const app = await startStrapi({ database, pluginDir });
  try {
    await buildSessions(database, sessions);
    const store: Store = app.strapi.plugin(PLUGIN_ID).service('store');
    return await work({ app, store, client, database: kind, sessions, quick });
  } finally {
    client.close();
    await app.stop();
    await database.drop();
  }
};

/** Deletion comes last, as it leaves nothing. */
const SCENARIOS: [Part, (bench: Bench) => Promise<Figure[]>][] = [
  ['writes', benchWrites],
  ['reads', benchLists],
  ['reads', benchLongSession],
  ['export', benchExport],
  ['deletion', benchDeletion],
];

/** Prints what a scenario measured as soon as it's known: the next may take minutes. */
const runScenario = async (
  bench: Bench,
  scenario: (bench: Bench) => Promise<Figure[]>
): Promise<Measured[]> => {
  const { database, sessions } = bench;
  const figures = await scenario(bench);
  const measured = figures.map((figure) => ({ ...figure, database, sessions }));
  printTable(measured);
  return measured;
};

/** Measures a database with few sessions, then with as many as asked for. */
export const benchSize = async (job: SizeJob): Promise<Measured[]> => {
  const few = job.parts.includes('reads')
    ? await withBench({ ...job, sessions: FEW }, (bench) =>
        runScenario(bench, benchFirstDateSearches)
      )
    : [];
  const many = await withBench(job, async (bench) => {
    const measured: Measured[] = [];
    for (const [part, scenario] of SCENARIOS) {
      if (job.parts.includes(part)) measured.push(...(await runScenario(bench, scenario)));
    }
    return measured;
  });
  return [...few, ...many];
};
