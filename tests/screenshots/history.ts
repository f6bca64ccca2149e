import type { EventType, SessionStatus } from '../../shared/contracts';
import type { Store } from '../../server/store/types';
import { seedSession, type Line } from '../harness/seed-session';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

interface Past {
  eventType: EventType;
  status?: Exclude<SessionStatus, 'in-progress'>;
  daysAgo: number;
  /** Time of day, UTC: hours and minutes. */
  at: [hours: number, minutes: number];
  tookMs: number;
  initiatedBy: string;
  summary: string;
  lines?: Line[];
}

const saved = (keys: number) => `Uploaded ${keys} keys in 1 language (en).`;
const brought = (created: number, updated: number) =>
  `Created ${created} entries and updated ${updated} in 3 languages (cs, de, fr).`;
const warn: Line = { level: 'warn', message: 'Language pt-BR is not supported by Strapi' };
const error: Line = { level: 'error', message: 'Cannot update an entry' };

/** A fortnight of a site that is translated, as its people would have left it. */
const FORTNIGHT: Past[] = [
  ...(
    [
      [1, [16, 42], 2_150, 'Grace Hopper', saved(418)],
      [2, [9, 5], 1_890, 'Ada Lovelace', saved(402)],
      [5, [14, 20], 95_400, 'Marie Nováková', saved(6_214)],
      [6, [8, 58], 1_730, 'Ada Lovelace', saved(396)],
      [8, [11, 31], 1_640, 'Grace Hopper', saved(371)],
      [13, [10, 12], 3_020, 'Ada Lovelace', saved(360)],
    ] as const
  ).map(([daysAgo, at, tookMs, initiatedBy, summary]) => ({
    eventType: 'upload' as const,
    daysAgo,
    at: [...at] as [number, number],
    tookMs,
    initiatedBy,
    summary,
  })),
  {
    eventType: 'upload',
    status: 'failed',
    daysAgo: 5,
    at: [14, 8],
    tookMs: 61_300,
    initiatedBy: 'Marie Nováková',
    summary: 'Interrupted: Strapi stopped before the operation finished',
    lines: [warn],
  },
  {
    eventType: 'download',
    daysAgo: 1,
    at: [17, 3],
    tookMs: 74_800,
    initiatedBy: 'Grace Hopper',
    summary: `${brought(12, 406)} Strapi does not support pt-BR: left out.`,
    lines: [warn],
  },
  {
    eventType: 'download',
    status: 'failed',
    daysAgo: 4,
    at: [9, 40],
    tookMs: 32_600,
    initiatedBy: 'Ada Lovelace',
    summary:
      '2 entries could not be saved, the first: api::article.article[14] in de: title must be unique. Created 3 entries and updated 401 in 3 languages (cs, de, fr).',
    lines: [error, error],
  },
  {
    eventType: 'webhook',
    daysAgo: 0,
    at: [6, 15],
    tookMs: 18_200,
    initiatedBy: 'Webhook',
    summary: brought(0, 31),
  },
  {
    eventType: 'webhook',
    daysAgo: 1,
    at: [6, 15],
    tookMs: 21_900,
    initiatedBy: 'Webhook',
    summary: brought(4, 58),
  },
];

/** Stores what there was before today's operations. */
export const seedHistory = async (store: Store): Promise<void> => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  for (const { daysAgo, at, tookMs, status, summary, ...past } of FORTNIGHT) {
    const startedAt = today - daysAgo * DAY + (at[0] * 60 + at[1]) * MINUTE;
    const end = { status, summary, durationMs: tookMs, finishedAt: startedAt + tookMs };
    await seedSession(store, {
      ...past,
      startedAt,
      summary,
      end: { ...end, status: status ?? 'completed' },
    });
  }
};
