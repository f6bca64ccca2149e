import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import {
  LEVEL_LETTERS,
  MISSING_LETTER,
  type EntryLevel,
  type LineRange,
  type StreamEntriesQuery,
} from '../../../shared/contracts';
import type { Database } from '../database/database';
import { ENTRY_COLUMNS, toEntry, toStoredLine } from '../database/rows';
import type { EntryStore, StoredLine } from '../types';
import { createLineSearch, lineCondition } from './search';

/** Lines read by one statement: of usual ones a few hundred kilobytes, of the longest a few dozen megabytes. */
export const LINES_PER_PAGE = 1_000;

/** Levels read by one statement: on SQLite it holds the event loop for some 10 ms. */
const LEVELS_PER_STEP = 20_000;

interface LevelRow {
  sequence: number;
  level: EntryLevel;
}

/** The letters of rows in order, with those of the lines that are missing between them. */
const toLetters = (rows: LevelRow[], after: number): string => {
  const letters: string[] = [];
  let last = after;
  for (const { sequence, level } of rows) {
    if (sequence > last + 1) letters.push(MISSING_LETTER.repeat(sequence - last - 1));
    letters.push(LEVEL_LETTERS[level]);
    last = sequence;
  }
  return letters.join('');
};

export const createEntryReads = (
  database: Database
): Pick<EntryStore, 'outline' | 'matches' | 'byNumbers' | 'pages'> => {
  const { dialect, scan, sessions, entries, entriesByLine } = database;
  const search = createLineSearch(database);

  /** The number of a session's last line, 0 without any; undefined where there is no such session. */
  const lastOf = async (sessionId: number): Promise<number | undefined> => {
    const last = entries().max('sequence').where({ session_id: sessionId }).as('last');
    const [row]: { last: number | null }[] = await sessions().where({ id: sessionId }).select(last);
    return row && Number(row.last ?? 0);
  };

  const linesOf = (sessionId: number, past: number, last?: number) => {
    const rows = entriesByLine().where({ session_id: sessionId }).orderBy('sequence');
    if (past > 0) rows.where('sequence', '>', past);
    return last === undefined ? rows : rows.where('sequence', '<=', last);
  };

  return {
    async outline(sessionId, after) {
      const last = await lastOf(sessionId);
      if (last === undefined) return null;
      if (after >= last) return { last, levels: '' };
      let levels = '';
      let rows: LevelRow[];
      do {
        const last = after + levels.length;
        rows = await scan(async () =>
          linesOf(sessionId, last).select('sequence', 'level').limit(LEVELS_PER_STEP)
        );
        levels += toLetters(rows, last);
      } while (rows.length === LEVELS_PER_STEP);
      return { last: after + levels.length, levels };
    },

    async matches(sessionId, text) {
      const last = await lastOf(sessionId);
      return last === undefined ? null : { last, matches: await search(sessionId, text, last) };
    },

    async byNumbers(sessionId, ranges: LineRange[]) {
      // Not as ranges: SQLite would compare every line of the session with each of them.
      const numbers = ranges.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index)
      );
      const rows = await entriesByLine()
        .select(...ENTRY_COLUMNS)
        .where({ session_id: sessionId })
        .whereIn('sequence', numbers)
        .orderBy('sequence');
      if (rows.length === 0 && (await lastOf(sessionId)) === undefined) return null;
      return rows.map(toEntry);
    },

    async *pages(sessionId, query: StreamEntriesQuery = {}): AsyncGenerator<StoredLine[]> {
      const condition = lineCondition(dialect, query.search);
      let past = Math.max(0, (query.first ?? 1) - 1);
      let page: StoredLine[];
      do {
        const rows = linesOf(sessionId, past, query.last).select(...ENTRY_COLUMNS);
        if (condition) rows.whereRaw(condition.sql, condition.bindings);
        if (query.level) rows.whereIn('level', query.level);
        page = (await rows.limit(LINES_PER_PAGE)).map(toStoredLine);
        if (page.length === 0) return;
        past = page[page.length - 1].sequence;
        yield page;
        await yieldToEventLoop();
      } while (page.length === LINES_PER_PAGE);
    },
  };
};
