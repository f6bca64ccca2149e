import type { Database } from './database';
import { statusColumns } from './rows';
import { summaryColumns } from './session-writes';
import type { SessionStore } from './types';

/** Failing sessions whose process is gone. */
export const createRecovery = ({
  knex,
  dialect,
  sessions,
}: Database): Pick<SessionStore, 'failStale' | 'failInstances' | 'runningInstances'> => {
  const running = () => sessions().where({ status: 'in-progress' });

  /** Their last sign of life is their end. Two clocks made the two ends of the duration, so it might be negative. */
  const fail = (condemned: ReturnType<typeof running>, summary: string) =>
    condemned.update({
      ...summaryColumns(summary),
      finished_at: knex.ref('heartbeat_at'),
      duration_ms: knex.raw(dialect.greatest('heartbeat_at - started_at', '0')),
      ...statusColumns('failed'),
    });

  return {
    failStale: ({ leaseMs, summary }) =>
      fail(running().whereRaw(`heartbeat_at < ${dialect.now} - ?`, [leaseMs]), summary),

    failInstances: async ({ instanceIds, summary }) =>
      instanceIds.length === 0 ? 0 : fail(running().whereIn('instance_id', instanceIds), summary),

    runningInstances: () => running().distinct().pluck('instance_id'),
  };
};
