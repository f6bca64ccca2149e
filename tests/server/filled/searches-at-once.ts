import { expect, test } from 'vitest';
import type { Filled } from './filled';

const SEARCHES = 50;
const API = '/localazy-activity-logs';

export const testSearchesAtOnce = (filled: () => Filled) =>
  test('any number of searches leaves other requests their turn', async () => {
    const { app } = filled();
    const { token } = app.admin;
    let finished = 0;
    const searches = Array.from({ length: SEARCHES }, async (_, index) => {
      const search = `search=nothing has this text ${index}`;
      const { status } = await app.request('GET', `${API}/sessions?${search}`, { token });
      finished += 1;
      return status;
    });
    const before: number[] = [];
    for (let request = 0; request < 5; request += 1) {
      const { status } = await app.request('GET', `${API}/preferences`, { token });
      expect(status).toBe(200);
      before.push(finished);
    }
    // Each is served between steps of the searches, not behind them.
    expect(before[4]).toBeLessThan(SEARCHES / 2);
    expect(new Set(await Promise.all(searches))).toEqual(new Set([200]));
  }, 60_000);
