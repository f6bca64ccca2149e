import type { Matches } from '../../../shared/contracts';
import { normaliseForSearch } from '../../domain/search-text';
import type { Database } from '../database/database';
import type { Condition, Dialect } from '../database/dialect';

/** Lines that are searched in one statement: on SQLite it holds the event loop for some 10 ms. */
const LINES_PER_STEP = 25_000;

const isAscii = (text: string) => /^[ -~]*$/.test(text);

/** What a line must meet for a search to find it; null for a search that is empty. A line has a search text of its own only where its message, compared as ASCII, won't do. */
export const lineCondition = (dialect: Dialect, search = ''): Condition | null => {
  const text = normaliseForSearch(search);
  if (!text) return null;
  const own = dialect.contains('search_text', text);
  if (!isAscii(text)) return own;
  const plain = dialect.containsIgnoringCase('message', text);
  return {
    sql: `((search_text is null and ${plain.sql}) or ${own.sql})`,
    bindings: [...plain.bindings, ...own.bindings],
  };
};

/** Ascending numbers as ranges, both ends included. */
const toRanges = (sequences: number[]): Matches['matches'] => {
  const ranges: Matches['matches'] = [];
  for (const sequence of sequences) {
    const last = ranges.at(-1);
    if (last && last[1] === sequence - 1) last[1] = sequence;
    else ranges.push([sequence, sequence]);
  }
  return ranges;
};

/** The numbers of a session's lines up to `last` whose message contains a text. */
export const createLineSearch =
  ({ dialect, scan, entriesByLine }: Database, { linesPerStep = LINES_PER_STEP } = {}) =>
  async (sessionId: number, search: string, last: number): Promise<Matches['matches']> => {
    const condition = lineCondition(dialect, search);
    if (!condition) return [];
    const found: number[] = [];
    for (let past = 0; past < last; past += linesPerStep) {
      const rows: { sequence: number }[] = await scan(async () =>
        entriesByLine()
          .select('sequence')
          .where({ session_id: sessionId })
          .whereBetween('sequence', [past + 1, Math.min(past + linesPerStep, last)])
          .whereRaw(condition.sql, condition.bindings)
          .orderBy('sequence')
      );
      for (const { sequence } of rows) found.push(sequence);
    }
    return toRanges(found);
  };
