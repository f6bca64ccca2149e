import { createStore } from '../../../server/store';
import { cheapAddress, type Bench } from '../bench';
import type { Figure } from '../figures';
import { whileOthersAsk } from '../measure/event-loop';
import { timed } from '../measure/statistics';
import { HOLD_GOAL_MS, LONGEST_HOLD } from './reads';

/** What is done in the background at a start, and then every thousand sessions; nothing where it's done. */
export const benchMilestones = async (bench: Bench): Promise<Figure[]> => {
  const { sessions } = createStore({ strapi: bench.app.strapi });
  const { signal } = new AbortController();
  const { result, longestHoldMs } = await whileOthersAsk(bench.client, cheapAddress(bench), () =>
    timed(() => sessions.layMilestones({ signal }))
  );
  return [
    {
      work: 'Milestones of all tabs and orders, counted in the background',
      value: result / 1_000,
      unit: 's',
    },
    {
      work: LONGEST_HOLD,
      value: longestHoldMs,
      unit: 'ms',
      goal: { of: 'value', atMost: HOLD_GOAL_MS },
    },
  ];
};
