import type { Knex } from 'knex';
import { z } from 'zod';
import type { EventType } from '../../shared/contracts';
import type { Database } from './database';
import { narrow } from './session-filter';

/**
 * Between what the sessions of a tab are settled: there when this was written down, started from `from`
 * up to `to`, and not one of the `running`. Settled sessions keep their places in all orders. All others
 * are the tab's fringe: those that came later or still ran, those that had started so lately that a
 * count of refused calls may still be restated, and the oldest, which retention takes next.
 */
export const frameSchema = z.object({
  newestId: z.number().int(),
  from: z.number(),
  to: z.number(),
  running: z.array(z.number().int()),
});

export type Frame = z.infer<typeof frameSchema>;

export interface Fringe {
  later: Knex.QueryBuilder;
  running: Knex.QueryBuilder;
  recent: Knex.QueryBuilder;
  oldest: Knex.QueryBuilder;
}

/** A query for each part of a tab's fringe; no session is in two of them. */
export const createFringe =
  ({ sessionsBy, sessionsById }: Pick<Database, 'sessionsBy' | 'sessionsById'>) =>
  (eventType: EventType, { newestId, from, to, running }: Frame): Fringe => {
    const inTab = (rows: Knex.QueryBuilder) => narrow(rows, { eventTypes: [eventType] });
    const notCounted = () =>
      inTab(sessionsBy('by_start')).where('id', '<=', newestId).whereNotIn('id', running);
    return {
      later: inTab(sessionsById()).where('id', '>', newestId),
      running: inTab(sessionsById()).whereIn('id', running),
      recent: notCounted().where('started_at', '>=', to),
      oldest: notCounted().where('started_at', '<', from),
    };
  };
