import type { Store } from '../../server/store/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { createDatabase, type DatabaseClient } from '../harness/databases';
import { startStrapi } from '../harness/start-strapi';
import type { Bench } from './bench';
import { buildSessions } from './data/build';
import type { Figure, Measured } from './figures';
import { createClient } from './measure/client';
import type { Options, Part } from './options';
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
  work: (bench: Bench) => Promise<Figure[]>
): Promise<Measured[]> => {
  const database = await createDatabase(kind);
  const client = createClient();
  const app = await startStrapi({ database, pluginDir });
  try {
    await buildSessions(database, sessions);
    const store: Store = app.strapi.plugin(PLUGIN_ID).service('store');
    const figures = await work({ app, store, client, database: kind, sessions, quick });
    return figures.map((figure) => ({ ...figure, database: kind, sessions }));
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

/** Measures a database with few sessions, then with as many as asked for. */
export const benchSize = async (job: SizeJob): Promise<Measured[]> => {
  const few = job.parts.includes('reads')
    ? await withBench({ ...job, sessions: FEW }, benchFirstDateSearches)
    : [];
  const many = await withBench(job, async (bench) => {
    const figures: Figure[] = [];
    for (const [part, measure] of SCENARIOS) {
      if (job.parts.includes(part)) figures.push(...(await measure(bench)));
    }
    return figures;
  });
  return [...few, ...many];
};
