import { z } from 'zod';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MEBIBYTE = 1024 * 1024;

const whole = (min: number, max: number) => z.number().int().min(min).max(max);

/** A shorter value would blank out ordinary words. */
const MIN_SECRET_LENGTH = 4;

export const configSchema = z
  .object({
    /** Older sessions are deleted when a new one starts; at most a century. */
    retentionDays: whole(1, 36_500).default(365),
    /** Whether console lines written during an operation become entries. */
    captureConsole: z.boolean().default(true),
    /** Whether the official plugin's uploads of single entries on save are recorded too. */
    automatedUploads: z.boolean().default(false),
    /** Whether webhook calls that the official plugin refused are recorded too. */
    rejectedWebhooks: z.boolean().default(true),
    /** What to blank out beside the secrets that are known from Strapi's configuration. */
    redact: z
      .object({
        keys: z.array(z.string().min(1)).default([]),
        values: z.array(z.string().min(MIN_SECRET_LENGTH)).default([]),
      })
      .strict(),
    notifications: z
      .object({
        /** Who gets a mail when a session has failed; nobody by default. */
        mailTo: z.array(z.string().email()).default([]),
        /** Failures for the same cause are mailed once in so many minutes. */
        intervalMinutes: whole(1, 7 * 24 * 60).default(60),
      })
      .strict(),
    /** Further lines of a session are dropped, errors excepted. */
    maxEntriesPerSession: whole(100, 1_000_000).default(100_000),
    writeQueue: z
      .object({
        flushIntervalMs: whole(10, MINUTE).default(250),
        /** Lines per write. */
        batchSize: whole(1, 10_000).default(2_000),
        /** Memory for lines that wait for the database. */
        maxBytes: whole(64 * 1024, 1024 * MEBIBYTE).default(32 * MEBIBYTE),
        /** Sessions that are open or wait for the database; further ones are not recorded. */
        maxOpenSessions: whole(10, 1_000_000).default(10_000),
        /** The statement timeout of writes: past it a write is aborted and retried. */
        timeoutMs: whole(SECOND, 10 * MINUTE).default(30 * SECOND),
      })
      .strict(),
    heartbeat: z
      .object({
        intervalMs: whole(100, 10 * MINUTE).default(10 * SECOND),
        /** A running session without a heartbeat for so long is stale: it's failed as interrupted. */
        leaseMs: whole(300, 60 * MINUTE).default(MINUTE),
        sweepIntervalMs: whole(100, 10 * MINUTE).default(30 * SECOND),
      })
      .strict()
      .refine(({ intervalMs, leaseMs }) => leaseMs >= 2 * intervalMs, {
        path: ['leaseMs'],
        message: 'must be at least twice heartbeat.intervalMs',
      }),
  })
  .strict();

export type Config = z.infer<typeof configSchema>;

export const DEFAULT_CONFIG: Config = configSchema.parse({
  redact: {},
  notifications: {},
  writeQueue: {},
  heartbeat: {},
});
