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

const sent = (keys: number) =>
  `Uploaded ${keys.toLocaleString('en-US')} keys in en: ${Math.ceil(keys / 8)} entries of article.`;
const LANGUAGES = 'in 3 languages (cs, de, fr)';
const brought = (created: number, updated: number) =>
  [
    ...(created > 0
      ? [`Created ${created} entries as drafts ${LANGUAGES}: publish them in the Content Manager.`]
      : []),
    `Updated ${updated} entries ${LANGUAGES}.`,
  ].join(' ');
const warn: Line = { level: 'warn', message: 'Language pt-BR is not supported by Strapi' };
const error: Line = { level: 'error', message: 'Cannot update an entry' };

/** A fortnight of a site that is translated, as its people would have left it. */
const FORTNIGHT: Past[] = [
  ...(
    [
      [1, [16, 42], 2_150, 'Grace Hopper', sent(418)],
      [2, [9, 5], 1_890, 'Ada Lovelace', sent(402)],
      [5, [14, 20], 95_400, 'Marie Nováková', sent(6_214)],
      [6, [8, 58], 1_730, 'Ada Lovelace', sent(396)],
      [8, [11, 31], 1_640, 'Grace Hopper', sent(371)],
      [13, [10, 12], 3_020, 'Ada Lovelace', sent(360)],
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
    summary: 'Interrupted: Strapi stopped before the operation finished. Start it again.',
    lines: [warn],
  },
  {
    eventType: 'download',
    daysAgo: 1,
    at: [17, 3],
    tookMs: 74_800,
    initiatedBy: 'Grace Hopper',
    summary: `${brought(12, 406)} Left out, as Strapi does not support it: pt-BR.`,
    lines: [warn],
  },
  {
    eventType: 'download',
    status: 'failed',
    daysAgo: 4,
    at: [9, 40],
    tookMs: 32_600,
    initiatedBy: 'Ada Lovelace',
    summary: `Strapi does not accept the translation: title must be unique. 2 entries could not be saved, the first: article 14 (de). ${brought(3, 401)}`,
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
