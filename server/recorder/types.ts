import type { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import type { SessionHandle, SessionMeta } from '../../index';
import { eventTypeSchema, MAX_DB_INTEGER } from '../../shared/contracts';

export type { Logger as ActivityLogger, SessionHandle, SessionMeta } from '../../index';

/** How a caller of the `logger` service describes an operation. */
export const sessionMetaSchema: z.ZodType<SessionMeta> = z
  .object({
    eventType: eventTypeSchema,
    initiatedBy: z.string().optional(),
    initiatorId: z.number().int().positive().max(MAX_DB_INTEGER).optional(),
    summary: z.string().optional(),
  })
  .strict();

/** The session in whose async context code runs: across awaits, timers and callbacks. */
export type AmbientSession = AsyncLocalStorage<SessionHandle | undefined>;
