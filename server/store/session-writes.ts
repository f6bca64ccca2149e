import type { Database } from './database';
import { RUNNING_DURATION, statusColumns } from './rows';
import { searchableText, shortText, sortKey, storable } from './text';
import type { NewSession, SessionProgress, SessionStore } from './types';

const initiatorColumns = ({ initiatedBy, initiatorId }: NewSession) => ({
  initiated_by: shortText(initiatedBy),
  initiated_by_text: searchableText(initiatedBy),
  initiated_by_key: sortKey(initiatedBy),
  initiator_id: initiatorId,
});

/** A summary, and what a search and a sort see of it. */
export const summaryColumns = (summary: string) => ({
  summary: shortText(summary),
  summary_text: searchableText(summary),
  summary_key: sortKey(summary),
});

const progressColumns = (session: SessionProgress) => ({
  ...summaryColumns(session.summary),
  entry_count: session.entryCount,
  warning_count: session.warningCount,
  error_count: session.errorCount,
  progress_done: session.progress?.done ?? null,
  progress_total: session.progress?.total ?? null,
});

const RUNNING = {
  ...statusColumns('in-progress'),
  finished_at: null,
  duration_ms: RUNNING_DURATION,
};

/** Opening, renewing and ending sessions, by the word of the process that runs them. */
export const createSessionWrites = ({
  knex,
  dialect,
  sessions,
}: Database): Pick<SessionStore, 'insert' | 'renew' | 'end'> => ({
  async insert(session) {
    const origin = { instance_id: storable(session.instanceId), ordinal: session.ordinal };
    await dialect.keepExisting(
      sessions().insert({
        ...origin,
        ...RUNNING,
        ...initiatorColumns(session),
        ...summaryColumns(session.summary),
        event_type: session.eventType,
        started_at: session.startedAt,
        heartbeat_at: knex.raw(dialect.now),
        entry_count: 0,
        warning_count: 0,
        error_count: 0,
      })
    );
    const [{ id }] = await sessions().select('id').where(origin);
    return id;
  },

  async renew(renewed) {
    const missing: number[] = [];
    // In the order of their ids: two processes then never wait for each other's rows.
    const inOrder = [...renewed].sort((a, b) => a.id - b.id);
    // One transaction is one write to the disk, which on SQLite holds the event loop.
    await knex.transaction(async (trx) => {
      for (const session of inOrder) {
        const found = await sessions()
          .transacting(trx)
          .where({ id: session.id })
          .update({
            ...RUNNING,
            ...progressColumns(session),
            heartbeat_at: knex.raw(dialect.now),
          });
        if (found === 0) missing.push(session.id);
      }
    });
    return { missing };
  },

  async end(session) {
    const found = await sessions()
      .where({ id: session.id })
      .update({
        ...progressColumns(session),
        ...statusColumns(session.status),
        finished_at: session.finishedAt,
        duration_ms: session.durationMs,
        heartbeat_at: knex.raw(dialect.now),
      });
    return found > 0;
  },
});
