import { chunksOf } from '../pace/chunks';
import type { Database } from '../database/database';
import type { RowColumn } from '../database/dialect';
import { pause } from '../pace/pause';
import { reasonOf } from '../database/refusal';
import { messageSearchText, storable } from '../database/text';
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
 * Lines and bytes in one statement: it holds SQLite, and so Strapi, while it runs, and must fit MySQL's
 * smallest usual packet of 4 MB with every quote in it escaped. A longer one breaks the connection.
 */
const MAX_LINES_PER_INSERT = 1_000;
const MAX_BYTES_PER_INSERT = 1_000_000;

/** About as many bytes as the line takes; a message that isn't ASCII has a text to search beside it. */
const bytesOf = ({ message, data }: NewEntry) => {
  const bytes = Buffer.byteLength(message);
  return (bytes > message.length ? 2 * bytes : bytes) + Buffer.byteLength(data ?? '');
};

const insertsOf = (lines: NewEntry[]): NewEntry[][] => {
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

/** What of some lines was not stored, and why. */
interface Leftover {
  missing: number[];
  refused: RefusedEntry[];
}

const NOTHING: Leftover = { missing: [], refused: [] };

const together = (parts: Leftover[]): Leftover => ({
  missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  refused: parts.flatMap(({ refused }) => refused),
});

const inHalves = (lines: NewEntry[]): NewEntry[][] => {
  const middle = Math.ceil(lines.length / 2);
  return [lines.slice(0, middle), lines.slice(middle)];
};

/** Storing lines, and knowing which sessions are there to take them. */
export const createEntryWrites = ({
  knex,
  dialect,
  atOnce,
  sessions,
  entriesTable,
}: Database): { insert: EntryStore['insert']; existing(ids: number[]): Promise<Set<number>> } => {
  const existing = async (ids: number[]) => {
    const found = new Set<number>();
    for (const chunk of chunksOf(ids, dialect.maxBindings)) {
      const rows: number[] = await atOnce((on) =>
        sessions().whereIn('id', chunk).pluck('id').connection(on)
      );
      rows.forEach((id) => found.add(id));
    }
    return found;
  };

  const names = COLUMNS.map(({ name }) => name);
  const insertBulk = `${knex.raw('insert into ?? (??)', [entriesTable, names]).toQuery()} ${dialect.bulk.sql(COLUMNS)}`;

  const store = async (lines: NewEntry[]) => {
    const value = dialect.bulk.value(lines.map(toRow));
    await atOnce((on) => knex.raw(insertBulk, [value]).connection(on));
  };

  /** Sessions that were cleared meanwhile take no lines; those of the others are stored all the same. */
  const storeWithoutMissing = async (lines: NewEntry[], error: unknown): Promise<Leftover> => {
    const ids = [...new Set(lines.map(({ sessionId }) => sessionId))];
    const there = await existing(ids);
    const missing = ids.filter((id) => !there.has(id));
    // All there again would be a contradiction; repeating would never end.
    if (missing.length === 0) throw error;
    const rest = lines.filter(({ sessionId }) => there.has(sessionId));
    return together([{ missing, refused: [] }, await storeWhatCan(rest)]);
  };

  /** Finds the lines that the database refuses by halving: one among a thousand takes some twenty statements. */
  const storeInHalves = async (lines: NewEntry[], error: unknown): Promise<Leftover> => {
    if (lines.length === 1) {
      return { missing: [], refused: [{ entry: lines[0], reason: reasonOf(error) }] };
    }
    await pause();
    const [first, second] = inHalves(lines);
    return together([await storeWhatCan(first), await storeWhatCan(second)]);
  };

  const storeWhatCan = async (lines: NewEntry[]): Promise<Leftover> => {
    if (lines.length === 0) return NOTHING;
    try {
      await store(lines);
      return NOTHING;
    } catch (error) {
      if (dialect.isMissingSession(error)) return storeWithoutMissing(lines, error);
      if (dialect.refusesRow(error)) return storeInHalves(lines, error);
      throw error;
    }
  };

  return {
    existing,
    async insert(lines) {
      let left = NOTHING;
      for (const chunk of insertsOf(lines)) {
        const known = chunk.filter(({ sessionId }) => !left.missing.includes(sessionId));
        left = together([left, await storeWhatCan(known)]);
      }
      return left;
    },
  };
};
