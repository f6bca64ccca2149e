import { z } from 'zod';
import { eventTypeSchema, instantSchema, sessionStatusSchema } from './vocabulary';
import {
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
  from: dayParam.optional(),
  to: dayParam.optional(),
  timeZone: timeZoneParam.default('UTC'),
  locale: localeParam.default('en'),
};

const fromNotAfterTo = (query: { from?: string; to?: string }) =>
  !query.from || !query.to || query.from <= query.to;
const fromAfterTo = { message: 'must not be after to', path: ['from'] };

const isWithinMaxResults = (query: { page: number; pageSize: number }) =>
  // A page that isn't valid by itself has its own error.
  query.page > MAX_DB_INTEGER || query.page * query.pageSize <= MAX_RESULTS;
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

/** GET /export, DELETE /sessions: all sessions where nothing is filtered. */
export const sessionFilterSchema = z.object(sessionFilterShape).refine(fromNotAfterTo, fromAfterTo);
export type SessionFilter = z.infer<typeof sessionFilterSchema>;

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

/** DELETE /sessions */
export const clearResponseSchema = z.object({ deleted: z.number().int() });
export type ClearResponse = z.infer<typeof clearResponseSchema>;
