import { RowRefused } from '../store/database/refusal';
import type { EntryStore, NewEntry, SessionProgress, SessionStore } from '../store/types';
import type { LineBuffer } from './line-buffer';
import { countLine, type QueuedLine, type SessionRecord } from './session-record';

/** What of the store lines and sessions are written to. */
export interface QueueStore {
  sessions: Pick<SessionStore, 'insert' | 'renew' | 'end'>;
  entries: Pick<EntryStore, 'insert'>;
}

interface BatchWriterOptions {
  /** Not there before Strapi's bootstrap has made the database. */
  store: () => QueueStore;
  instanceId: string;
  buffer: LineBuffer;
  /** The database refuses something for what it holds: said once for each session. */
  onRefused: (text: string) => void;
  /** A text as it may be stored and shown, whatever the database put into it. */
  harmless: (text: string) => string;
}

interface RefusedLine {
  line: QueuedLine;
  /** In the database's own words. */
  reason: string;
}

const toProgress = (record: SessionRecord, id: number): SessionProgress => ({
  id,
  entryCount: record.entryCount,
  debugCount: record.debugCount,
  warningCount: record.warningCount,
  errorCount: record.errorCount,
  summary: record.summary,
  progress: record.progress,
});

const isStorable = ({ record }: QueuedLine) => !record.cleared && record.id !== null;

const toEntry = ({ record, sequence, timestamp, level, message, data }: QueuedLine): NewEntry => ({
  sessionId: record.id ?? 0,
  sequence,
  timestamp,
  level,
  message,
  data,
});

/** Carries sessions and lines of this process to the store. Whatever rejects can be done again. */
export const createBatchWriter = (options: BatchWriterOptions) => {
  const { store, instanceId, buffer, onRefused, harmless } = options;
  /** Sessions that aren't finally stored yet. */
  const records = new Set<SessionRecord>();
  const toldOf = new WeakSet<SessionRecord>();

  /** Nothing more is stored of it: its row is gone, or can't be written. */
  const forget = (record: SessionRecord) => {
    record.cleared = true;
    records.delete(record);
  };

  const forgetCleared = (ids: number[]) => {
    const missing = new Set(ids);
    for (const record of records) if (record.id !== null && missing.has(record.id)) forget(record);
  };

  const tell = (record: SessionRecord, text: string) => {
    if (!toldOf.has(record)) onRefused(text);
    toldOf.add(record);
  };

  const giveUp = (record: SessionRecord, reason: string) => {
    tell(record, `A session can not be stored, the database refuses it: ${reason}`);
    forget(record);
  };

  /** Answers null where the database refuses the session, which must not hold up the others. */
  const unlessRefused = async <Result>(record: SessionRecord, write: () => Promise<Result>) => {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      giveUp(record, error.message);
      return null;
    }
  };

  const storeNewSessions = async () => {
    for (const record of records) {
      if (record.id !== null) continue;
      const { ordinal, eventType, startedAt, initiatedBy, initiatorId, summary } = record;
      const origin = { instanceId, ordinal, eventType, startedAt, initiatedBy, initiatorId };
      record.id = await unlessRefused(record, () =>
        store().sessions.insert({ ...origin, summary })
      );
    }
  };

  /** Answers the lines that the database refuses for what they hold. */
  const storeLines = async (lines: QueuedLine[]): Promise<RefusedLine[]> => {
    const lineOf = new Map(lines.map((line) => [toEntry(line), line]));
    const { missing, refused } = await store().entries.insert([...lineOf.keys()]);
    forgetCleared(missing);
    return refused.flatMap(({ entry, reason }) => {
      const line = lineOf.get(entry);
      return line ? [{ line, reason }] : [];
    });
  };

  /** Makes of a refused line one that says so, in characters that no database refuses. */
  const replaceRefused = ({ line, reason }: RefusedLine) => {
    tell(line.record, `An entry can not be stored, the database refuses it: ${reason}`);
    buffer.rewrite(line, {
      level: line.level === 'error' ? 'error' : 'warn',
      message: harmless(`1 entry could not be stored, the database refused it: ${reason}`),
      data: null,
    });
  };

  const storeTaken = async (lines: QueuedLine[]) => {
    const refused = await storeLines(lines);
    if (refused.length === 0) return;
    refused.forEach(replaceRefused);
    const lost = await storeLines(refused.map(({ line }) => line));
    lost.forEach(({ line }) => countLine(line.record, line.level, -1));
  };

  return {
    records,

    /** Stores sessions that have no row yet, then up to `size` of the lines that wait. */
    async storeBatch(size: number) {
      await storeNewSessions();
      try {
        await storeTaken(buffer.take(size).filter(isStorable));
        buffer.stored();
      } catch (error) {
        buffer.returned();
        throw error;
      }
    },

    /** Stores the ends of sessions all of whose lines are stored. */
    async storeOutcomes() {
      for (const record of records) {
        const { id, outcome } = record;
        if (!outcome || id === null || buffer.holds(record)) continue;
        record.dirty = false;
        try {
          const isThere = await unlessRefused(record, () =>
            store().sessions.end({ ...toProgress(record, id), ...outcome })
          );
          if (isThere === false) forget(record);
        } catch (error) {
          record.dirty = true;
          throw error;
        }
        // A line that came meanwhile made it dirty again: it is stored once more with the true counts.
        if (!record.dirty) records.delete(record);
      }
    },

    /** Renews rows and heartbeats of running sessions. */
    async renew(which: (record: SessionRecord) => boolean) {
      const open = [...records].filter((record) => !record.outcome && which(record));
      const rows = open.flatMap((record) =>
        record.id === null ? [] : [toProgress(record, record.id)]
      );
      if (rows.length === 0) return;
      open.forEach((record) => {
        record.dirty = false;
      });
      try {
        const { missing, refused } = await store().sessions.renew(rows);
        forgetCleared(missing);
        open
          .filter(({ id }) => id !== null && refused.includes(id))
          .forEach((record) => giveUp(record, 'its row can not be changed'));
      } catch (error) {
        open.forEach((record) => {
          record.dirty = true;
        });
        throw error;
      }
    },
  };
};
