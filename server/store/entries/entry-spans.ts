import type { Knex } from 'knex';
import { entryLevelSchema, type EntryLevel } from '../../../shared/contracts';

/** Lines that are looked at in one statement: on SQLite it holds the event loop meanwhile. */
const LINES_AT_ONCE = 25_000;

export const LEVELS = entryLevelSchema.options;

export type LevelCounts = Record<EntryLevel, number>;

/** Lines whose sequence is past one number and up to another. */
export interface Span {
  past: number;
  upTo: number;
}

export interface Counted extends Span {
  levels: LevelCounts;
  /** The numbers of all that were counted, where those are few: so that they are looked for only once. */
  sequences?: number[];
}

/** All lines up to the last one, cut so that each part is looked at in a few milliseconds. */
export const spansUpTo = (last: number, linesAtOnce = LINES_AT_ONCE): Span[] =>
  Array.from({ length: Math.ceil(last / linesAtOnce) }, (_, index) => ({
    past: index * linesAtOnce,
    upTo: Math.min((index + 1) * linesAtOnce, last),
  }));

/** The same spans, none of which goes on past `at`. */
export const cutAt = (spans: Span[], at: number): Span[] =>
  spans.flatMap((span) =>
    span.past < at && at < span.upTo
      ? [
          { past: span.past, upTo: at },
          { past: at, upTo: span.upTo },
        ]
      : [span]
  );

/** How many lines of these levels a span has. */
export const total = ({ levels }: Pick<Counted, 'levels'>, wanted: readonly EntryLevel[]) =>
  wanted.reduce((sum, level) => sum + levels[level], 0);

/** Lets only the lines of a span through, of which it may know the numbers. */
export const within = (
  query: Knex.QueryBuilder,
  { past, upTo, sequences }: Span & Pick<Counted, 'sequences'>
): Knex.QueryBuilder => {
  if (sequences) query.whereIn('sequence', sequences);
  if (past > 0) query.where('sequence', '>', past);
  return Number.isFinite(upTo) ? query.where('sequence', '<=', upTo) : query;
};

/** How many lines of each level all spans have. */
export const sumOf = (spans: Counted[]): LevelCounts => {
  const lines = (level: EntryLevel) => spans.reduce((sum, { levels }) => sum + levels[level], 0);
  return {
    debug: lines('debug'),
    info: lines('info'),
    warn: lines('warn'),
    error: lines('error'),
  };
};
