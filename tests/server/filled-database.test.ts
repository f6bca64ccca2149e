import { afterAll, beforeAll, describe } from 'vitest';
import { databases } from '../harness';
import { startFilled, type Filled } from './filled/filled';
import { testQueryPlans } from './filled/query-plans';
import { testSearchesAtOnce } from './filled/searches-at-once';
import { testSessionLists } from './filled/session-list';

describe.each(databases)('%s with 36,000 sessions', (client) => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await startFilled(client);
  }, 120_000);
  afterAll(() => filled?.app.stop());

  describe('reads its tables', () => testQueryPlans(client, () => filled));
  describe.runIf(client === 'sqlite')('searched by many', () => testSearchesAtOnce(() => filled));
  // The last, as it writes and clears.
  describe('lists 30,000 of them', () => testSessionLists(() => filled));
});
