import type { Knex } from 'knex';
import { createStore } from '../../../server/store';
import { address, cheapAddress, type Bench } from '../bench';
import { buildSessions } from '../data/build';
import type { Figure } from '../figures';
import { whileOthersAsk, type Hold } from '../measure/event-loop';
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

const figuresOf = (
  work: string,
  { result, longestHoldMs, otherP95Ms }: Hold<number>,
  othersBefore: number
): Figure[] => [
  { work, value: result / 1_000, unit: 's' },
  {
    work: LONGEST_HOLD,
    value: longestHoldMs,
    unit: 'ms',
    goal: { of: 'value', atMost: HOLD_GOAL_MS },
  },
  {
    work: '… something cheap, asked for meanwhile, p95',
    value: otherP95Ms,
    unit: 'ms',
    reference: { what: 'when idle', value: othersBefore },
  },
];

/** The first requests of a new Strapi hold it for tens of milliseconds, whatever they ask. */
const warmUp = (bench: Bench) =>
  bench.client.ask({
    urls: Array.from({ length: 20 }, () => address(bench, '/sessions', { pageSize: 1 })),
    token: bench.app.admin.token,
  });

const idle = (bench: Bench) =>
  whileOthersAsk(bench.client, cheapAddress(bench), () => new Promise((r) => setTimeout(r, 500)));

/** Deletes the oldest tenth as retention does, in the batches that it takes. */
const prune = async ({ app }: Bench): Promise<void> => {
  const { sessions } = createStore({ strapi: app.strapi });
  const old = Math.floor((await count(app.knex)) * OLD_SHARE);
  const [before] = await app
    .knex(TABLE)
    .orderBy('started_at')
    .offset(old)
    .limit(1)
    .pluck('started_at');
  let deleted: number;
  do {
    deleted = await sessions.pruneBatch({ before: Number(before), limit: SESSIONS_PER_BATCH });
  } while (deleted === SESSIONS_PER_BATCH);
};

/** Retention of a tenth, then clearing the rest. Nothing is left after it. */
export const benchDeletion = async (bench: Bench): Promise<Figure[]> => {
  const { app, client } = bench;
  const sessions = bench.quick ? Math.min(QUICK_SESSIONS, bench.sessions) : bench.sessions;
  if (sessions < bench.sessions) await buildSessions(app.database, sessions);
  await warmUp(bench);
  const { otherP95Ms: before } = await idle(bench);
  const pruned = await whileOthersAsk(client, cheapAddress(bench), () => timed(() => prune(bench)));
  const cleared = await whileOthersAsk(client, cheapAddress(bench), () =>
    timed(() =>
      client.ask({
        urls: [address(bench, '/sessions')],
        method: 'DELETE',
        token: app.admin.token,
      })
    )
  );
  return [
    ...figuresOf('Retention of the oldest tenth of the sessions, with their lines', pruned, before),
    ...figuresOf('Clearing all the others, with their lines', cleared, before),
  ].map((figure) => ({ ...figure, sessions }));
};
