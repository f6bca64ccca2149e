import { z } from 'zod';
import { entrySchema } from './entry';
import { sessionSchema } from './session';
import { instantSchema } from './vocabulary';

/**
 * GET /sessions/:id/bundle: what somebody who is to find out why a session failed needs to know.
 * Everything in it is redacted.
 */
export const bundleSchema = z.object({
  generatedAt: instantSchema,
  session: sessionSchema,
  versions: z.object({
    strapi: z.string(),
    node: z.string(),
    database: z.string(),
    activityLogs: z.string().nullable(),
    /** Null without the official plugin. */
    localazy: z.string().nullable(),
  }),
  /** Null without the official plugin. */
  localazy: z
    .object({
      isSignedIn: z.boolean(),
      project: z.unknown(),
      settings: z.unknown(),
      transferSetup: z.unknown(),
    })
    .nullable(),
  /** Strapi's languages. */
  locales: z.array(z.unknown()),
  /** The newest sessions of the same kind. */
  recentSessions: z.array(sessionSchema),
  redaction: z.object({
    /** What secrets are replaced by. */
    replacement: z.string(),
    /** Secrets that are replaced wherever they are: settings, and what Localazy gave. */
    values: z.array(z.string()),
    /** Further names of fields whose values are secret, from the plugin's configuration. */
    keys: z.array(z.string()),
  }),
  entries: z.array(entrySchema),
  /** How often something was replaced in this file. */
  redactedCount: z.number().int(),
});
export type Bundle = z.infer<typeof bundleSchema>;

export const bundleFileName = (sessionId: number) =>
  `localazy-troubleshooting-session-${sessionId}.json`;
