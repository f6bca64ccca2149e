import { describe, expect, it } from 'vitest';
import { INTERRUPTED, interruptedEnd } from '../../server/recorder/interrupted';
import type { LineTally, StaleSession } from '../../server/store/types';

const STARTED = 1_700_000_000_000;

const stale = (given: Partial<StaleSession> = {}): StaleSession => ({
  id: 7,
  eventType: 'download',
  status: 'in-progress',
  startedAt: STARTED,
  finishedAt: null,
  durationMs: null,
  initiatedBy: 'Ada Lovelace',
  summary: 'Downloading translations from Localazy',
  summaryParts: [{ id: 'downloading', values: {} }],
  entryCount: 3,
  warningCount: 0,
  errorCount: 0,
  progress: { done: 1, total: 4 },
  outcome: null,
  heartbeatAt: STARTED + 1_000,
  ...given,
});

const updated = (locale: string) => ({
  type: 'api::article.article',
  locale,
  action: 'updated' as const,
});

const TALLY: LineTally[] = [
  { level: 'info', content: updated('cs'), count: 5, last: STARTED + 2_000 },
  {
    level: 'error',
    content: { ...updated('de'), action: 'failed' },
    count: 2,
    last: STARTED + 900,
  },
  { level: 'warn', content: null, count: 1, last: STARTED + 2_500 },
];

const row = {
  type: 'api::article.article',
  created: 0,
  updated: 0,
  failed: 0,
  skipped: 0,
  sent: 0,
};

describe('the end of a session whose process is dead', () => {
  it('has the counts and the outcome of the lines that are stored, not those of the last heartbeat', () => {
    const known = {
      rows: [{ ...row, locale: 'cs', updated: 3 }],
      missingLanguages: [{ locale: 'fr', reason: 'not-chosen' as const }],
    };
    expect(interruptedEnd(stale({ outcome: known }), TALLY)).toMatchObject({
      ...INTERRUPTED,
      id: 7,
      status: 'failed',
      entryCount: 8,
      warningCount: 1,
      errorCount: 2,
      progress: { done: 1, total: 4 },
      outcome: {
        rows: [
          { ...row, locale: 'cs', updated: 5 },
          { ...row, locale: 'de', failed: 2 },
        ],
        missingLanguages: known.missingLanguages,
      },
    });
  });

  it('is at its last sign of life: a line, or the heartbeat where that is later', () => {
    expect(interruptedEnd(stale(), TALLY)).toMatchObject({
      finishedAt: STARTED + 2_500,
      durationMs: 2_500,
    });
    expect(interruptedEnd(stale({ heartbeatAt: STARTED + 9_000 }), TALLY).durationMs).toBe(9_000);
    // By another clock than the start.
    expect(interruptedEnd(stale({ heartbeatAt: STARTED - 9_000 }), []).durationMs).toBe(0);
  });

  it('has no outcome where nothing is known of one, and an empty one where nothing was done', () => {
    expect(interruptedEnd(stale(), [TALLY[2]]).outcome).toBeNull();
    const nothing = { rows: [], missingLanguages: [] };
    expect(interruptedEnd(stale({ outcome: nothing }), []).outcome).toEqual(nothing);
  });
});
