import type { Knex } from 'knex';
import type { Database } from '../database/database';
import { reasonOf } from '../../domain/error-reason';
import { RUNNING_DURATION } from '../database/rows';
import { inPlainCharacters, searchableText, shortText, storable } from '../../domain/stored-text';
import type {
  ChangeResult,
  NewSession,
  RefusedSession,
  SessionEnd,
  SessionProgress,
  Summarised,
} from '../types';

const jsonText = (value: unknown) => (value ? storable(JSON.stringify(value)) : null);

/** A summary with its parts, and what a search and a sort see of it. */
export const summaryColumns = ({ summary, summaryParts }: Summarised) => ({
  summary: shortText(summary),
  summary_text: searchableText(summary),
  summary_parts: jsonText(summaryParts),
});

const progressColumns = (session: SessionProgress) => ({
  ...summaryColumns(session),
  entry_count: session.entryCount,
  warning_count: session.warningCount,
  error_count: session.errorCount,
  progress_done: session.progress?.done ?? null,
  progress_total: session.progress?.total ?? null,
  problems: Number(session.warningCount + session.errorCount > 0),
  outcome: jsonText(session.outcome),
});

export const endColumns = (session: SessionEnd) => ({
  ...progressColumns(session),
  status: session.status,
  finished_at: session.finishedAt,
  duration_ms: session.durationMs,
  ...(session.status === 'failed' && { problems: 1 }),
});

const RUNNING = {
  status: 'in-progress',
  finished_at: null,
  duration_ms: RUNNING_DURATION,
} as const;

interface Texts extends Summarised {
  initiatedBy?: string;
}

/** Texts that every database can store. */
const inPlainTexts = <Session extends Texts>(session: Session): Session => ({
  ...session,
  summary: inPlainCharacters(session.summary),
  summaryParts: null,
  ...(session.initiatedBy && { initiatedBy: inPlainCharacters(session.initiatedBy) }),
});

type Write<Session, Result> = (session: Session, trx: Knex.Transaction) => Promise<Result>;

/**
 * Writes of several sessions are one transaction. Where the database refuses a session's texts, they
 * are stored in plain characters; refused even so, it's left out and reported.
 */
export const createSessionWrites = ({ knex, dialect, execute, sessions }: Database) => {
  /** One transaction is one write to the disk, which on SQLite holds the event loop. */
  const inTransaction = <Session, Result>(
    all: Session[],
    write: Write<Session, Result>
  ): Promise<Result[]> =>
    execute((connection) =>
      knex.transaction(
        async (trx) => {
          const results: Result[] = [];
          for (const session of all) results.push(await write(session, trx));
          return results;
        },
        { connection }
      )
    );

  /** The texts of a session are all of it that a database may refuse. */
  const writeAlone = async <Session extends Texts, Result>(
    session: Session,
    write: Write<Session, Result>
  ): Promise<Result | { refused: string }> => {
    let refused = '';
    for (const version of [session, inPlainTexts(session)]) {
      try {
        return (await inTransaction([version], write))[0];
      } catch (error) {
        if (!dialect.refusesRow(error)) throw error;
        refused = reasonOf(error);
      }
    }
    return { refused };
  };

  /** All in one transaction; where the database refuses a row, one by one. */
  const writeAll = async <Session extends Texts, Result>(
    all: Session[],
    write: Write<Session, Result>
  ): Promise<(Result | { refused: string })[]> => {
    if (all.length === 0) return [];
    try {
      return await inTransaction(all, write);
    } catch (error) {
      if (!dialect.refusesRow(error)) throw error;
    }
    const results: (Result | { refused: string })[] = [];
    for (const session of all) results.push(await writeAlone(session, write));
    return results;
  };

  const insertOne = async (session: NewSession, trx: Knex.Transaction) => {
    const key = { idempotency_key: storable(session.idempotencyKey) };
    await dialect.keepExisting(
      sessions()
        .transacting(trx)
        .insert({
          ...key,
          ...RUNNING,
          ...summaryColumns(session),
          instance_id: storable(session.instanceId),
          initiated_by: shortText(session.initiatedBy),
          initiated_by_text: searchableText(session.initiatedBy),
          initiator_id: session.initiatorId,
          event_type: session.eventType,
          started_at: session.startedAt,
          heartbeat_at: knex.raw(dialect.now),
          entry_count: 0,
          warning_count: 0,
          error_count: 0,
          problems: 0,
        })
    );
    const [{ id }] = await sessions().transacting(trx).select('id').where(key);
    return { id };
  };

  const change =
    <Session extends SessionProgress>(columns: (session: Session) => object) =>
    async (changed: Session[]): Promise<ChangeResult> => {
      // In the order of their ids, so that two processes never deadlock.
      const inOrder = [...changed].sort((a, b) => a.id - b.id);
      const results = await writeAll(inOrder, async (session, trx) => ({
        isMissing: await sessions()
          .transacting(trx)
          .where({ id: session.id })
          .update({ ...columns(session), heartbeat_at: knex.raw(dialect.now) })
          .then((count) => count === 0),
      }));
      const missing: number[] = [];
      const refused: RefusedSession[] = [];
      results.forEach((result, index) => {
        const { id } = inOrder[index];
        if ('refused' in result) refused.push({ id, reason: result.refused });
        else if (result.isMissing) missing.push(id);
      });
      return { missing, refused };
    };

  return {
    /**
     * Stores sessions, and returns the id of each, or why the database refuses it. Safe to repeat: where
     * an idempotency key is there already, its row's id is returned.
     */
    insert: (opened: NewSession[]) => writeAll(opened, insertOne),

    /**
     * Writes counts, summary and progress of running sessions, and renews their heartbeat by the
     * database's clock. A session that a sweep failed meanwhile is running again.
     */
    renew: change<SessionProgress>((session) => ({ ...progressColumns(session), ...RUNNING })),

    /** Ends sessions, also those that a sweep failed meanwhile. */
    end: change(endColumns),
  };
};
