import { z } from 'zod';
import type { EventType, SortField } from '../../shared/contracts';
import type { Database } from './database';
import { frameSchema } from './fringe';
import { patiently, type Manner } from './patience';

/** What one order of one tab was counted to be like. */
const laidSchema = z.object({
  frame: frameSchema,
  /** Settled sessions in all. */
  settled: z.number().int(),
  /** In ascending order; `rows` settled sessions are up to the place, with those at it. */
  milestones: z.array(
    z.object({ place: z.array(z.union([z.string(), z.number()])), rows: z.number().int() })
  ),
});

export type Laid = z.infer<typeof laidSchema>;

/** Null where it isn't what this version writes. */
const parsed = (text: string): Laid | null => {
  try {
    return laidSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Milestones as they are stored. */
export const createMilestoneRecords = (
  { milestones, sessionsById }: Pick<Database, 'milestones' | 'sessionsById'>,
  manner: Manner = patiently
) => {
  const of = (eventType: EventType, field: SortField) =>
    milestones().where({ event_type: eventType, sort_field: field });

  const removeAll = (eventType: EventType) =>
    manner((on) => milestones().where({ event_type: eventType }).delete().connection(on));

  return {
    /** Null where none are laid. */
    async read(eventType: EventType, field: SortField): Promise<Laid | null> {
      const [row] = await manner((on) => of(eventType, field).select('laid').connection(on));
      return row ? parsed(row.laid) : null;
    },

    /** Nothing is left of them where "Clear logs" came meanwhile. */
    async write(eventType: EventType, field: SortField, laid: Laid): Promise<void> {
      const row = { event_type: eventType, sort_field: field, laid: JSON.stringify(laid) };
      await manner((on) =>
        milestones()
          .insert(row)
          .onConflict(['event_type', 'sort_field'])
          .merge(['laid'])
          .connection(on)
      );
      const ids: number[] = await manner((on) =>
        sessionsById().where('id', laid.frame.newestId).pluck('id').connection(on)
      );
      if (ids.length === 0) await removeAll(eventType);
    },

    removeAll,
  };
};
