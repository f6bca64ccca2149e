import { createDatabase, type DatabaseOptions } from './database';
import { createDeletion } from './deletion';
import { createEntryList } from './entry-list';
import { createEntryPages } from './entry-pages';
import { createEntryWrites } from './entry-writes';
import { createExport } from './export';
import { createMilestoneLaying } from './milestone-laying';
import { createRecovery } from './recovery';
import { createSessionList } from './session-list';
import { createSessionWrites } from './session-writes';
import type { Store } from './types';

/** The only SQL there is. Needs Strapi's database, so not before Strapi's bootstrap. */
export const createStore = (options: DatabaseOptions): Store => {
  const database = createDatabase(options);
  const { existing, insert } = createEntryWrites(database);
  const { pages } = createEntryPages(database);
  return {
    export: createExport(database),
    hasOneConnection: database.hasOneConnection,
    hurry: database.hurry,
    sessions: {
      ...createSessionWrites(database),
      ...createRecovery(database),
      ...createDeletion(database),
      ...createMilestoneLaying({ database }),
      ...createSessionList(database),
      existing,
    },
    entries: { ...createEntryList(database), insert, pages },
  };
};
