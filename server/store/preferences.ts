import { eventTypeSchema, sortTextSchema, type Preferences } from '../../shared/contracts';
import type { Database } from './database/database';
import type { PreferenceStore } from './types';

/**
 * The sort of each tab, a row each: two browser tabs that save at the same time never overwrite each
 * other's. A stored sort that is no longer valid is left out.
 */
export const createPreferenceStore = ({ preferences }: Database): PreferenceStore => ({
  async read(userId) {
    const rows = await preferences().select('event_type', 'sort').where({ user_id: userId });
    const valid = rows.filter(({ sort }) => sortTextSchema.safeParse(sort).success);
    return Object.fromEntries(
      valid.map(({ event_type, sort }) => [event_type, sort])
    ) satisfies Partial<Preferences['sort']>;
  },

  async save(userId, patch) {
    for (const eventType of eventTypeSchema.options) {
      const sort = patch[eventType];
      if (sort === undefined) continue;
      await preferences()
        .insert({ user_id: userId, event_type: eventType, sort })
        .onConflict(['user_id', 'event_type'])
        .merge(['sort']);
    }
  },
});
