import { z } from 'zod';
import { eventTypeSchema, instantSchema, sessionStatusSchema } from './vocabulary';
import {
  contentEntryParam,
  dayParam,
  DEFAULT_PAGE_SIZE,
  localeParam,
  MAX_DB_INTEGER,
  MAX_RESULTS,
  MAX_SEARCH_LENGTH,
  pageParam,
  pageSizeParam,
  searchParam,
  timeZoneParam,
} from './query';

const count = z.number().int().nonnegative();

/** Types and languages of an outcome; the rest is one row. */
export const MAX_OUTCOME_ROWS = 200;

/** How many entries of a content type were created, updated and so on in a language. */
export const outcomeRowSchema = z.object({
  /** The content type's uid; null for the rest, past the bound of rows. */
  type: z.string().nullable(),
  /** Null where the type isn't localized, and for the rest. */
  locale: z.string().nullable(),
  created: count,
  updated: count,
  failed: count,
  skipped: count,
  sent: count,
});
export type OutcomeRow = z.infer<typeof outcomeRowSchema>;

/** Why Strapi got nothing for a language: Localazy has no translation, the plugin's settings leave it out, or Strapi does not support it. */
export const missingLanguageReasonSchema = z.enum([
  'not-translated',
  'not-chosen',
  'not-supported',
]);
export type MissingLanguageReason = z.infer<typeof missingLanguageReasonSchema>;

