import { z } from 'zod';

/** What was recorded; also the three tabs of the page, in their order. */
export const eventTypeSchema = z.enum(['upload', 'download', 'webhook']);
export type EventType = z.infer<typeof eventTypeSchema>;

export const sessionStatusSchema = z.enum(['in-progress', 'completed', 'failed']);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

/** Least to most severe. */
export const entryLevelSchema = z.enum(['debug', 'info', 'warn', 'error']);
export type EntryLevel = z.infer<typeof entryLevelSchema>;

/** What was done to an entry of content. */
export const contentActionSchema = z.enum(['created', 'updated', 'failed', 'skipped', 'sent']);
export type ContentAction = z.infer<typeof contentActionSchema>;

/** An instant: epoch milliseconds, UTC. */
export const instantSchema = z.number().int();
