import { z } from 'zod';
import { contentEntryParam, contentTypeParam, idParam } from './query';
import {
  contentActionSchema,
  eventTypeSchema,
  instantSchema,
  sessionStatusSchema,
} from './vocabulary';

/** The last time that something was done to an entry in one language, and the line that it is in. */
export const touchSchema = z.object({
  sessionId: z.number().int(),
  sequence: z.number().int(),
  at: instantSchema,
  action: contentActionSchema,
  initiatedBy: z.string(),
  /** The session's, as its status. */
  eventType: eventTypeSchema,
  status: sessionStatusSchema,
});
export type Touch = z.infer<typeof touchSchema>;

/** GET /content/history: an entry with its localizations, which the server finds. */
export const contentHistoryQuerySchema = z.object({ type: contentTypeParam, id: idParam });

export const contentHistoryResponseSchema = z.object({
  /** By locale; empty where nothing was recorded. */
  languages: z.array(
    z.object({
      /** Null for a type that isn't localized. */
      locale: z.string().nullable(),
      /** The entry in this language; its source where there is none. */
      id: z.number().int(),
      /** Also where it failed to be sent. */
      sent: touchSchema.nullable(),
      received: touchSchema.nullable(),
    })
  ),
  /** The last download that ended, webhooks included, and whether it did anything to this entry in any language. */
  lastDownload: z
    .object({
      sessionId: z.number().int(),
      startedAt: instantSchema,
      status: sessionStatusSchema,
      touched: z.boolean(),
    })
    .nullable(),
});
export type ContentHistory = z.infer<typeof contentHistoryResponseSchema>;

/** Entries that one request may ask links for. */
export const MAX_LINKS = 100;

/** GET /content/links: `content=api::article.article:24,api::page.page:3` */
export const contentLinksQuerySchema = z.object({
  content: z
    .string()
    .transform((text) => text.split(','))
    .pipe(
      z
        .array(contentEntryParam)
        .min(1)
        .max(MAX_LINKS, `must not name more than ${MAX_LINKS} entries`)
    ),
});

/** What a link to an entry in the Content Manager needs. */
export const contentLinkSchema = z.object({
  type: z.string(),
  id: z.number().int(),
  locale: z.string().nullable(),
  /** The entry's title as the Content Manager shows it; null where it has none that this user may read. */
  title: z.string().nullable(),
  typeName: z.string(),
  kind: z.enum(['collectionType', 'singleType']),
  /** Null for a type without draft and publish. */
  isPublished: z.boolean().nullable(),
});
export type ContentLink = z.infer<typeof contentLinkSchema>;

/** In the order asked for; null where the type is gone or hidden, the entry is gone, or this user may not read it. */
export const contentLinksResponseSchema = z.object({
  results: z.array(contentLinkSchema.nullable()),
});
export type ContentLinksResponse = z.infer<typeof contentLinksResponseSchema>;

/** GET /content/types: content types by their names in the Content Manager. */
export const contentTypesResponseSchema = z.object({
  results: z.array(z.object({ uid: z.string(), name: z.string() })),
});
export type ContentTypesResponse = z.infer<typeof contentTypesResponseSchema>;
