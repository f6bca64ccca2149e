import { chunksOf } from './chunks';
import type { Database } from './database';
import type { RowColumn } from './dialect';
import { messageSearchText, storable } from './text';
import type { EntryStore, NewEntry } from './types';

const entryColumns = (entry: NewEntry) => {
  const message = storable(entry.message);
  return {
    session_id: entry.sessionId,
    sequence: entry.sequence,
    level: entry.level,
    timestamp: entry.timestamp,
    message,
    search_text: messageSearchText(message),
    data: entry.data === null ? null : storable(entry.data),
  };
};

const COLUMNS: (RowColumn & { name: keyof ReturnType<typeof entryColumns> })[] = [
  { name: 'session_id', type: 'number' },
  { name: 'sequence', type: 'number' },
  { name: 'level', type: 'text' },
  { name: 'timestamp', type: 'number' },
  { name: 'message', type: 'text' },
  { name: 'search_text', type: 'text' },
  { name: 'data', type: 'text' },
];

/** Lines and characters in one statement: it holds SQLite, and so Strapi, while it runs, and must fit MySQL's smallest usual packet of 4 MB. */
const MAX_LINES_PER_INSERT = 1_000;
const MAX_CHARACTERS_PER_INSERT = 1_000_000;

const lengthOf = ({ message, data }: NewEntry) => message.length + (data?.length ?? 0);

const insertsOf = (lines: NewEntry[]): NewEntry[][] => {
  const inserts: NewEntry[][] = [];
  let characters = Infinity;
  for (const line of lines) {
    const current = inserts[inserts.length - 1];
    characters += lengthOf(line);
    if (characters > MAX_CHARACTERS_PER_INSERT || current.length === MAX_LINES_PER_INSERT) {
      inserts.push([line]);
      characters = lengthOf(line);
    } else current.push(line);
  }
  return inserts;
};

/** Storing lines, and knowing which sessions are there to take them. */
export const createEntryWrites = ({
  knex,
  dialect,
  sessions,
  entriesTable,
}: Database): { insert: EntryStore['insert']; existing(ids: number[]): Promise<Set<number>> } => {
  const existing = async (ids: number[]) => {
    const found = new Set<number>();
    for (const chunk of chunksOf(ids, dialect.maxBindings)) {
      const rows: number[] = await sessions().whereIn('id', chunk).pluck('id');
      rows.forEach((id) => found.add(id));
    }
    return found;
  };

  const names = COLUMNS.map(({ name }) => name);
  const insertBulk = `${knex.raw('insert into ?? (??)', [entriesTable, names]).toQuery()} ${dialect.bulk.sql(COLUMNS)}`;

  const store = async (lines: NewEntry[]) => {
    const rows = lines.map(entryColumns).map((row) => names.map((name) => row[name]));
    await knex.raw(insertBulk, [dialect.bulk.value(rows)]);
  };

  /** Stores what it can; answers the sessions that aren't there. */
  const storeChunk = async (chunk: NewEntry[]): Promise<number[]> => {
    try {
      await store(chunk);
      return [];
    } catch (error) {
      if (!dialect.isMissingSession(error)) throw error;
      const ids = [...new Set(chunk.map(({ sessionId }) => sessionId))];
      const there = await existing(ids);
      const missing = ids.filter((id) => !there.has(id));
      // All there again would be a contradiction; repeating would never end.
      if (missing.length === 0) throw error;
      const rest = chunk.filter(({ sessionId }) => there.has(sessionId));
      return [...missing, ...(rest.length > 0 ? await storeChunk(rest) : [])];
    }
  };

  return {
    existing,
    async insert(lines) {
      const missing = new Set<number>();
      for (const chunk of insertsOf(lines)) {
        const known = chunk.filter(({ sessionId }) => !missing.has(sessionId));
        if (known.length === 0) continue;
        (await storeChunk(known)).forEach((id) => missing.add(id));
      }
      return { missing: [...missing] };
    },
  };
};
