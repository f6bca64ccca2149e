import { inPlainCharacters } from '../../domain/plain-characters';
import type { Database } from '../database/database';
import { RUNNING_DURATION, statusColumns } from '../database/rows';
import { reasonOf, RowRefused } from '../database/refusal';
import { searchableText, shortText, sortKey, storable } from '../database/text';
import type { NewSession, SessionEnd, SessionProgress, SessionStore } from '../types';

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
  debug_count: session.debugCount,
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

interface Words {
  summary: string;
  initiatedBy?: string;
}

const inPlainWords = <Session extends Words>(session: Session): Session => ({
  ...session,
  summary: inPlainCharacters(session.summary),
  ...(session.initiatedBy && { initiatedBy: inPlainCharacters(session.initiatedBy) }),
});

/** Opening, renewing and ending sessions, by the word of the process that runs them. */
export const createSessionWrites = ({
  knex,
  dialect,
  atOnce,
  sessions,
}: Database): Pick<SessionStore, 'insert' | 'renew' | 'end'> => {
  /** The words of a session are the only thing in it that a database may dislike by itself. */
  const inWordsThatFit = async <Session extends Words, Result>(
    session: Session,
    write: (session: Session) => Promise<Result>
  ): Promise<Result> => {
    try {
      return await write(session);
    } catch (error) {
      if (!dialect.refusesRow(error)) throw error;
      return write(inPlainWords(session)).catch((again) => {
        throw dialect.refusesRow(again) ? new RowRefused(reasonOf(again)) : again;
      });
    }
  };

  const insert = (session: NewSession) =>
    atOnce(async (on) => {
      const origin = { instance_id: storable(session.instanceId), ordinal: session.ordinal };
      await dialect
        .keepExisting(
          sessions().insert({
            ...origin,
            ...RUNNING,
            ...initiatorColumns(session),
            ...summaryColumns(session.summary),
            event_type: session.eventType,
            started_at: session.startedAt,
            heartbeat_at: knex.raw(dialect.now),
            entry_count: 0,
            debug_count: 0,
            warning_count: 0,
            error_count: 0,
          })
        )
        .connection(on);
      const [{ id }] = await sessions().select('id').where(origin).connection(on);
      return id;
    });

  /** One transaction is one write to the disk, which on SQLite holds the event loop. Answers those that aren't there. */
  const renewTogether = (renewed: SessionProgress[]): Promise<number[]> =>
    atOnce((connection) =>
      knex.transaction(
        async (trx) => {
          const missing: number[] = [];
          for (const session of renewed) {
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
          return missing;
        },
        { connection }
      )
    );

  const renewOneByOne = async (renewed: SessionProgress[]) => {
    const missing: number[] = [];
    const refused: number[] = [];
    for (const session of renewed) {
      try {
        missing.push(...(await inWordsThatFit(session, (one) => renewTogether([one]))));
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error;
        refused.push(session.id);
      }
    }
    return { missing, refused };
  };

  const end = (session: SessionEnd) =>
    atOnce(async (on) => {
      const found = await sessions()
        .where({ id: session.id })
        .update({
          ...progressColumns(session),
          ...statusColumns(session.status),
          finished_at: session.finishedAt,
          duration_ms: session.durationMs,
          heartbeat_at: knex.raw(dialect.now),
        })
        .connection(on);
      return found > 0;
    });

  return {
    insert: (session) => inWordsThatFit(session, insert),

    async renew(renewed) {
      // In the order of their ids: two processes then never wait for each other's rows.
      const inOrder = [...renewed].sort((a, b) => a.id - b.id);
      try {
        return { missing: await renewTogether(inOrder), refused: [] };
      } catch (error) {
        if (!dialect.refusesRow(error)) throw error;
        return renewOneByOne(inOrder);
      }
    },

    end: (session) => inWordsThatFit(session, end),
  };
};
