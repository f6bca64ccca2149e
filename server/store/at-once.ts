import type { Knex } from 'knex';

/** A connection of knex's pool for a query's `connection()`; undefined leaves the choice to knex. */
export type Connection = Parameters<Knex.QueryBuilder['connection']>[0];

/** Runs a write, with the connection that it has to use. */
export type Writing = <Result>(write: (on: Connection) => Promise<Result>) => Promise<Result>;

/** As the host writes: on SQLite another process's lock is waited for, with the event loop held. */
export const patiently: Writing = (write) => write(undefined);

/**
 * SQLite's driver waits for another process's lock, five seconds by default, in the one thread that
 * there is: nobody is answered meanwhile. What can be tried again later is written so that it fails
 * at once instead.
 */
export const createAtOnce =
  (knex: Knex): Writing =>
  async (write) => {
    const connection = await knex.client.acquireConnection();
    const waiting = (change = ''): Promise<{ timeout: number }[]> =>
      knex.raw(`pragma busy_timeout${change}`).connection(connection);
    try {
      const [{ timeout }] = await waiting();
      await waiting(' = 0');
      return await write(connection).finally(() => waiting(` = ${timeout}`));
    } finally {
      await knex.client.releaseConnection(connection);
    }
  };
