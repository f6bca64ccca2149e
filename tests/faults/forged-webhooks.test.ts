import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outline } from '../../shared/contracts';
import { until } from '../harness';
import { listenToConsole } from './support/console-lines';
import { API, startOfficialApp, type OfficialApp } from './support/official-app';
import { refusedCalls } from './support/refused-calls';
import { saw } from './support/saw';
import { BURST_CONNECTIONS, burstOver, startBurst, type Burst } from './support/webhook-burst';

const heading = 'Hostile input';

/**
 * Calls of the burst. Each makes the official plugin read its settings three times and ask Localazy
 * for the secret, some 3 to 9 ms in all, so that 100,000 take minutes: by default a tenth of them.
 */
const FORGED = Number(process.env.FORGED_WEBHOOKS ?? 10_000);

/** Of the burst before that one, after which the caches are warm and the sessions of refusals are there. */
const WARM_UP = 1_000;

/** How often an admin opens the page meanwhile. */
const ADMIN_EVERY_MS = 100;

const MEBIBYTE = 1024 * 1024;
/** Whatever their number: above what garbage collection leaves behind. */
const MEMORY_GROWTH_MB = 8;

let app: OfficialApp;
let strapiConsole: ReturnType<typeof listenToConsole>;
beforeAll(async () => {
  strapiConsole = listenToConsole();
  app = await startOfficialApp();
});
afterAll(async () => {
  strapiConsole.stop();
  await app?.stop();
});

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
};

/** Megabytes in use when everything that can go has gone, what the stand-in noted included. */
const memoryInUse = () => {
  app.localazy.requests.length = 0;
  collectGarbage();
  return process.memoryUsage().heapUsed / MEBIBYTE;
};

/** Milliseconds that a page of an admin took, again and again until the burst is over. */
const adminMeanwhile = async (burst: Burst) => {
  const times: number[] = [];
  while (!burst.statuses) {
    const before = performance.now();
    const { status } = await app.request('GET', `${API}/sessions?eventType=webhook`, {
      token: app.admin.token,
    });
    expect(status).toBe(200);
    times.push(performance.now() - before);
    await sleep(ADMIN_EVERY_MS);
  }
  return times.sort((a, b) => a - b);
};

const entriesOfAll = async () => {
  const sessions = await app.sessions('webhook');
  const counts = await Promise.all(
    sessions.map(async ({ id }) => {
      const { body } = await app.request<Outline>('GET', `${API}/sessions/${id}/outline`, {
        token: app.admin.token,
      });
      return body.levels.replaceAll('.', '').length;
    })
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

it(
  `${FORGED} forged calls, with a genuine one in the middle`,
  async () => {
    await burstOver(startBurst(app.url, WARM_UP));
    const sessionsBefore = await app.sessions('webhook');
    const memoryBefore = memoryInUse();
    const linesBefore = strapiConsole.count();
    const started = performance.now();

    const burst = startBurst(app.url, FORGED);
    const admin = adminMeanwhile(burst);
    await until('half of it is through', () => burst.done >= FORGED / 2, {
      timeoutMs: 30 * 60_000,
    });
    app.localazy.requests.length = 0;
    const genuine = await app.webhook();
    const statuses = await burstOver(burst);
    const seconds = (performance.now() - started) / 1_000;
    const times = await admin;
    const lines = strapiConsole.count() - linesBefore;

    expect(burst.error).toBeUndefined();
    expect(statuses).toEqual({ 200: FORGED });
    expect(genuine.session).toMatchObject({ status: 'completed', initiatedBy: 'Webhook' });
    const sessions = await until('the counts are stored', async () => {
      const found = await app.sessions('webhook');
      const sum = found.reduce((total, session) => total + refusedCalls(session), 0);
      return sum === FORGED + WARM_UP ? found : null;
    });
    expect(sessions).toHaveLength(sessionsBefore.length + 1);
    const entries = await entriesOfAll();
    expect(entries).toBeLessThanOrEqual(sessions.length * 20);
    expect(strapiConsole.ours()).toEqual([]);
    const growth = memoryInUse() - memoryBefore;
    expect(growth).toBeLessThan(MEMORY_GROWTH_MB);

    saw({
      heading,
      done: `${FORGED} forged webhooks over ${BURST_CONNECTIONS} connections, a genuine one in the middle`,
      seen: [
        `${seconds.toFixed(0)} s`,
        `${sessions.length} sessions and ${entries} entries in all`,
        `memory grew by ${growth.toFixed(1)} MB`,
        `console: 0 lines of ours, ${lines} of Strapi and the official plugin`,
        `the genuine one ${genuine.session.status}`,
        `${times.length} admin requests made meanwhile, half of them within ${times[times.length >> 1].toFixed(0)} ms, the slowest ${(times.at(-1) ?? 0).toFixed(0)} ms`,
      ].join('; '),
    });
  },
  60 * 60_000
);

it('refused calls after “Clear logs” are recorded anew, not counted in what is gone', async () => {
  await app.localazy.deliverWebhook(app.url, { forge: true });
  await app.request('DELETE', `${API}/sessions`, { token: app.admin.token });
  const recorded = await until(
    'a refused call is recorded again',
    async () => {
      await app.localazy.deliverWebhook(app.url, { forge: true });
      return (await app.sessions('webhook'))[0];
    },
    { everyMs: 500 }
  );
  expect(recorded.summary).toMatch(/^The webhook’s signature is wrong\. \d+ calls? /);
  saw({ heading, done: 'a forged webhook after “Clear logs”', seen: `“${recorded.summary}”` });
});
