import type { Knex } from 'knex';

/** A connection of knex's pool for a query's `connection()`; undefined leaves the choice to knex. */
export type Connection = Parameters<Knex.QueryBuilder['connection']>[0];

/** Runs statements, with the connection that they have to use. */
export type Executor = <Result>(work: (on: Connection) => Promise<Result>) => Promise<Result>;

/** Runs statements as the host's own: on SQLite they wait for another process's lock, with the event loop held. */
export const executeOnPool: Executor = (work) => work(undefined);

const DEFAULT_TIMEOUT_MS = 30_000;

interface StatementTimeoutOptions {
  knex: Knex;
  /** Closes a connection for good; null where only the wait for one can be aborted. */
  closeConnection: ((connection: Connection, reason: Error) => void) | null;
  /** How long statements may take together with their wait for a connection. */
  timeoutMs?: number;
}

const timedOut = () => new Error('Aborted, as the database did not respond');

/**
 * A database may keep its connections open and never respond (a network that drops packets, a stopped
 * machine). Statements that can be repeated later are aborted after a timeout, and their connection is
 * closed, so that neither the host's pool nor Strapi's stop waits for them.
 */
export const createStatementTimeout = ({
  knex,
  closeConnection,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: StatementTimeoutOptions) => {
  const running = new Set<(reason: Error) => void>();
  let shutdown: NodeJS.Timeout | null = null;
  let isShutDown = false;

  const acquireConnection = async (aborted: Promise<never>): Promise<Connection> => {
    const acquired: Promise<Connection> = knex.client.acquireConnection();
    try {
      return await Promise.race([acquired, aborted]);
    } catch (error) {
      // A connection that arrives too late goes back to the pool.
      acquired.then((late) => knex.client.releaseConnection(late)).catch(() => undefined);
      throw error;
    }
  };

  const execute: Executor = async (work) => {
    if (isShutDown) throw timedOut();
    let abort: (reason: Error) => void = () => {};
    const aborted = new Promise<never>((_, reject) => {
      abort = reject;
    });
    aborted.catch(() => undefined);
    const timer = setTimeout(() => abort(timedOut()), timeoutMs).unref();
    running.add(abort);
    try {
      const connection = await acquireConnection(aborted);
      aborted.catch((reason) => closeConnection?.(connection, reason));
      const result = closeConnection ? Promise.race([work(connection), aborted]) : work(connection);
      await result.finally(() => knex.client.releaseConnection(connection));
      shutdown?.refresh();
      return await result;
    } finally {
      clearTimeout(timer);
      running.delete(abort);
    }
  };

  const abortAll = () => {
    isShutDown = true;
    running.forEach((abort) => abort(timedOut()));
  };

  return {
    execute,
    /** Before a stop: aborts what runs or begins once the database has not responded for so long. */
    abortAfterSilence(silenceMs: number) {
      shutdown ??= setTimeout(abortAll, silenceMs).unref();
    },
  };
};

/**
 * SQLite's driver waits for another process's lock, five seconds by default, in the only thread: Strapi
 * serves nobody meanwhile. Statements that can be repeated later fail fast instead.
 */
export const withoutLockWait =
  (knex: Knex, execute: Executor): Executor =>
  (work) =>
    execute(async (connection) => {
      const busyTimeout = (change = ''): Promise<{ timeout: number }[]> =>
        knex.raw(`pragma busy_timeout${change}`).connection(connection);
      const [{ timeout }] = await busyTimeout();
      await busyTimeout(' = 0');
      return work(connection).finally(() => busyTimeout(` = ${timeout}`));
    });
