import { eventTypeSchema } from '../../../shared/contracts';
import type { Database } from '../database/database';
import type { Summarised } from '../types';
import { summaryColumns } from './writes';

/** The last heartbeat, but never before the start, which another clock may have set. */
const END = 'case when heartbeat_at > started_at then heartbeat_at else started_at end';

/** Failing sessions whose process is dead. */
export const createRecovery = ({ knex, dialect, execute, sessions }: Database) => {
  /** Every tab is named, as the index of the status begins with it. */
  const running = () =>
    sessions().whereIn('event_type', eventTypeSchema.options).where({ status: 'in-progress' });

  const fail = (stale: ReturnType<typeof running>, summary: Summarised): Promise<number> =>
    execute((on) =>
      stale
        .update({
          ...summaryColumns(summary),
          finished_at: knex.raw(END),
          duration_ms: knex.raw(`${END} - started_at`),
          status: 'failed',
          problems: 1,
          // Last, as MySQL computes the end above from it; from now on it is when the session failed.
          heartbeat_at: knex.raw(dialect.now),
        })
        .connection(on)
    );

  return {
    /**
     * Fails running sessions of other instances whose heartbeat is older than `leaseMs` by the database's
     * clock, in one conditional UPDATE, so that two instances never both do it. Returns how many.
     */
    failStale: ({
      leaseMs,
      instanceId,
      ...summary
    }: Summarised & { leaseMs: number; instanceId: string }) =>
      fail(
        running()
          .whereNot({ instance_id: instanceId })
          .whereRaw(`heartbeat_at < ${dialect.now} - ?`, [leaseMs]),
        summary
      ),

    /** Fails the running sessions of the named instances, whatever their heartbeat. */
    failInstances: async ({ instanceIds, ...summary }: Summarised & { instanceIds: string[] }) =>
      instanceIds.length === 0 ? 0 : fail(running().whereIn('instance_id', instanceIds), summary),

    runningInstances: (): Promise<string[]> =>
      execute((on) => running().distinct().pluck('instance_id').connection(on)),
  };
};
