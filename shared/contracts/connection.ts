import { z } from 'zod';
import { sessionSchema } from './session';
import { instantSchema } from './vocabulary';

/** Whether Localazy accepts the sign-in that the official plugin has stored. */
export const signInStateSchema = z.enum([
  'accepted',
  'not-signed-in',
  /** Localazy no longer accepts it. */
  'refused',
  /** Accepted, but the connected project isn't among those of this user. */
  'project-missing',
  'no-response',
]);

const webhookCallSchema = z.object({
  sessionId: z.number().int(),
  startedAt: instantSchema,
  summary: z.string(),
  summaryParts: sessionSchema.shape.summaryParts,
});
export type WebhookCall = z.infer<typeof webhookCallSchema>;

export const connectionSchema = z.object({
  signIn: signInStateSchema,
  /** Why there is no response; null where there is one. */
  reason: z.string().nullable(),
  /** The connected project's name; null where there is none. */
  project: z.string().nullable(),
  webhooks: z.object({
    /** Whether the official plugin's settings let webhooks start downloads. */
    isEnabled: z.boolean(),
    lastGenuine: webhookCallSchema.nullable(),
    lastRefused: webhookCallSchema.nullable(),
  }),
});
export type Connection = z.infer<typeof connectionSchema>;

/** GET /connection: asks Localazy now. Null without the official plugin. */
export const connectionResponseSchema = z.object({ connection: connectionSchema.nullable() });
export type ConnectionResponse = z.infer<typeof connectionResponseSchema>;
