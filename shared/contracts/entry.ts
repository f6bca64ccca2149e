import { z } from 'zod';
import { entryLevelSchema, instantSchema } from './vocabulary';
import { DEFAULT_PAGE_SIZE, pageParam, pageSizeParam, searchParam, sequenceParam } from './query';

/** One log line of a session. */
export const entrySchema = z.object({
  /** Its number in the session, from 1; the only order there is, as timestamps tie. */
  sequence: z.number().int().positive(),
  timestamp: instantSchema,
  level: entryLevelSchema,
  message: z.string(),
  /** What the caller gave beside the message, redacted; null where nothing. */
  data: z.unknown(),
});
export type Entry = z.infer<typeof entrySchema>;

/** `level=warn,error` or `level=warn&level=error`. */
export const levelsParam = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')))
  .pipe(z.array(entryLevelSchema).min(1).max(entryLevelSchema.options.length));

/** Which lines of a session; what is left out doesn't narrow. */
const entryFilterShape = {
  search: searchParam.optional(),
  level: levelsParam.optional(),
};

/**
 * GET /sessions/:id/entries. Three ways through a session, one at a time:
 * `page` (from 1), `after` (the next lines past that sequence: the live tail, the next match) or
 * `before` (the last lines ahead of that sequence, still in ascending order).
 */
export const listEntriesQuerySchema = z
  .object({
    ...entryFilterShape,
    page: pageParam.optional(),
    after: sequenceParam.optional(),
    before: sequenceParam.optional(),
    pageSize: pageSizeParam.default(String(DEFAULT_PAGE_SIZE)),
  })
  .superRefine((query, context) => {
    const ways = (['page', 'after', 'before'] as const).filter((way) => query[way] !== undefined);
    ways.slice(1).forEach((way) => {
      context.addIssue({ code: 'custom', path: [way], message: `can't go with ${ways[0]}` });
    });
  });
export type ListEntriesQuery = z.infer<typeof listEntriesQuerySchema>;

export const entryPaginationSchema = z.object({
  /** Null where the lines were asked for by `after` or `before`. */
  page: z.number().int().nullable(),
  pageSize: z.number().int(),
  pageCount: z.number().int(),
  /**
   * How many lines that match `search` and `level` are ahead of the first one answered; where none
   * is answered, ahead of the place asked for. It says where in the list a line asked for by
   * `after` or `before` is.
   */
  offset: z.number().int().nonnegative(),
  /** How many lines of the session match `search` and `level`. */
  total: z.number().int(),
  /** How many lines match `search`, by level, whatever `level` asks for. */
  levelCounts: z.record(entryLevelSchema, z.number().int()),
});
export type EntryPagination = z.infer<typeof entryPaginationSchema>;

export const listEntriesAnswerSchema = z.object({
  results: z.array(entrySchema),
  pagination: entryPaginationSchema,
});
export type ListEntriesAnswer = z.infer<typeof listEntriesAnswerSchema>;

/**
 * GET /sessions/:id/entries/stream: all lines at once, from sequence `first` to `last` (both
 * included), in order and uncounted. For whoever copies or downloads; pages are for reading.
 */
export const streamEntriesQuerySchema = z.object({
  ...entryFilterShape,
  first: sequenceParam.optional(),
  last: sequenceParam.optional(),
});
export type StreamEntriesQuery = z.infer<typeof streamEntriesQuerySchema>;

/** The form of the stream: each line of it is an `Entry` as JSON. */
export const ENTRY_STREAM_TYPE = 'application/x-ndjson';
