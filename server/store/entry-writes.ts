import type { Database } from './database';
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

const COLUMNS_PER_ENTRY = 7;

const chunksOf = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  );

/** Storing lines, and knowing which sessions are there to take them. */
export const createEntryWrites = ({
  dialect,
  sessions,
  entries,
}: Database): { insert: EntryStore['insert']; existing(ids: number[]): Promise<Set<number>> } => {
  const rowsPerInsert = Math.min(
    dialect.maxRows,
    Math.floor(dialect.maxBindings / COLUMNS_PER_ENTRY)
  );

  const existing = async (ids: number[]) => {
    const found = new Set<number>();
    for (const chunk of chunksOf(ids, dialect.maxBindings)) {
      const rows: number[] = await sessions().whereIn('id', chunk).pluck('id');
      rows.forEach((id) => found.add(id));
    }
    return found;
  };

  const store = async (chunk: NewEntry[]) => {
    await dialect.keepExisting(entries().insert(chunk.map(entryColumns)));
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
      for (const chunk of chunksOf(lines, rowsPerInsert)) {
        const known = chunk.filter(({ sessionId }) => !missing.has(sessionId));
        if (known.length === 0) continue;
        (await storeChunk(known)).forEach((id) => missing.add(id));
      }
      return { missing: [...missing] };
    },
  };
};
