import { z } from 'zod';
import {
  contentLocaleParam,
  contentTypeParam,
  MAX_DB_INTEGER,
  searchParam,
  sequenceParam,
} from './query';
import {
  contentActionSchema,
  entryLevelSchema,
  instantSchema,
  type EntryLevel,
} from './vocabulary';

/** Which entry of content a line is about, and what was done to it. */
export const entryContentSchema = z.object({
  /** The content type's uid, e.g. `api::article.article`. */
  type: z.string(),
  /** The entry that opens in the Content Manager; where none was made, its source. */
  id: z.number().int().positive(),
  /** The language that was sent or received; null where the type isn't localized. */
  locale: z.string().nullable(),
  action: contentActionSchema,
});
export type EntryContent = z.infer<typeof entryContentSchema>;

/** One log line of a session. */
export const entrySchema = z.object({
  /** Its number in the session, from 1; the only order there is, as timestamps tie. */
  sequence: z.number().int().positive(),
  timestamp: instantSchema,
  level: entryLevelSchema,
  message: z.string(),
  /** What the caller gave beside the message, redacted; null where nothing. */
  data: z.unknown(),
  /** Null where the line is about no entry of content. */
  content: entryContentSchema.nullable(),
});
export type Entry = z.infer<typeof entrySchema>;

/** How an outline writes the level of a line. */
export const LEVEL_LETTERS = {
  debug: 'd',
  info: 'i',
  warn: 'w',
  error: 'e',
} as const satisfies Record<EntryLevel, string>;

/** How an outline writes a line that isn't stored: it was dropped, or is still to come. */
export const MISSING_LETTER = '.';

/** GET /sessions/:id/outline */
export const outlineQuerySchema = z.object({
  /** The last line that the caller knows already; 0 for none. */
  after: sequenceParam.default('0'),
});

export const outlineResponseSchema = z.object({
  /** The number of the last line; 0 where there is none. */
  last: z.number().int().nonnegative(),
  /** One letter a line, from `after` + 1 to `last`. */
  levels: z.string().regex(/^[diwe.]*$/),
});
export type Outline = z.infer<typeof outlineResponseSchema>;

/** Lines about content of a type, or in a language, or both. */
const lineContentShape = {
  contentType: contentTypeParam.optional(),
  contentLocale: contentLocaleParam.optional(),
};

/** GET /sessions/:id/matches: at least one of its parameters. */
export const matchesQuerySchema = z.object({
  search: searchParam.pipe(z.string().min(1, 'must not be empty')).optional(),
  ...lineContentShape,
  /** Error lines with the same message as the line before, about the same entry. */
  repeats: z
    .literal('true')
    .transform(() => true as const)
    .optional(),
});
export type MatchesQuery = z.infer<typeof matchesQuerySchema>;

export const matchesResponseSchema = z.object({
  /** The number of the last line that was looked at; 0 where there is none. */
  last: z.number().int().nonnegative(),
  /** Lines that the query matches, as ranges of their numbers: ascending, both ends included. */
  matches: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type Matches = z.infer<typeof matchesResponseSchema>;

/** Lines that one request may ask for by their numbers. */
export const MAX_LINES = 100;

const RANGES = /^\d{1,10}(-\d{1,10})?(,\d{1,10}(-\d{1,10})?)*$/;

/** Lines by their numbers, both ends included. */
export interface LineRange {
  first: number;
  last: number;
}

const toRange = (text: string): LineRange => {
  const [first, last = first] = text.split('-').map(Number);
  return { first, last };
};

const linesIn = (ranges: LineRange[]) =>
  ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);

/** `4,7,9-40` */
export const sequencesParam = z
  .string()
  .regex(RANGES, 'must be numbers of lines such as 4,7,9-40')
  .transform((text) => text.split(',').map(toRange))
  .pipe(
    z
      .custom<LineRange[]>()
      .refine((ranges) => ranges.every(({ first, last }) => first <= last), {
        message: 'has a range that ends before it begins',
      })
      .refine((ranges) => ranges.every(({ last }) => last <= MAX_DB_INTEGER), {
        message: `must not be above ${MAX_DB_INTEGER}`,
      })
      .refine((ranges) => linesIn(ranges) <= MAX_LINES, {
        message: `must not name more than ${MAX_LINES} lines`,
      })
  );

/** GET /sessions/:id/entries */
export const listEntriesQuerySchema = z.object({ sequence: sequencesParam });

/** Lines that don't exist are left out. */
export const listEntriesResponseSchema = z.object({ results: z.array(entrySchema) });
export type ListEntriesResponse = z.infer<typeof listEntriesResponseSchema>;

/** `level=warn,error` or `level=warn&level=error`. */
export const levelsParam = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')))
  .pipe(z.array(entryLevelSchema).min(1).max(entryLevelSchema.options.length));

/**
 * GET /sessions/:id/entries/stream: the lines from sequence `first` to `last` (both included), in order,
 * for copying and downloading; all of them where nothing is filtered.
 */
export const streamEntriesQuerySchema = z.object({
  search: searchParam.optional(),
  ...lineContentShape,
  level: levelsParam.optional(),
  first: sequenceParam.optional(),
  last: sequenceParam.optional(),
});
export type StreamEntriesQuery = z.infer<typeof streamEntriesQuerySchema>;

/** The form of the stream: each line of it is an `Entry` as JSON. */
export const ENTRY_STREAM_TYPE = 'application/x-ndjson';
