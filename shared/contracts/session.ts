import { z } from 'zod';
import { eventTypeSchema, instantSchema, sessionStatusSchema } from './vocabulary';
import {
  dayParam,
  DEFAULT_PAGE_SIZE,
  localeParam,
  pageParam,
  pageSizeParam,
  searchParam,
  timeZoneParam,
} from './query';

/** One recorded operation, as every route answers it. */
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

/** What narrows a list of sessions; the export takes the same, all optional. */
export const sessionFilterShape = {
  eventType: eventTypeSchema.optional(),
  status: sessionStatusSchema.optional(),
  search: searchParam.optional(),
  from: dayParam.optional(),
  to: dayParam.optional(),
  timeZone: timeZoneParam.default('UTC'),
  locale: localeParam.default('en'),
};

const fromNotAfterTo = (query: { from?: string; to?: string }) =>
  !query.from || !query.to || query.from <= query.to;
const fromAfterTo = { message: 'must not be after to', path: ['from'] };

/** GET /sessions */
export const listSessionsQuerySchema = z
  .object({
    ...sessionFilterShape,
    sort: sortTextSchema.default(formatSort(DEFAULT_SORT)).transform(parseSort),
    page: pageParam.default('1'),
    pageSize: pageSizeParam.default(String(DEFAULT_PAGE_SIZE)),
  })
  .refine(fromNotAfterTo, fromAfterTo);
export type ListSessionsQuery = z.infer<typeof listSessionsQuerySchema>;

/** GET /export */
export const exportQuerySchema = z.object(sessionFilterShape).refine(fromNotAfterTo, fromAfterTo);
export type ExportQuery = z.infer<typeof exportQuerySchema>;

export const sessionPaginationSchema = z.object({
  page: z.number().int(),
  pageSize: z.number().int(),
  pageCount: z.number().int(),
  total: z.number().int(),
  /** False where counting stopped early: there are at least `total`, shown as "10,000+". */
  totalIsExact: z.boolean(),
});
export type SessionPagination = z.infer<typeof sessionPaginationSchema>;

export const listSessionsAnswerSchema = z.object({
  results: z.array(sessionSchema),
  pagination: sessionPaginationSchema,
});
export type ListSessionsAnswer = z.infer<typeof listSessionsAnswerSchema>;

/** DELETE /sessions */
export const clearAnswerSchema = z.object({ deleted: z.number().int() });
export type ClearAnswer = z.infer<typeof clearAnswerSchema>;
