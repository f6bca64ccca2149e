import { createDatabase, type DatabaseOptions } from './database/database';
import { repairIndexes } from './database/indexes';
import { createEntryReads } from './entries/reads';
import { createEntryInsert } from './entries/writes';
import { createExport } from './export';
import { createPreferenceStore } from './preferences';
import { createDeletion } from './sessions/deletion';
import { createSessionList } from './sessions/list';
import { createSessionPage } from './sessions/page';
import { createRecovery } from './sessions/recovery';
import { createSessionSearch } from './sessions/search';
import { createSessionWrites } from './sessions/writes';
import type { Store } from './types';

/** The only SQL there is. Needs Strapi's database, so not before Strapi's bootstrap. */
export const createStore = (options: DatabaseOptions): Store => {
  const database = createDatabase(options);
  const pages = createSessionPage(database);
  const search = createSessionSearch(database);
  const entryReads = createEntryReads(database);
  return {
    repairIndexes: () => repairIndexes(options.strapi, database),
    export: createExport(database, { search, pages, linesOf: entryReads.pages }),
    hasOneConnection: database.hasOneConnection,
    abortAfterSilence: database.abortAfterSilence,
    sessions: {
      ...createSessionWrites(database),
      ...createRecovery(database),
      ...createDeletion(database, { pages, search }),
      ...createSessionList(database, { pages, search }),
    },
    entries: { ...entryReads, insert: createEntryInsert(database) },
    preferences: createPreferenceStore(database),
  };
};
