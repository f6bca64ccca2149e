import { createDatabase } from '../../../server/store/database/database';
import { createMilestoneLaying } from '../../../server/store/milestones/milestone-laying';
import { cheapAddress, type Bench } from '../bench';
import type { Figure } from '../figures';
import { whileIdle, whileOthersAsk } from '../measure/event-loop';
import { timed } from '../measure/statistics';
import { HOLD_GOAL_MS, LONGEST_HOLD } from './reads';

/** What is done in the background at a start, and then every thousand sessions, with long breaks that a quick bench leaves out; nothing where it's done. */
export const benchMilestones = async (bench: Bench): Promise<Figure[]> => {
  const database = createDatabase({ strapi: bench.app.strapi });
  const breaks = bench.quick ? { oneIn: 1 } : {};
  const { layMilestones } = createMilestoneLaying({ database, ...breaks });
  const { signal } = new AbortController();
  const idle = await whileIdle(bench.client, cheapAddress(bench));
  const { result, longestHoldMs } = await whileOthersAsk(bench.client, cheapAddress(bench), () =>
    timed(() => layMilestones({ signal }))
  );
  return [
    {
      work: `Milestones of all tabs and orders, counted ${bench.quick ? 'without breaks' : 'in the background'}`,
      value: result / 1_000,
      unit: 's',
    },
    {
      work: LONGEST_HOLD,
      value: longestHoldMs,
      unit: 'ms',
      reference: { what: 'when idle', value: idle.longestHoldMs },
      goal: { of: 'value', atMost: HOLD_GOAL_MS },
    },
  ];
};