export const outcomeSchema = z.object({
  rows: z.array(outcomeRowSchema),
  /** Languages that Localazy has and Strapi got nothing for. */
  missingLanguages: z.array(z.object({ locale: z.string(), reason: missingLanguageReasonSchema })),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** A sentence of a summary: which one, and the values in it. */
export const summaryPartSchema = z.object({
  /** Its translation's key is `summary.<id>`. */
  id: z.string(),
  values: z.record(z.union([z.string(), z.number()])),
});
export type SummaryPart = z.infer<typeof summaryPartSchema>;

/** One recorded operation, as every route returns it. */
export const sessionSchema = z.object({
  id: z.number().int(),
  eventType: eventTypeSchema,
  status: sessionStatusSchema,
  startedAt: instantSchema,
  /** Null while it runs. */
  finishedAt: instantSchema.nullable(),
  /** Milliseconds; null while it runs. */
  durationMs: z.number().int().nonnegative().nullable(),
  initiatedBy: z.string(),
  summary: z.string(),
  entryCount: z.number().int().nonnegative(),
  warningCount: z.number().int().nonnegative(),
  errorCount: z.number().int().nonnegative(),
  /** What the operation reported of itself last; null where it reported nothing. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** What was done to which content; null where that isn't known. No rows: nothing was done to any. */
  outcome: outcomeSchema.nullable(),
  /** The summary as sentences, in order, to be shown in the user's language; null for texts of others. */
  summaryParts: z.array(summaryPartSchema).nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const sortFieldSchema = z.enum([
  'status',
  'startedAt',
  'duration',
  'initiatedBy',
  'summary',
]);
export type SortField = z.infer<typeof sortFieldSchema>;

export const sortOrderSchema = z.enum(['asc', 'desc']);
export type SortOrder = z.infer<typeof sortOrderSchema>;

export const sortSchema = z.object({ field: sortFieldSchema, order: sortOrderSchema });
export type Sort = z.infer<typeof sortSchema>;

export const DEFAULT_SORT: Sort = { field: 'startedAt', order: 'desc' };

/** `startedAt:desc`: the form of a sort in URLs and in preferences, as in Strapi's own `sort` parameters. */
export const sortTextSchema = z
  .string()
  .regex(
    new RegExp(`^(${sortFieldSchema.options.join('|')}):(asc|desc)$`),
    `must be one of ${sortFieldSchema.options.join(', ')}, then :asc or :desc`
  );

/** Throws a ZodError where `text` is no sort. */
export const parseSort = (text: string): Sort => {
  const [field, order] = sortTextSchema.parse(text).split(':');
  return sortSchema.parse({ field, order });
};

export const formatSort = ({ field, order }: Sort) => `${field}:${order}`;

/** The filters of a list of sessions; exporting and clearing take the same, all optional. */
export const sessionFilterShape = {
  eventType: eventTypeSchema.optional(),
  status: sessionStatusSchema.optional(),
  /** Exactly this name, whatever its case. */
  initiatedBy: z.string().min(1).max(MAX_SEARCH_LENGTH).optional(),
  search: searchParam.optional(),
  /** Sessions with a line about this entry of content or one of its localizations. */
  entry: contentEntryParam.optional(),
  /** Sessions that failed, or have errors or warnings. */
  problems: z
    .literal('true')
    .transform(() => true as const)
    .optional(),
  from: dayParam.optional(),
  to: dayParam.optional(),
  timeZone: timeZoneParam.default('UTC'),
  locale: localeParam.default('en'),
};

const fromNotAfterTo = (query: { from?: string; to?: string }) =>
  !query.from || !query.to || query.from <= query.to;
const fromAfterTo = { message: 'must not be after to', path: ['from'] };

const isWithinMaxResults = (query: { page: number; pageSize: number }) =>
  // A page or a size that isn't valid by itself has its own error: the product may be NaN.
  query.page > MAX_DB_INTEGER || !(query.page * query.pageSize > MAX_RESULTS);
const beyondMaxResults = {
  message: `is beyond the first ${MAX_RESULTS.toLocaleString('en-US')} results: narrow the dates or the search`,
  path: ['page'],
};

/** GET /sessions */
export const listSessionsQuerySchema = z
  .object({
    ...sessionFilterShape,
    sort: sortTextSchema.default(formatSort(DEFAULT_SORT)).transform(parseSort),
    page: pageParam.default('1'),
    pageSize: pageSizeParam.default(String(DEFAULT_PAGE_SIZE)),
  })
  .refine(fromNotAfterTo, fromAfterTo)
  .refine(isWithinMaxResults, beyondMaxResults);
export type ListSessionsQuery = z.infer<typeof listSessionsQuerySchema>;

/** GET /export: all sessions where nothing is filtered. */
export const sessionFilterSchema = z.object(sessionFilterShape).refine(fromNotAfterTo, fromAfterTo);
export type SessionFilter = z.infer<typeof sessionFilterSchema>;

/** Whether it leaves sessions out: time zone and language only say how days and texts are read. */
export const leavesSessionsOut = ({ timeZone: _, locale: __, ...filters }: SessionFilter) =>
  Object.values(filters).some((value) => value !== undefined && value !== '');

/** DELETE /sessions: a filter with a misspelt name, or without a value, must not delete everything. */
export const clearQuerySchema = z
  .object({
    ...sessionFilterShape,
    search: searchParam.pipe(z.string().min(1, 'must not be empty')).optional(),
  })
  .strict()
  .refine(fromNotAfterTo, fromAfterTo);

export const sessionPaginationSchema = z.object({
  page: z.number().int(),
  pageSize: z.number().int(),
  /** Pages that can be asked for: those of the first MAX_RESULTS results at most. */
  pageCount: z.number().int(),
  total: z.number().int(),
  /** False where counting stopped at MAX_RESULTS: there are more, shown as "10,000+". */
  totalIsExact: z.boolean(),
  /** Whether only the newest MAX_RESULTS matches of a search were sorted, as there are more. */
  sortedNewest: z.boolean(),
});
export type SessionPagination = z.infer<typeof sessionPaginationSchema>;

export const listSessionsResponseSchema = z.object({
  results: z.array(sessionSchema),
  pagination: sessionPaginationSchema,
});
export type ListSessionsResponse = z.infer<typeof listSessionsResponseSchema>;

/** GET /sessions, with what the page shows about every list. */
export const sessionListSchema = listSessionsResponseSchema.extend({
  /** Older sessions are deleted. */
  retentionDays: z.number().int().positive(),
});
export type SessionList = z.infer<typeof sessionListSchema>;

/** DELETE /sessions */
export const clearResponseSchema = z.object({ deleted: z.number().int() });
export type ClearResponse = z.infer<typeof clearResponseSchema>;

/** Days that GET /sessions/days returns. */
export const DAY_COUNT = 30;

/** GET /sessions/days: the runs of a tab's last DAY_COUNT days by their outcome. */
export const sessionDaysQuerySchema = z.object({
  eventType: eventTypeSchema,
  timeZone: timeZoneParam.default('UTC'),
});
export type SessionDaysQuery = z.infer<typeof sessionDaysQuerySchema>;

export const sessionDaySchema = z.object({
  /** `YYYY-MM-DD` in the time zone. */
  day: z.string(),
  /** Without errors and warnings. */
  completed: count,
  failed: count,
  inProgress: count,
  /** Completed, with errors or warnings. */
  problems: count,
});
export type SessionDay = z.infer<typeof sessionDaySchema>;

/** Oldest first, days without sessions included. */
export const sessionDaysResponseSchema = z.object({ days: z.array(sessionDaySchema) });
export type SessionDaysResponse = z.infer<typeof sessionDaysResponseSchema>;

/** Unseen sessions are counted up to here, shown as "99+". */
export const MAX_UNSEEN = 100;

/** GET /sessions/unseen: by tab, how many sessions failed since the caller last looked at it. */
export const unseenResponseSchema = z.object({ upload: count, download: count, webhook: count });
export type Unseen = z.infer<typeof unseenResponseSchema>;

/** Names that GET /sessions/initiators returns at most. */
export const MAX_INITIATORS = 50;

/** GET /sessions/initiators: who initiated a tab's sessions, by name. */
export const initiatorsQuerySchema = z.object({ eventType: eventTypeSchema });
export const initiatorsResponseSchema = z.object({ results: z.array(z.string()) });
export type InitiatorsResponse = z.infer<typeof initiatorsResponseSchema>;
