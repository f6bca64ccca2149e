import type { ActivityLogger } from '../../../server/recorder/types';
import { PLUGIN_ID } from '../../../shared/plugin-id';
import type { Bench } from '../bench';
import type { Figure } from '../figures';
import { median, perSecond, timed } from '../measure/statistics';

const SESSIONS = 2_000;
const LINES_PER_SESSION = 50;
const MEASURED_LINES = 5;
const OUR_LINES = 10_000;
const GOAL_RATIO = 1 / 1_000;

interface KeptSession {
  id: string;
  entries: { message: string; timestamp: number }[];
}

const lineOf = (line: number) => ({
  message: `Updated api::article.article[${line}] (cs)`,
  timestamp: 1_764_000_000_000 + line,
});

/** Everything in one value of Strapi's own store: each line reads it, adds itself and writes it back. */
const writeOneValue = async ({ app }: Bench): Promise<number> => {
  const kept = app.strapi.store({ type: 'plugin', name: 'bench' });
  const all: KeptSession[] = Array.from({ length: SESSIONS }, (_, session) => ({
    id: String(session),
    entries: Array.from({ length: LINES_PER_SESSION }, (__, line) => lineOf(line)),
  }));
  await kept.set({ key: 'sessions', value: all });
  const took: number[] = [];
  for (let line = 0; line < MEASURED_LINES; line += 1) {
    took.push(
      await timed(async () => {
        const sessions = (await kept.get({ key: 'sessions' })) as KeptSession[];
        sessions[SESSIONS - 1].entries.push(lineOf(line));
        await kept.set({ key: 'sessions', value: sessions });
      })
    );
  }
  await kept.delete({ key: 'sessions' });
  return median(took);
};

/** Ours until it is stored, not only until the caller goes on. */
const writeLines = async ({ app }: Bench): Promise<number> => {
  const logger: ActivityLogger = app.strapi.plugin(PLUGIN_ID).service('logger');
  const ms = await timed(async () => {
    const session = logger.start({ eventType: 'upload', initiatedBy: 'Bench' });
    for (let line = 0; line < OUR_LINES; line += 1) session.info(lineOf(line).message);
    session.complete();
    await logger.flush();
  });
  return 1_000_000 / perSecond(OUR_LINES, ms);
};

/** A stored line beside a line of logs that are all kept in one JSON value. */
export const benchJsonValue = async (bench: Bench): Promise<Figure[]> => {
  await writeLines(bench);
  return [
    {
      work: 'A line until it is stored, beside one JSON value with 2,000 sessions of 50 lines',
      value: await writeLines(bench),
      unit: 'µs',
      reference: { what: 'the one value', value: 1_000 * (await writeOneValue(bench)) },
      goal: { of: 'ratio', atMost: GOAL_RATIO },
    },
  ];
};
