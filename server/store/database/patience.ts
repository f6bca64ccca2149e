import type { Knex } from 'knex';

/** A connection of knex's pool for a query's `connection()`; undefined leaves the choice to knex. */
export type Connection = Parameters<Knex.QueryBuilder['connection']>[0];

/** Runs statements, with the connection that they have to use. */
export type Manner = <Result>(work: (on: Connection) => Promise<Result>) => Promise<Result>;

/** As the host works: on SQLite another process's lock is waited for, with the event loop held. */
export const patiently: Manner = (work) => work(undefined);

const USUAL_PATIENCE_MS = 30_000;

interface PatienceOptions {
  knex: Knex;
  /** Ends a connection for good; null where only the wait for one can be given up. */
  breakOff: ((connection: Connection, reason: Error) => void) | null;
  /** How long statements may take together with their wait for a connection. */
  patienceMs?: number;
}

/** A promise that rejects with the given reason when it's told to. */
const createAlarm = () => {
  let ring: (reason: Error) => void = () => {};
  const rung = new Promise<never>((_, reject) => {
    ring = reject;
  });
  rung.catch(() => undefined);
  return { ring: (reason: Error) => ring(reason), rung };
};

type Alarm = ReturnType<typeof createAlarm>;

/**
 * A database that keeps its connections and answers nothing (a network that swallows packets, a stopped
 * machine) would be waited for without end. What can be done again later is given up after a while, its
 * connection with it, so that it keeps neither the host's pool nor Strapi's stop waiting.
 */
export const createPatience = ({
  knex,
  breakOff,
  patienceMs = USUAL_PATIENCE_MS,
}: PatienceOptions) => {
  const underWay = new Set<Alarm>();
  let lastCall: NodeJS.Timeout | null = null;
  let isOver = false;

  const givenUp = () => new Error('Given up, as the database did not answer');

  const takeConnection = async ({ rung }: Alarm): Promise<Connection> => {
    const taken: Promise<Connection> = knex.client.acquireConnection();
    try {
      return await Promise.race([taken, rung]);
    } catch (error) {
      // One that comes too late goes back.
      taken.then((late) => knex.client.releaseConnection(late)).catch(() => undefined);
      throw error;
    }
  };

  const runWith = async <Result>(alarm: Alarm, work: (on: Connection) => Promise<Result>) => {
    const connection = await takeConnection(alarm);
    try {
      if (!breakOff) return await work(connection);
      alarm.rung.catch((reason) => breakOff(connection, reason));
      return await Promise.race([work(connection), alarm.rung]);
    } finally {
      await knex.client.releaseConnection(connection);
    }
  };

  const within: Manner = async (work) => {
    if (isOver) throw givenUp();
    const alarm = createAlarm();
    const timer = setTimeout(() => alarm.ring(givenUp()), patienceMs).unref();
    underWay.add(alarm);
    try {
      const result = await runWith(alarm, work);
      lastCall?.refresh();
      return result;
    } finally {
      clearTimeout(timer);
      underWay.delete(alarm);
    }
  };

  const giveUpAll = () => {
    isOver = true;
    underWay.forEach(({ ring }) => ring(givenUp()));
  };

  return {
    within,
    /** Before a stop: whatever is under way or begins is given up once nothing was answered for so long. */
    hurry(silenceMs: number) {
      lastCall ??= setTimeout(giveUpAll, silenceMs).unref();
    },
  };
};
