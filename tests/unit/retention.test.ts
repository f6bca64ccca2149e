import { describe, expect, test } from 'vitest';
import { createRetention } from '../../server/recorder/retention';
import type { Expiry, Store } from '../../server/store/types';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = Date.UTC(2026, 10, 23);

/** A store of which the clock and the counts are set by the test, and that notes what it's asked to delete. */
const setUp = () => {
  const state = { now: NOW, newest: NOW - DAY_MS, expired: 10, kept: 1_000, uptime: 0 };
  const deleted: number[] = [];
  const warnings: string[] = [];
  const sessions = {
    expiry: async (ageMs: number): Promise<Expiry> => ({ ...state, before: state.now - ageMs }),
    pruneBatch: async ({ before }: { before: number }) => {
      deleted.push(before);
      return 0;
    },
  };
  const retention = createRetention({
    store: () => ({ sessions }) as unknown as Store,
    config: { retentionDays: 365 },
    log: { warn: (text) => warnings.push(text) },
    signal: new AbortController().signal,
    uptime: () => state.uptime,
  });
  const pass = (ms: number) => {
    state.now += ms;
    state.uptime += ms;
  };
  return { state, deleted, warnings, retention, pass };
};

describe('retention', () => {
  test('deletes what is older than the days that are configured, by the clock of the database', async () => {
    const { retention, deleted, warnings } = setUp();
    await retention.start();
    await retention.prune();
    expect(deleted).toEqual([NOW - 365 * DAY_MS]);
    expect(warnings).toEqual([]);
  });

  test('deletes nothing after the clock was set ahead, says so once, and goes on a day later', async () => {
    const { state, retention, deleted, warnings, pass } = setUp();
    await retention.start();
    pass(DAY_MS);
    state.now += 100 * DAY_MS;
    await retention.prune();
    await retention.prune();
    expect(deleted).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('set ahead');
    pass(DAY_MS);
    await retention.prune();
    expect(deleted).toHaveLength(1);
  });

  test('deletes nothing at first where the clock is far ahead of all that is recorded', async () => {
    const { state, retention, deleted, warnings } = setUp();
    state.now += 100 * DAY_MS;
    await retention.start();
    // The first session of this process begins by the wrong clock.
    state.newest = state.now;
    await retention.prune();
    expect(deleted).toEqual([]);
    expect(warnings[0]).toContain('30 days');
  });

  test('deletes nothing at first where more would go than stay', async () => {
    const { state, retention, deleted, warnings } = setUp();
    state.expired = 1_001;
    await retention.start();
    await retention.prune();
    expect(deleted).toEqual([]);
    expect(warnings[0]).toContain('more sessions would go than stay');
  });

  test('deletes the few sessions of a quiet installation, though they are more than half', async () => {
    const { state, retention, deleted } = setUp();
    Object.assign(state, { expired: 9, kept: 3 });
    await retention.start();
    await retention.prune();
    expect(deleted).toHaveLength(1);
  });
});
