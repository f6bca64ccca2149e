import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type {
  Entry,
  LineRange,
  Matches,
  MatchesQuery,
  Outline,
  StreamEntriesQuery,
} from '../../../shared/contracts';
import { toLetters } from '../../domain/outline';
import type { Database } from '../database/database';
import { ENTRY_COLUMNS, toEntry, toStoredLine, type EntryRow } from '../database/rows';
import type { LineTally, StoredLine } from '../types';
import { createLineSearch, lineCondition } from './search';

/** Lines read by one statement: of usual ones a few hundred kilobytes, of the longest a few dozen megabytes. */
export const LINES_PER_PAGE = 1_000;

/** Levels read by one statement: on SQLite it holds the event loop for some 10 ms. */
const LEVELS_PER_STEP = 20_000;

interface JoinedLevels {
  /** The first letter of each level, in order; MySQL may cut it. */
  letters: string | null;
  last: number | null;
  total: number | string;
}

interface TallyRow extends Pick<EntryRow, 'level' | 'content_type' | 'locale' | 'action'> {
  count: number | string;
  last: number | string;
}

const toTally = ({ level, content_type, locale, action, count, last }: TallyRow): LineTally => ({
  level,
  content:
    content_type === null || action === null
      ? null
      : { type: content_type, locale: locale || null, action },
  count: Number(count),
  last: Number(last),
});

/** The reads of a session's lines return null where there is no such session. */
export const createEntryReads = (database: Database) => {
  const { knex, dialect, scan, sessions, entries, entriesByLine } = database;
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

  /** The next levels: the database joins them, at a tenth of the cost of rows, where no line is missing among them. */
  const levelsAfter = async (sessionId: number, past: number) => {
    const lines = linesOf(sessionId, past).select('sequence', 'level').limit(LEVELS_PER_STEP);
    const [{ letters, last, total }]: JoinedLevels[] = await knex
      .from(lines.clone().as('lines'))
      .select(knex.raw(`${dialect.joinLetters('level')} as letters`))
      .max({ last: 'sequence' })
      .count({ total: '*' });
    const isWhole = letters !== null && letters.length === Number(last) - past;
    return { total: Number(total), levels: isWhole ? letters : toLetters(await lines, past) };
  };

  return {
    /** The levels of a session's lines, from number `after` + 1 on. */
    async outline(sessionId: number, after: number): Promise<Outline | null> {
      const last = await lastOf(sessionId);
      if (last === undefined) return null;
      if (after >= last) return { last, levels: '' };
      let levels = '';
      let total: number;
      do {
        const step = await scan(() => levelsAfter(sessionId, after + levels.length));
        levels += step.levels;
        total = step.total;
      } while (total === LEVELS_PER_STEP);
      return { last: after + levels.length, levels };
    },

    /** The numbers of the lines that the query matches. */
    async matches(sessionId: number, query: MatchesQuery): Promise<Matches | null> {
      const last = await lastOf(sessionId);
      return last === undefined ? null : { last, matches: await search(sessionId, query, last) };
    },

    /** What a session's lines are, counted: for a session whose process can't report it any more. */
    async tally(sessionId: number): Promise<LineTally[]> {
      const last = (await lastOf(sessionId)) ?? 0;
      const tally: LineTally[] = [];
      for (let past = 0; past < last; past += LEVELS_PER_STEP) {
        const rows: TallyRow[] = await scan(async () =>
          entriesByLine()
            .where({ session_id: sessionId })
            .whereBetween('sequence', [past + 1, past + LEVELS_PER_STEP])
            .select('level', 'content_type', 'locale', 'action')
            .count({ count: '*' })
            .max({ last: 'timestamp' })
            .groupBy('level', 'content_type', 'locale', 'action')
        );
        tally.push(...rows.map(toTally));
      }
      return tally;
    },

    /** Lines by their numbers, ascending; those that don't exist are left out. */
    async byNumbers(sessionId: number, ranges: LineRange[]): Promise<Entry[] | null> {
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

    /** A session's lines in order, those that the query matches or all, in pages read by key. */
    async *pages(sessionId: number, query: StreamEntriesQuery = {}): AsyncGenerator<StoredLine[]> {
      const condition = lineCondition(database, query);
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

export type EntryReads = ReturnType<typeof createEntryReads>;
