import {
  eventTypeSchema,
  sortTextSchema,
  type EventType,
  type Preferences,
  type PreferencesPatch,
} from '../../shared/contracts';
import type { Database } from './database/database';

/** A row for each tab: two browser tabs that save at the same time never overwrite each other's. */
export const createPreferenceStore = ({ knex, dialect, preferences }: Database) => ({
  /** What a user chose and is still valid. */
  async read(userId: number): Promise<{ sort: Partial<Preferences['sort']>; lastTab?: EventType }> {
    const rows = await preferences().where({ user_id: userId }).orderBy('used_at', 'desc');
    const sorts = rows.filter(({ sort }) => sortTextSchema.safeParse(sort).success);
    const [lastTab] = rows.filter(({ used_at }) => used_at !== null);
    return {
      sort: Object.fromEntries(sorts.map(({ event_type, sort }) => [event_type, sort])),
      lastTab: lastTab?.event_type,
    };
  },

  /** When a user looked at each tab last, by the database's clock: epoch ms. */
  async seenAt(userId: number): Promise<Partial<Record<EventType, number>>> {
    const rows = await preferences().where({ user_id: userId }).whereNotNull('seen_at');
    return Object.fromEntries(rows.map(({ event_type, seen_at }) => [event_type, Number(seen_at)]));
  },

  /** Stores what the patch names; the rest stays as it is. */
  async save(userId: number, { sort = {}, lastTab, seen }: PreferencesPatch): Promise<void> {
    const now = knex.raw(dialect.now);
    const columnsOf = (tab: EventType) => ({
      ...(sort[tab] && { sort: sort[tab] }),
      ...(tab === lastTab && { used_at: now }),
      ...(tab === seen && { seen_at: now }),
    });
    for (const tab of eventTypeSchema.options) {
      const columns = columnsOf(tab);
      if (Object.keys(columns).length === 0) continue;
      await preferences()
        .insert({ user_id: userId, event_type: tab, ...columns })
        .onConflict(['user_id', 'event_type'])
        .merge(columns);
    }
  },
});
