import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { eventTypeSchema } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { toSession, type SessionRow } from '../database/rows';
import type { SessionEnd, StaleSession } from '../types';
import { endColumns } from './writes';

interface Staleness {
  /** The process that looks: its own sessions are alive. */
  instanceId: string;
  /** Milliseconds, by the database's clock. */
  leaseMs: number;
  /** Processes whose sessions don't wait for their lease to be over. */
  deadInstances: string[];
}

/** Failing sessions whose process is dead. */
export const createRecovery = ({ knex, dialect, execute, sessions }: Database) => {
  /** Every tab is named, as the index of the status begins with it. */
  const running = () =>
    sessions().whereIn('event_type', eventTypeSchema.options).where({ status: 'in-progress' });

  const findStale = ({ instanceId, leaseMs, deadInstances }: Staleness): Promise<SessionRow[]> =>
    execute((on) =>
      running()
        .whereNot({ instance_id: instanceId })
        .where((stale) =>
          stale
            .whereIn('instance_id', deadInstances)
            .orWhereRaw(`heartbeat_at < ${dialect.now} - ?`, [leaseMs])
        )
        .connection(on)
    );

  /** False where it has been renewed, or failed by another instance, since it was found. */
  const fail = async ({ id, heartbeat_at }: SessionRow, end: SessionEnd): Promise<boolean> => {
    const changed: number = await execute((on) =>
      running()
        .where({ id, heartbeat_at })
        // From now on the heartbeat is when the session was failed.
        .update({ ...endColumns(end), heartbeat_at: knex.raw(dialect.now) })
        .connection(on)
    );
    return changed > 0;
  };

  return {
    /**
     * Fails running sessions of dead processes, and those of others whose heartbeat is older than
     * `leaseMs`, with the end that `endOf` returns for each. Returns those that it failed.
     */
    async failStale<End extends SessionEnd>(
      staleness: Staleness,
      endOf: (session: StaleSession) => Promise<End>
    ): Promise<End[]> {
      const failed: End[] = [];
      for (const row of await findStale(staleness)) {
        const end = await endOf({ ...toSession(row), heartbeatAt: Number(row.heartbeat_at) });
        if (await fail(row, end)) failed.push(end);
        await yieldToEventLoop();
      }
      return failed;
    },

    runningInstances: (): Promise<string[]> =>
      execute((on) => running().distinct().pluck('instance_id').connection(on)),
  };
};
