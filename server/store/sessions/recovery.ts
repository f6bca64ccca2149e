import type { Database } from '../database/database';
import { statusColumns } from '../database/rows';
import { summaryColumns } from './session-writes';
import type { SessionStore } from '../types';

/** Failing sessions whose process is gone. */
export const createRecovery = ({
  knex,
  dialect,
  atOnce,
  sessions,
}: Database): Pick<SessionStore, 'failStale' | 'failInstances' | 'runningInstances'> => {
  const running = () => sessions().where({ status: 'in-progress' });

  /** Their last sign of life is their end, but never before their start, which another clock may have told. */
  const fail = (condemned: ReturnType<typeof running>, summary: string): Promise<number> =>
    atOnce((on) =>
      condemned
        .update({
          ...summaryColumns(summary),
          finished_at: knex.raw(dialect.greatest('heartbeat_at', 'started_at')),
          duration_ms: knex.raw(dialect.greatest('heartbeat_at - started_at', '0')),
          ...statusColumns('failed'),
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
      atOnce((on) => running().distinct().pluck('instance_id').connection(on)),
  };
};
