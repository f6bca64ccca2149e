import type { EntryLevel } from '../../shared/contracts';
import type { Database } from './database';
import type { EntryRows } from './entry-filter';
import { LEVELS, within, type Counted, type LevelCounts, type Span } from './entry-spans';
import { pause } from './pause';

/** How many lines a session has, by level. */
export const createEntryCounts = ({ knex, sessions, entries }: Database) => {
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

  return {
    lastSequence,

    async ofSpans(rows: EntryRows, spans: Span[]): Promise<Counted[]> {
      const counted: Counted[] = [];
      for (const span of spans) {
        counted.push({ ...span, levels: await countLevels(rows, span) });
        await pause();
      }
      return counted;
    },

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
