import { z } from 'zod';
import type { EventType } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { frameSchema } from './fringe';
import { patiently, type Manner } from '../database/patience';
import type { MilestoneRow } from '../database/rows';
import type { Walk } from '../walks/walk';

/** What was counted along an order of a tab, or of one status in it. */
const laidSchema = z.object({
  frame: frameSchema,
  /** Settled sessions in all. */
  settled: z.number().int(),
  /** In ascending order; `settled` sessions are up to the place, with those at it. */
  milestones: z.array(
    z.object({ place: z.array(z.union([z.string(), z.number()])), settled: z.number().int() })
  ),
});

/** By when they started: the settled sessions up to the first milestone, from there to the second, and past the last. */
const byTimeSchema = z.object({
  cells: z.object({ widthMs: z.number().int(), firstMs: z.number().int() }),
  /** As domain/time-cells writes counts. */
  stretches: z.array(z.string()),
});

export type Laid = z.infer<typeof laidSchema>;
export type LaidByTime = z.infer<typeof byTimeSchema>;

/** Null where it isn't what this version writes. */
const parsed = <Value>(schema: z.ZodType<Value>, text?: string): Value | null => {
  try {
    return text === undefined ? null : schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const keyOf = ({
  narrowing,
  sort,
}: Walk): Pick<MilestoneRow, 'event_type' | 'status' | 'sort_field'> => ({
  event_type: narrowing.eventTypes[0],
  status: narrowing.status ?? 'any',
  sort_field: sort.field,
});

/** Milestones as they are stored, for walks through one tab. */
export const createMilestoneRecords = (
  { milestones, sessionsById }: Pick<Database, 'milestones' | 'sessionsById'>,
  manner: Manner = patiently
) => {
  /** Both columns in one statement, as they are of one moment. */
  const readRow = async (walk: Walk, columns: ('laid' | 'by_time')[]) => {
    const rows: Partial<MilestoneRow>[] = await manner((on) =>
      milestones().where(keyOf(walk)).select(columns).connection(on)
    );
    return rows[0];
  };

  const removeAll = (eventType: EventType) =>
    manner((on) => milestones().where({ event_type: eventType }).delete().connection(on));

  return {
    /** Null where none are laid. */
    async read(walk: Walk): Promise<Laid | null> {
      const row = await readRow(walk, ['laid']);
      return parsed(laidSchema, row?.laid);
    },

    /** Null where none are laid. */
    async readWithTime(walk: Walk): Promise<{ laid: Laid; byTime: LaidByTime } | null> {
      const row = await readRow(walk, ['laid', 'by_time']);
      const laid = parsed(laidSchema, row?.laid);
      const byTime = parsed(byTimeSchema, row?.by_time);
      return laid && byTime && { laid, byTime };
    },

    /** Nothing is left of them where "Clear logs" came meanwhile. */
    async write(walk: Walk, laid: Laid, byTime: LaidByTime): Promise<void> {
      const key = keyOf(walk);
      const texts = { laid: JSON.stringify(laid), by_time: JSON.stringify(byTime) };
      await manner((on) =>
        milestones()
          .insert({ ...key, ...texts })
          .onConflict(['event_type', 'status', 'sort_field'])
          .merge(['laid', 'by_time'])
          .connection(on)
      );
      const ids: number[] = await manner((on) =>
        sessionsById().where('id', laid.frame.newestId).pluck('id').connection(on)
      );
      if (ids.length === 0) await removeAll(key.event_type);
    },

    removeAll,
  };
};
