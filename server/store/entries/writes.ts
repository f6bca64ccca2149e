import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Database } from '../database/database';
import type { RowColumn } from '../database/dialect';
import { reasonOf } from '../../domain/error-reason';
import { messageSearchText, storable } from '../../domain/stored-text';
import type { EntryStore, NewEntry, RefusedEntry } from '../types';

interface EntryColumn extends RowColumn {
  /** `message` is the entry's own, as it can be stored. */
  of(entry: NewEntry, message: string): string | number | null;
}

const COLUMNS: EntryColumn[] = [
  { name: 'session_id', type: 'number', of: ({ sessionId }) => sessionId },
  { name: 'sequence', type: 'number', of: ({ sequence }) => sequence },
  { name: 'level', type: 'text', of: ({ level }) => level },
  { name: 'timestamp', type: 'number', of: ({ timestamp }) => timestamp },
  { name: 'message', type: 'text', of: (_, message) => message },
  { name: 'search_text', type: 'text', of: (_, message) => messageSearchText(message) },
  { name: 'data', type: 'text', of: ({ data }) => (data === null ? null : storable(data)) },
];

const toRow = (entry: NewEntry) => {
  const message = storable(entry.message);
  return COLUMNS.map(({ of }) => of(entry, message));
};

/**
 * Lines and bytes of one statement: on SQLite it holds the event loop, and it must fit a packet of 1 MB of
 * MySQL, in which a quote takes up to four bytes: a longer one breaks the connection.
 */
const MAX_LINES_PER_INSERT = 1_000;
const MAX_BYTES_PER_INSERT = 240_000;

/** An estimate of a line's bytes; a message that isn't ASCII has a search text beside it. */
const bytesOf = ({ message, data }: NewEntry) => {
  const bytes = Buffer.byteLength(message);
  return (bytes > message.length ? 2 * bytes : bytes) + Buffer.byteLength(data ?? '');
};

const toInserts = (lines: NewEntry[]): NewEntry[][] => {
  const inserts: NewEntry[][] = [];
  let bytes = Infinity;
  for (const line of lines) {
    const current = inserts[inserts.length - 1];
    bytes += bytesOf(line);
    if (bytes > MAX_BYTES_PER_INSERT || current.length === MAX_LINES_PER_INSERT) {
      inserts.push([line]);
      bytes = bytesOf(line);
    } else current.push(line);
  }
  return inserts;
};

export const createEntryInsert = ({
  knex,
  dialect,
  execute,
  sessions,
  entriesTable,
}: Database): EntryStore['insert'] => {
  const names = COLUMNS.map(({ name }) => name);
  const insertBulk = `${knex.raw('insert into ?? (??)', [entriesTable, names]).toQuery()} ${dialect.bulk.sql(COLUMNS)}`;

  const insertRows = async (lines: NewEntry[]) => {
    const value = dialect.bulk.value(lines.map(toRow));
    await execute((on) => knex.raw(insertBulk, [value]).connection(on));
  };

  const missingAmong = async (ids: number[]): Promise<number[]> => {
    const { sql, bindings } = dialect.isOneOf('id', ids);
    const present: number[] = await execute((on) =>
      sessions().whereRaw(sql, bindings).pluck('id').connection(on)
    );
    return ids.filter((id) => !present.includes(id));
  };

  return async (lines) => {
    const missing = new Set<number>();
    const refused: RefusedEntry[] = [];

    const store = async (some: NewEntry[]): Promise<void> => {
      const batch = some.filter(({ sessionId }) => !missing.has(sessionId));
      if (batch.length === 0) return;
      try {
        await insertRows(batch);
      } catch (error) {
        await storeInParts(batch, error);
      }
    };

    /** Without the lines of sessions that were cleared meanwhile; refused ones are found by bisection. */
    const storeInParts = async (batch: NewEntry[], error: unknown): Promise<void> => {
      if (dialect.isMissingSession(error)) {
        const cleared = await missingAmong([...new Set(batch.map(({ sessionId }) => sessionId))]);
        if (cleared.length === 0) throw error;
        cleared.forEach((id) => missing.add(id));
        return store(batch);
      }
      if (!dialect.refusesRow(error)) throw error;
      if (batch.length === 1) {
        refused.push({ entry: batch[0], reason: reasonOf(error) });
        return;
      }
      await yieldToEventLoop();
      const middle = Math.ceil(batch.length / 2);
      await store(batch.slice(0, middle));
      await store(batch.slice(middle));
    };

    for (const batch of toInserts(lines)) await store(batch);
    return { missing: [...missing], refused };
  };
};
