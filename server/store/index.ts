import { createContentStore } from './content';
import { createDatabase, type DatabaseOptions } from './database/database';
import { repairTables } from './database/indexes';
import { createEntryReads } from './entries/reads';
import { createEntryInsert } from './entries/writes';
import { createExport } from './export';
import { createPreferenceStore } from './preferences';
import { createDeletion } from './sessions/deletion';
import { createSessionDays } from './sessions/days';
import { createSessionList } from './sessions/list';
import { createSessionPage } from './sessions/page';
import { createRecovery } from './sessions/recovery';
import { createSessionSearch } from './sessions/search';
import { createSessionWrites } from './sessions/writes';

/** The only SQL there is. Needs Strapi's database, so not before Strapi's bootstrap. */
export const createStore = (options: DatabaseOptions) => {
  const database = createDatabase(options);
  const pages = createSessionPage(database);
  const content = createContentStore(database);
  const search = createSessionSearch(database, content);
  const entryReads = createEntryReads(database);
  return {
    /** Makes what tables of an earlier version lack. Rejects where that fails: queries are slow then. */
    repairTables: () => repairTables(options.strapi, database),
    export: createExport(database, { search, pages, linesOf: entryReads.pages }),
    describeDatabase: database.describe,
    hasOneConnection: database.hasOneConnection,
    abortAfterSilence: database.abortAfterSilence,
    sessions: {
      ...createSessionWrites(database),
      ...createRecovery(database),
      ...createDeletion(database, { pages, search }),
      ...createSessionList(database, { pages, search }),
      ...createSessionDays(database),
    },
    entries: { ...entryReads, insert: createEntryInsert(database) },
    content,
    preferences: createPreferenceStore(database),
  };
};
