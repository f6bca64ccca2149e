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

/** The lines that were not stored: those of missing sessions, and those that were refused. */
interface Unstored {
  missing: number[];
  refused: RefusedEntry[];
}

const NOTHING: Unstored = { missing: [], refused: [] };

const concat = (parts: Unstored[]): Unstored => ({
  missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  refused: parts.flatMap(({ refused }) => refused),
});

/** Storing lines. */
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

  /** Without the lines of sessions that were cleared meanwhile. */
  const storeWithoutMissing = async (lines: NewEntry[], error: unknown): Promise<Unstored> => {
    const ids = [...new Set(lines.map(({ sessionId }) => sessionId))];
    const { sql, bindings } = dialect.isOneOf('id', ids);
    const present: number[] = await execute((on) =>
      sessions().whereRaw(sql, bindings).pluck('id').connection(on)
    );
    const missing = ids.filter((id) => !present.includes(id));
    // Otherwise this would be repeated without an end.
    if (missing.length === 0) throw error;
    const rest = lines.filter(({ sessionId }) => present.includes(sessionId));
    return concat([{ missing, refused: [] }, await storeAccepted(rest)]);
  };

  /** Finds the refused lines by bisection: one among a thousand takes some twenty statements. */
  const storeInHalves = async (lines: NewEntry[], error: unknown): Promise<Unstored> => {
    if (lines.length === 1) {
      return { missing: [], refused: [{ entry: lines[0], reason: reasonOf(error) }] };
    }
    await yieldToEventLoop();
    const middle = Math.ceil(lines.length / 2);
    return concat([
      await storeAccepted(lines.slice(0, middle)),
      await storeAccepted(lines.slice(middle)),
    ]);
  };

  const storeAccepted = async (lines: NewEntry[]): Promise<Unstored> => {
    if (lines.length === 0) return NOTHING;
    try {
      await insertRows(lines);
      return NOTHING;
    } catch (error) {
      if (dialect.isMissingSession(error)) return storeWithoutMissing(lines, error);
      if (dialect.refusesRow(error)) return storeInHalves(lines, error);
      throw error;
    }
  };

  return async (lines) => {
    let unstored = NOTHING;
    for (const chunk of toInserts(lines)) {
      const known = chunk.filter(({ sessionId }) => !unstored.missing.includes(sessionId));
      unstored = concat([unstored, await storeAccepted(known)]);
    }
    return unstored;
  };
};
