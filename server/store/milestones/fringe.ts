import type { Knex } from 'knex';
import { z } from 'zod';
import { intersect, type Range } from '../../domain/ranges';
import type { Database } from '../database/database';
import { narrow, type Narrowing } from '../filters/session-filter';
import { within } from '../walks/windows';

/**
 * Between what the sessions of a tab are settled: there when this was written down, started from `from`
 * up to `to`, and not one of the `running`. Settled sessions keep their places in all orders. All others
 * are the fringe: those that came later or still ran, those that had started so lately that a count of
 * refused calls may still be restated, and the oldest, which retention takes next.
 */
export const frameSchema = z.object({
  newestId: z.number().int(),
  from: z.number(),
  to: z.number(),
  running: z.array(z.number().int()),
});

export type Frame = z.infer<typeof frameSchema>;

export interface Fringe {
  /** A query for each part of it; no session is in two of them. */
  parts: Knex.QueryBuilder[];
  recent: Knex.QueryBuilder;
}

/** Queries for the fringe, as far as the narrowing lets its sessions through. */
export const createFringe =
  ({ sessionsBy, sessionsById }: Pick<Database, 'sessionsBy' | 'sessionsById'>) =>
  (narrowing: Narrowing, { newestId, from, to, running }: Frame): Fringe => {
    const wanted = { from: narrowing.from ?? -Infinity, to: narrowing.to ?? Infinity };
    const byId = () => narrow(sessionsById(), narrowing);
    /** The times of both as one: SQLite goes by the first that it's told. */
    const started = (time: Range) =>
      narrow(sessionsBy('by_start'), within(narrowing, intersect(wanted, time)))
        .where('id', '<=', newestId)
        .whereNotIn('id', running);
    const recent = started({ from: to, to: Infinity });
    const parts = [
      byId().where('id', '>', newestId),
      recent,
      started({ from: -Infinity, to: from }),
      ...(running.length > 0 ? [byId().whereIn('id', running)] : []),
    ];
    return { parts, recent };
  };
