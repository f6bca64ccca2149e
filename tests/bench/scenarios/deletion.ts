import type { Knex } from 'knex';
import { createStore } from '../../../server/store';
import { address, cheapAddress, type Bench } from '../bench';
import { buildSessions } from '../data/build';
import type { Figure } from '../figures';
import { whileIdle, whileOthersAsk, type Hold } from '../measure/event-loop';
import { timed } from '../measure/statistics';
import { HOLD_GOAL_MS, LONGEST_HOLD } from './reads';

const TABLE = 'localazy_activity_sessions';
const SESSIONS_PER_BATCH = 500;

/** A quick bench deletes fewer: where a disk is slow to write, the others would take half a minute. */
const QUICK_SESSIONS = 10_000;

/** The share of sessions that retention finds too old. */
const OLD_SHARE = 0.1;

const count = async (knex: Knex): Promise<number> => {
  const { counted } = await knex(TABLE)
    .count({ counted: '*' })
    .first<{ counted: number | string }>();
  return Number(counted);
};

interface Deleted {
  sessions: number;
  ms: number;
}

/** So many are deleted for reference. */
const REFERENCE_SESSIONS = 1_000;

/** What a session takes in ms where knex deletes many in one statement, their lines by the foreign key: quick, and it holds whoever waits for it. */
const deleteTogether = async ({ app }: Bench): Promise<number> => {
  const ids: number[] = await app.knex(TABLE).orderBy('id').limit(REFERENCE_SESSIONS).pluck('id');
  return (await timed(() => app.knex(TABLE).whereIn('id', ids).delete())) / ids.length;
};

interface References {
  idle: Hold<unknown>;
  msPerSession: number;
}

const figuresOf = (
  work: string,
  { result: { sessions, ms }, longestHoldMs, otherP95Ms }: Hold<Deleted>,
  { idle, msPerSession }: References
): Figure[] => [
  {
    work,
    value: ms / 1_000,
    unit: 's',
    reference: {
      what: 'knex, 1,000 a statement, at that rate',
      value: (msPerSession * sessions) / 1_000,
    },
  },
  {
    work: LONGEST_HOLD,
    value: longestHoldMs,
    unit: 'ms',
    reference: { what: 'when idle', value: idle.longestHoldMs },
    goal: { of: 'value', atMost: HOLD_GOAL_MS },
  },
  {
    work: '… something cheap, asked for meanwhile, p95',
    value: otherP95Ms,
    unit: 'ms',
    reference: { what: 'when idle', value: idle.otherP95Ms },
  },
];

/** The first requests of a new Strapi hold it for tens of milliseconds, whatever they ask. */
const warmUp = (bench: Bench) =>
  bench.client.ask({
    urls: Array.from({ length: 20 }, () => address(bench, '/sessions', { pageSize: 1 })),
    token: bench.app.admin.token,
  });

/** Deletes the oldest tenth as retention does, in the batches that it takes. */
const prune = async ({ app }: Bench): Promise<Deleted> => {
  const { sessions } = createStore({ strapi: app.strapi });
  const old = Math.floor((await count(app.knex)) * OLD_SHARE);
  const [before] = await app
    .knex(TABLE)
    .orderBy('started_at')
    .offset(old)
    .limit(1)
    .pluck('started_at');
  let deleted: number;
  const ms = await timed(async () => {
    do {
      deleted = await sessions.pruneBatch({ before: Number(before), limit: SESSIONS_PER_BATCH });
    } while (deleted === SESSIONS_PER_BATCH);
  });
  return { sessions: old, ms };
};

const clear = async (bench: Bench): Promise<Deleted> => {
  const sessions = await count(bench.app.knex);
  const [ms] = await bench.client.ask({
    urls: [address(bench, '/sessions')],
    method: 'DELETE',
    token: bench.app.admin.token,
  });
  return { sessions, ms };
};

/** Retention of a tenth, then clearing the rest. Nothing is left after it. */
export const benchDeletion = async (bench: Bench): Promise<Figure[]> => {
  const { app, client } = bench;
  const sessions = bench.quick ? Math.min(QUICK_SESSIONS, bench.sessions) : bench.sessions;
  if (sessions < bench.sessions) await buildSessions(app.database, sessions);
  await warmUp(bench);
  const probed = cheapAddress(bench);
  const idle = await whileIdle(client, probed);
  const pruned = await whileOthersAsk(client, probed, () => prune(bench));
  const references = { idle, msPerSession: await deleteTogether(bench) };
  const cleared = await whileOthersAsk(client, probed, () => clear(bench));
  return [
    ...figuresOf(
      'Retention of the oldest tenth of the sessions, with their lines',
      pruned,
      references
    ),
    ...figuresOf('Clearing all the others, with their lines', cleared, references),
  ].map((figure) => ({ ...figure, sessions }));
};
