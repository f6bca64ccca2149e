import { parseArgs } from 'node:util';
import { eventTypeSchema } from '../../../shared/contracts';
import { CREDENTIALS, startPlayground, type Playground } from './app';
import { recordLargeSession } from './large-session';
import { sessionTable } from './table';
import { runTransfer } from './transfers';
import { runTroubles } from './troubles';

/** Runs an upload, a download and a webhook. */
const runEach = async (playground: Playground) => {
  const sessions = [];
  for (const eventType of eventTypeSchema.options) {
    sessions.push(await runTransfer(playground, eventType));
  }
  return sessions;
};

/** Prints what was recorded, and returns whether all went as it should. */
const demonstrate = async (playground: Playground, troubles: boolean): Promise<boolean> => {
  const sessions = await (troubles ? runTroubles : runEach)(playground);
  console.log(`\nRecorded sessions:\n\n${sessionTable(sessions)}\n`);
  return troubles || sessions.every(({ status }) => status === 'completed');
};

const PAGES = '/admin/plugins/localazy-activity-logs';

const invite = ({ url }: Playground, largeSession: number | undefined) => {
  const { email, password } = CREDENTIALS;
  console.log(`Admin panel: ${url}${PAGES}`);
  if (largeSession) console.log(`50,000 lines: ${url}${PAGES}/sessions/${largeSession}`);
  console.log(`Sign in as ${email} with ${password}. Ctrl+C stops.`);
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      troubles: { type: 'boolean', default: false },
    },
  });
  const { fresh = false, troubles = false } = values;
  const playground = await startPlayground({ fresh, config: { automatedUploads: troubles } });
  console.log(
    playground.isFresh
      ? 'New database, filled with articles and a homepage.'
      : 'Database of the last run; "npm run playground -- --fresh" starts over.'
  );

  const hasVisitors = !values.once;
  const largeSession =
    hasVisitors && playground.isFresh && !troubles
      ? await recordLargeSession(playground)
      : undefined;
  const allCompleted = await demonstrate(playground, troubles);
  if (hasVisitors) return invite(playground, largeSession);
  await playground.stop();
  process.exit(allCompleted ? 0 : 1);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
