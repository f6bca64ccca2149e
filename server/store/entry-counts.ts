import type { EntryLevel } from '../../shared/contracts';
import type { Database } from './database';
import type { EntryRows } from './entry-filter';
import { LEVELS, within, type Counted, type LevelCounts, type Span } from './entry-spans';
import { pause } from './pause';
import type { EntryRow } from './rows';

/** So many lines of a span are found as soon as counted, and need not be searched for again to be read. */
const FEW = 200;

/** Rows read between two ids for each that is wanted, where those of other sessions lie among them. */
const MOST_ROWS_PER_LINE = 3;

/** Lines to be looked at, in an order that is soonest read. */
interface Lines {
  rows: EntryRows;
  order: 'sequence' | 'id';
}

/** How many lines a session has, by level. */
export const createEntryCounts = (database: Database) => {
  const { knex, sessions, entries, entriesByLine, entriesAsTheyLie } = database;

  const lastSequence = async (sessionId: number): Promise<number> => {
    const last = entries().where({ session_id: sessionId }).max({ last: 'sequence' });
    const [row] = await last;
    return Number(row?.last ?? 0);
  };

  const countLevels = async (rows: EntryRows, span: Span): Promise<LevelCounts> => {
    const sums = LEVELS.map((level) =>
      knex.raw('sum(case when level = ? then 1 else 0 end) as ??', [level, level])
    );
    const [row] = await within(rows(), span).select(sums);
    const lines = (level: EntryLevel) => Number(row[level] ?? 0);
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

  const inTurn = async (spans: Span[], count: (span: Span) => Promise<Counted>) => {
    const counted: Counted[] = [];
    for (const span of spans) {
      counted.push(await count(span));
      await pause();
    }
    return counted;
  };

  return {
    lastSequence,

    ofSpans: (rows: EntryRows, spans: Span[]) => inTurn(spans, (span) => countAll(rows, span)),

    /** The same of lines that are searched for: few are found, then counted; of many, more is said by counting. */
    ofSearch: (sessionId: number, rows: EntryRows, spans: Span[]) =>
      inTurn(spans, async (span) => {
        const lines = await soonest(sessionId, rows, span);
        return (await findFew(lines, span)) ?? countAll(lines.rows, span);
      }),

    /**
     * What a session's row says of its lines; null where its lines aren't exactly those from 1 to that
     * number: some are still to come, were dropped, or were lost with their process.
     */
    async ofRow(sessionId: number): Promise<LevelCounts | null> {
      const [row] = await sessions()
        .select('entry_count', 'debug_count', 'warning_count', 'error_count')
        .where({ id: sessionId });
      if (!row || row.debug_count === null) return null;
      if (row.entry_count !== (await lastSequence(sessionId))) return null;
      const { debug_count: debug, warning_count: warn, error_count: error } = row;
      return { debug, info: row.entry_count - debug - warn - error, warn, error };
    },
  };
};

export type EntryCounts = ReturnType<typeof createEntryCounts>;
