import type { Knex } from 'knex';
import type { EntryLevel } from '../../../shared/contracts';
import type { Database } from '../database/database';
import type { EntryRows } from '../filters/entry-filter';
import { LEVELS, sumOf, within, type Counted, type LevelCounts, type Span } from './entry-spans';
import type { EntryRow, SessionRow } from '../database/rows';
import { severalAtOnce } from '../pace/several-at-once';

/** So many lines of a span are found as soon as counted, and need not be searched for again to be read. */
const FEW = 200;

/** Rows read between two ids for each that is wanted, where those of other sessions lie among them. */
const MOST_ROWS_PER_LINE = 3;

/** Lines to be looked at, in an order that is soonest read. */
interface Lines {
  rows: EntryRows;
  order: 'sequence' | 'id';
}

/** What a session's row tells of its lines. */
export interface OfSession {
  last: number;
  /** Null where the lines aren't exactly those from 1 to the last one: some are still to come, were dropped, or were lost with their process. */
  levels: LevelCounts | null;
}

const COUNTS = [
  'entry_count',
  'debug_count',
  'warning_count',
  'error_count',
] as const satisfies (keyof SessionRow)[];

type CountsRow = Pick<SessionRow, (typeof COUNTS)[number]> & { last: number | null };

const levelsOf = (row: CountsRow): LevelCounts | null => {
  const { debug_count: debug, warning_count: warn, error_count: error } = row;
  if (debug === null || row.entry_count !== Number(row.last ?? 0)) return null;
  return { debug, info: row.entry_count - debug - warn - error, warn, error };
};

/** How many lines a session has, by level. */
export const createEntryCounts = (database: Database) => {
  const { knex, readsAtOnce, sessions, entries, entriesByLine, entriesAsTheyLie } = database;

  const countLevels = async (rows: EntryRows, span: Span): Promise<LevelCounts> => {
    // Counted rather than summed up, which MariaDB does in decimals.
    const counts = LEVELS.map((level) =>
      knex.raw('count(case when level = ? then 1 end) as ??', [level, level])
    );
    const [row] = await within(rows(), span).select(counts);
    const lines = (level: EntryLevel) => Number(row[level]);
    return {
      debug: lines('debug'),
      info: lines('info'),
      warn: lines('warn'),
      error: lines('error'),
    };
  };

  /** Ids between which a span's lines lie; null where too many others lie there too. */
  const idsAround = async (sessionId: number, span: Span): Promise<[number, number] | null> => {
    const among = within(entriesByLine().where({ session_id: sessionId }), span);
    const [{ first, last, lines }]: Record<string, number>[] = await among.select(
      knex.raw('min(id) as first, max(id) as last, count(*) as ??', ['lines'])
    );
    return last - first < MOST_ROWS_PER_LINE * lines ? [first, last] : null;
  };

  /** The lines of a span as they are read soonest, where each has to be looked at. */
  const soonest = async (sessionId: number, rows: EntryRows, span: Span): Promise<Lines> => {
    const ids = entriesAsTheyLie && (await idsAround(sessionId, span));
    return ids
      ? { rows: () => rows(entriesAsTheyLie()).whereBetween('id', ids), order: 'id' }
      : { rows, order: 'sequence' };
  };

  /** Null where a span has more than a few. */
  const findFew = async ({ rows, order }: Lines, span: Span): Promise<Counted | null> => {
    const found: Pick<EntryRow, 'sequence' | 'level'>[] = await within(rows(), span)
      .select('sequence', 'level')
      .orderBy(order)
      .limit(FEW + 1);
    if (found.length > FEW) return null;
    const levels: LevelCounts = { debug: 0, info: 0, warn: 0, error: 0 };
    found.forEach(({ level }) => {
      levels[level] += 1;
    });
    return { ...span, levels, sequences: found.map(({ sequence }) => sequence) };
  };

  const countAll = async (rows: EntryRows, span: Span): Promise<Counted> => ({
    ...span,
    levels: await countLevels(rows, span),
  });

  return {
    /** Of all lines of the spans, by the index that has them. */
    async ofLines(sessionId: number, spans: Span[]): Promise<LevelCounts> {
      const rows: EntryRows = () => entriesByLine().where({ session_id: sessionId });
      return sumOf(await severalAtOnce(spans, readsAtOnce, (span) => countAll(rows, span)));
    },

    /** Of lines that are searched for: few are found, then counted; of many, more is said by counting. */
    ofSearch: (sessionId: number, rows: EntryRows, spans: Span[]) =>
      severalAtOnce(spans, readsAtOnce, async (span) => {
        const lines = await soonest(sessionId, rows, span);
        return (await findFew(lines, span)) ?? countAll(lines.rows, span);
      }),

    /** What a session's row tells of its lines, and the number of its last one; null where there is no such session. */
    async ofSession(sessionId: number): Promise<OfSession | null> {
      const last = entries().max('sequence').where({ session_id: sessionId }).as('last');
      const row: Knex.QueryBuilder = sessions().where({ id: sessionId });
      const [found]: CountsRow[] = await row.select(...COUNTS, last);
      return found ? { last: Number(found.last ?? 0), levels: levelsOf(found) } : null;
    },
  };
};

export type EntryCounts = ReturnType<typeof createEntryCounts>;
