import { z } from 'zod';
import { sessionSchema } from './session';
import { instantSchema, sessionStatusSchema } from './vocabulary';

export const endedSessionSchema = sessionSchema
  .pick({
    id: true,
    eventType: true,
    startedAt: true,
    initiatedBy: true,
    summary: true,
    entryCount: true,
    warningCount: true,
    errorCount: true,
  })
  .extend({
    status: sessionStatusSchema.exclude(['in-progress']),
    finishedAt: instantSchema,
    durationMs: z.number().int().nonnegative(),
  });
export type EndedSession = z.infer<typeof endedSessionSchema>;

/** What subscribers of the session events get, and the body of Strapi's webhooks has. */
export const sessionEventSchema = z.object({
  session: endedSessionSchema,
  /** The session's page in the admin panel. */
  url: z.string(),
});
export type SessionEvent = z.infer<typeof sessionEventSchema>;
