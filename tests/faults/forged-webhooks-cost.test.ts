import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalazyApi, type LocalazyApi } from '../localazy-api';
import { startOfficialApp } from './support/official-app';
import { saw } from './support/saw';
import { burstOver, startBurst } from './support/webhook-burst';

const CALLS = 1_000;
const WARM_UP = 300;
const ROUNDS = 2;

/** A few parts in a hundred are ours; the rest is room for what else the machine is doing. */
const AT_MOST_DEARER = 1.4;

let localazy: LocalazyApi;
beforeAll(async () => {
  localazy = await createLocalazyApi();
});
afterAll(() => localazy?.close());

/** Milliseconds of the processor that Strapi spends on a forged call, with our plugin or without. */
const costOfCall = async (withOurs: boolean) => {
  const plugins = withOurs ? {} : { 'localazy-activity-logs': { enabled: false } };
  const app = await startOfficialApp({ localazy, plugins });
  try {
    await burstOver(startBurst(app.url, WARM_UP));
    const before = process.cpuUsage();
    const statuses = await burstOver(startBurst(app.url, CALLS));
    const { user, system } = process.cpuUsage(before);
    expect(statuses).toEqual({ 200: CALLS });
    localazy.requests.length = 0;
    return (user + system) / 1_000 / CALLS;
  } finally {
    await app.stop();
  }
};

it('a forged webhook costs Strapi hardly more with us than without', async () => {
  const costs = { ours: Infinity, without: Infinity };
  for (let round = 0; round < ROUNDS; round += 1) {
    costs.without = Math.min(costs.without, await costOfCall(false));
    costs.ours = Math.min(costs.ours, await costOfCall(true));
  }
  const ratio = costs.ours / costs.without;
  expect(ratio).toBeLessThan(AT_MOST_DEARER);
  saw({
    heading: 'Hostile input',
    done: `what a forged webhook costs Strapi's process, with this plugin and without it (the best of ${ROUNDS} rounds of ${CALLS} calls)`,
    seen: `${costs.ours.toFixed(2)} ms of the processor with it, ${costs.without.toFixed(2)} ms without: ${ratio.toFixed(2)} times as much`,
  });
}, 300_000);
