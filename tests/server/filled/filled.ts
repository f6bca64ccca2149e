import type { Store } from '../../../server/store/types';
import { buildSessions } from '../../bench/data/build';
import { startStrapi, type DatabaseClient, type RunningStrapi } from '../../harness';
import { storeOf } from '../support/services';

/** Enough that no database would rather read everything. */
const SESSIONS = 36_000;

/** A Strapi whose tables have so many sessions, a third of them in each tab, the newest with 100,000 lines. */
export interface Filled {
  client: DatabaseClient;
  app: RunningStrapi;
  store: Store;
}

export const startFilled = async (client: DatabaseClient): Promise<Filled> => {
  const app = await startStrapi({ database: client });
  await buildSessions(app.database, SESSIONS);
  return { client, app, store: storeOf(app) };
};
