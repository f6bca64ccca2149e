import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EndedSession } from '../../shared/contracts';
import type { ChangeResult, EntryStore, NewEntry, SessionStore } from '../store/types';
import type { LineBuffer } from './line-buffer';
import type { OwnLog } from './own-log';
import { countLine, progressOf, type QueuedLine, type SessionRecord } from './session-record';

/** The part of the store that sessions and lines are written to. */
export interface QueueStore {
  sessions: Pick<SessionStore, 'insert' | 'renew' | 'end'>;
  entries: Pick<EntryStore, 'insert'>;
}

export interface BatchWriterOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => QueueStore;
  buffer: LineBuffer;
  log: Pick<OwnLog, 'error'>;
  /** A text that any database stores and any console shows. */
  sanitise: (text: string) => string;
  /** Called once for each session, when its end is stored. */
  onEnd?: (session: EndedSession) => void;
}

/** Sessions of one transaction; a larger one would hold SQLite's event loop for too long. */
export const SESSIONS_PER_BATCH = 50;

type StoredRecord = SessionRecord & { id: number };
type EndedRecord = StoredRecord & { result: NonNullable<SessionRecord['result']> };

const isStored = (record: SessionRecord): record is StoredRecord => record.id !== null;
const isEnded = (record: SessionRecord): record is EndedRecord =>
  isStored(record) && record.result !== null;

const toEntry = ({ record, sequence, timestamp, level, message, data, content }: QueuedLine) => ({
  sessionId: record.id ?? 0,
  sequence,
  timestamp,
  level,
  message,
  data,
  content,
});

const toEndedSession = (record: EndedRecord): EndedSession => {
  const { id, summary, entryCount, warningCount, errorCount, result } = record;
  const { eventType, startedAt, initiatedBy } = record.opened;
  const counts = { entryCount, warningCount, errorCount };
  return { id, eventType, startedAt, initiatedBy, summary, ...counts, ...result };
};

const setDirty = (records: SessionRecord[], dirty: boolean) => {
  for (const record of records) record.dirty = dirty;
};

/** Carries sessions and lines of this process to the store. Whatever rejects can be repeated. */
export const createBatchWriter = (options: BatchWriterOptions) => {
  const { store, buffer, log, sanitise, onEnd } = options;
  /** Sessions whose end isn't stored yet. */
  const records = new Set<SessionRecord>();
  const reported = new WeakSet<SessionRecord>();
  const announced = new WeakSet<SessionRecord>();

  const discard = (record: SessionRecord) => {
    record.discarded = true;
    records.delete(record);
  };

  const reportOnce = (record: SessionRecord, text: string) => {
    if (!reported.has(record)) log.error(text);
    reported.add(record);
  };

  const giveUp = (record: SessionRecord, reason: string) => {
    reportOnce(record, `A session cannot be stored, the database refuses it: ${reason}`);
    discard(record);
  };

  const discardMissing = (ids: number[]) => {
    const missing = new Set<number | null>(ids);
    if (missing.size > 0) [...records].filter(({ id }) => missing.has(id)).forEach(discard);
  };

  const inBatches = async <Item>(items: Item[], write: (batch: Item[]) => Promise<void>) => {
    for (let start = 0; start < items.length; start += SESSIONS_PER_BATCH) {
      await write(items.slice(start, start + SESSIONS_PER_BATCH));
      await nextTurn();
    }
  };

  const insert = async (batch: SessionRecord[]) => {
    const results = await store().sessions.insert(
      batch.map(({ opened, summary, summaryParts }) => ({ ...opened, summary, summaryParts }))
    );
    results.forEach((result, index) => {
      if ('id' in result) batch[index].id = result.id;
      else giveUp(batch[index], result.refused);
    });
  };

  /** Writes changes of sessions; what changes meanwhile makes them dirty again. */
  const change = async <Item extends StoredRecord>(
    batch: Item[],
    write: (batch: Item[]) => Promise<ChangeResult>
  ) => {
    setDirty(batch, false);
    try {
      const { missing, refused } = await write(batch);
      discardMissing(missing);
      for (const { id, reason } of refused) {
        batch.filter((record) => record.id === id).forEach((record) => giveUp(record, reason));
      }
    } catch (error) {
      setDirty(batch, true);
      throw error;
    }
  };

  const announce = (record: EndedRecord) => {
    if (record.discarded || announced.has(record)) return;
    announced.add(record);
    try {
      onEnd?.(toEndedSession(record));
    } catch {
      // Its end is stored all the same.
    }
  };

  const end = async (sessions: EndedRecord[]) => {
    // A line that came meanwhile is stored first.
    const batch = sessions.filter((record) => !buffer.holds(record));
    await change(batch, (ended) =>
      store().sessions.end(ended.map((record) => ({ ...progressOf(record), ...record.result })))
    );
    batch.forEach(announce);
    // One that a line came to during the write is stored once more, with the true counts.
    batch.filter(({ dirty }) => !dirty).forEach((record) => records.delete(record));
  };

  const renew = (batch: StoredRecord[]) =>
    change(batch, (open) => store().sessions.renew(open.map(progressOf)));

  /** Returns the lines that the database refuses for what they hold, with the reason. */
  const insertLines = async (lines: QueuedLine[]) => {
    const entries: NewEntry[] = lines.map(toEntry);
    const { missing, refused } = await store().entries.insert(entries);
    discardMissing(missing);
    return refused.map(({ entry, reason }) => ({ line: lines[entries.indexOf(entry)], reason }));
  };

  const replaceRefused = (line: QueuedLine, reason: string) => {
    reportOnce(line.record, `An entry cannot be stored, the database refuses it: ${reason}`);
    buffer.change(line, {
      level: line.level === 'error' ? 'error' : 'warn',
      message: sanitise(`1 entry could not be stored, the database refused it: ${reason}`),
      data: null,
      content: null,
    });
  };

  const writeLines = async (lines: QueuedLine[]) => {
    const refused = await insertLines(lines);
    if (refused.length === 0) return;
    refused.forEach(({ line, reason }) => replaceRefused(line, reason));
    const lost = await insertLines(refused.map(({ line }) => line));
    lost.forEach(({ line }) => countLine(line.record, line.level, -1));
  };

  return {
    records,

    /** Writes the sessions that have no row now, and calls `betweenBatches` after each batch of them. */
    storeNewSessions: (betweenBatches: () => Promise<void>) =>
      inBatches(
        [...records].filter((record) => !isStored(record)),
        async (batch) => {
          await insert(batch);
          await nextTurn();
          await betweenBatches();
        }
      ),

    /** Writes up to `size` of the lines that wait; `reason` is why lines were dropped. */
    async storeLines(size: number, reason: string) {
      try {
        const lines = buffer.dequeue(size, reason).filter(({ record }) => !record.discarded);
        if (lines.length > 0) await writeLines(lines);
        buffer.acknowledge();
      } catch (error) {
        buffer.requeue();
        throw error;
      }
    },

    /** Writes the ends of sessions all of whose lines are stored, `limit` at most. */
    storeEnds: (limit = Infinity) =>
      inBatches(
        [...records]
          .filter(isEnded)
          .filter((record) => !buffer.holds(record))
          .slice(0, limit),
        end
      ),

    /** Writes counts and heartbeats of the running sessions that `which` selects. */
    renew: (which: (record: SessionRecord) => boolean) =>
      inBatches(
        [...records].filter(isStored).filter((record) => !record.result && which(record)),
        renew
      ),
  };
};
