import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Database } from '../database/database';
import type { RowColumn } from '../database/dialect';
import { toBatches } from '../../domain/batches';
import { reasonOf } from '../../domain/error-reason';
import { messageSearchText, storable } from '../../domain/stored-text';
import type { NewEntry, RefusedEntry } from '../types';

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
  { name: 'content_type', type: 'text', of: ({ content }) => content?.type ?? null },
  { name: 'content_id', type: 'number', of: ({ content }) => content?.id ?? null },
  { name: 'locale', type: 'text', of: ({ content }) => (content ? (content.locale ?? '') : null) },
  { name: 'action', type: 'text', of: ({ content }) => content?.action ?? null },
];

/** The rows of lines, without the columns that are null in all of them: each costs as much as one with values. */
const toRows = (lines: NewEntry[]) => {
  const messages = lines.map(({ message }) => storable(message));
  const columns = COLUMNS.filter(({ of }) =>
    lines.some((line, index) => of(line, messages[index]) !== null)
  );
  return {
    columns,
    rows: lines.map((line, index) => columns.map(({ of }) => of(line, messages[index]))),
  };
};

/** Bytes of one statement: it must fit a packet of 1 MB of MySQL, in which a quote takes up to four: a longer one breaks the connection. */
const MAX_BYTES = 230_000;

/** An estimate of a line's bytes; a message that isn't ASCII has a search text beside it. */
const bytesOf = ({ message, data, content }: NewEntry) => {
  const bytes = Buffer.byteLength(message) + (content?.type.length ?? 0);
  return (bytes > message.length ? 2 * bytes : bytes) + Buffer.byteLength(data ?? '');
};

/**
 * Stores lines. Safe to repeat: a line that is there already stays as it is. Returns the sessions that
 * no longer exist, whose lines are not stored, and the lines that the database refuses.
 */
export const createEntryInsert = ({
  knex,
  dialect,
  execute,
  sessionsByIds,
  entriesTable,
}: Database) => {
  const insertRows = async (lines: NewEntry[]) => {
    const { columns, rows } = toRows(lines);
    const names = columns.map(({ name }) => name);
    await execute((on) =>
      knex
        .raw(`insert into ?? (??) ${dialect.bulk.sql(columns)}`, [
          entriesTable,
          names,
          dialect.bulk.value(rows),
        ])
        .connection(on)
    );
  };

  const missingAmong = async (ids: number[]): Promise<number[]> => {
    const present: number[] = await execute((on) => sessionsByIds(ids).pluck('id').connection(on));
    return ids.filter((id) => !present.includes(id));
  };

  return async (lines: NewEntry[]) => {
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

    const bounds = { maxItems: dialect.linesPerInsert, maxWeight: MAX_BYTES, weightOf: bytesOf };
    for (const batch of toBatches(lines, bounds)) {
      await store(batch);
      await yieldToEventLoop();
    }
    return { missing: [...missing], refused };
  };
};
