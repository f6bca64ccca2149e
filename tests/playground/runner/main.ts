import { parseArgs } from 'node:util';
import { eventTypeSchema } from '../../../shared/contracts';
import { CREDENTIALS, startPlayground, type Playground } from './app';
import { recordLargeSession } from './large-session';
import { sessionTable } from './table';
import { runTransfer } from './transfers';

/** Runs an upload, a download and a webhook, prints what was recorded, and returns whether all went well. */
const demonstrate = async (playground: Playground): Promise<boolean> => {
  const sessions = [];
  for (const eventType of eventTypeSchema.options) {
    sessions.push(await runTransfer(playground, eventType));
  }
  console.log(`\nRecorded sessions:\n\n${sessionTable(sessions)}\n`);
  return sessions.every(({ status }) => status === 'completed');
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
    },
  });
  const playground = await startPlayground({ fresh: values.fresh ?? false });
  console.log(
    playground.isFresh
      ? 'New database, filled with articles.'
      : 'Database of the last run; "npm run playground -- --fresh" starts over.'
  );

  const hasVisitors = !values.once;
  const largeSession =
    hasVisitors && playground.isFresh ? await recordLargeSession(playground) : undefined;
  const allCompleted = await demonstrate(playground);
  if (hasVisitors) return invite(playground, largeSession);
  await playground.stop();
  process.exit(allCompleted ? 0 : 1);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
