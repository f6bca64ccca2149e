import { eventTypeSchema } from '../../../shared/contracts';
import type { Database } from '../database/database';
import type { SessionStore } from '../types';
import { summaryColumns } from './writes';

/** The last heartbeat, but never before the start, which another clock may have set. */
const END = 'case when heartbeat_at > started_at then heartbeat_at else started_at end';

/** Failing sessions whose process is dead. */
export const createRecovery = ({
  knex,
  dialect,
  execute,
  sessions,
}: Database): Pick<SessionStore, 'failStale' | 'failInstances' | 'runningInstances'> => {
  /** Every tab is named, as the index of the status begins with it. */
  const running = () =>
    sessions().whereIn('event_type', eventTypeSchema.options).where({ status: 'in-progress' });

  const fail = (stale: ReturnType<typeof running>, summary: string): Promise<number> =>
    execute((on) =>
      stale
        .update({
          ...summaryColumns(summary),
          finished_at: knex.raw(END),
          duration_ms: knex.raw(`${END} - started_at`),
          status: 'failed',
        })
        .connection(on)
    );

  return {
    failStale: ({ leaseMs, summary, instanceId }) =>
      fail(
        running()
          .whereNot({ instance_id: instanceId })
          .whereRaw(`heartbeat_at < ${dialect.now} - ?`, [leaseMs]),
        summary
      ),

    failInstances: async ({ instanceIds, summary }) =>
      instanceIds.length === 0 ? 0 : fail(running().whereIn('instance_id', instanceIds), summary),

    runningInstances: () =>
      execute((on) => running().distinct().pluck('instance_id').connection(on)),
  };
};
