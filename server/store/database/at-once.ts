import type { Knex } from 'knex';
import type { Manner } from './patience';

/**
 * SQLite's driver waits for another process's lock, five seconds by default, in the one thread that
 * there is: nobody is answered meanwhile. What can be done again later fails at once instead.
 */
export const createAtOnce =
  (knex: Knex, within: Manner): Manner =>
  (work) =>
    within(async (connection) => {
      const waiting = (change = ''): Promise<{ timeout: number }[]> =>
        knex.raw(`pragma busy_timeout${change}`).connection(connection);
      const [{ timeout }] = await waiting();
      await waiting(' = 0');
      return work(connection).finally(() => waiting(` = ${timeout}`));
    });
