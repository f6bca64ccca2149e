import type { Knex } from 'knex';

/** A connection of knex's pool for a query's `connection()`; undefined leaves the choice to knex. */
export type Connection = Parameters<Knex.QueryBuilder['connection']>[0];

/** Runs statements, with the connection that they have to use. */
export type Manner = <Result>(work: (on: Connection) => Promise<Result>) => Promise<Result>;

/** As the host works: on SQLite another process's lock is waited for, with the event loop held. */
export const patiently: Manner = (work) => work(undefined);

/**
 * SQLite's driver waits for another process's lock, five seconds by default, in the one thread that
 * there is: nobody is answered meanwhile. What can be done again later fails at once instead.
 */
export const createAtOnce =
  (knex: Knex): Manner =>
  async (work) => {
    const connection = await knex.client.acquireConnection();
    const waiting = (change = ''): Promise<{ timeout: number }[]> =>
      knex.raw(`pragma busy_timeout${change}`).connection(connection);
    try {
      const [{ timeout }] = await waiting();
      await waiting(' = 0');
      return await work(connection).finally(() => waiting(` = ${timeout}`));
    } finally {
      await knex.client.releaseConnection(connection);
    }
  };
