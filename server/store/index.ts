import { createDatabase, type DatabaseOptions } from './database/database';
import { createDeletion } from './sessions/deletion';
import { createEntryList } from './entries/entry-list';
import { createEntryPages } from './entries/entry-pages';
import { createEntryWrites } from './entries/entry-writes';
import { createExport } from './export';
import { createMilestoneLaying } from './milestones/milestone-laying';
import { createRecovery } from './sessions/recovery';
import { createSessionList } from './sessions/session-list';
import { createSessionWrites } from './sessions/session-writes';
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
