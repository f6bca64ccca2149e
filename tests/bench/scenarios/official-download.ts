import { copyFile } from 'node:fs/promises';
import { appEnv } from '../../harness/app-env';
import { createDatabase, databaseFile, type TestDatabase } from '../../harness/databases';
import type { ListSessionsAnswer } from '../../../shared/contracts';
import { seedApp, startTransfer } from '../../harness/official-plugin';
import { APP_DIR } from '../../harness/paths';
import { startStrapi, type RunningStrapi } from '../../harness/start-strapi';
import { until } from '../../harness/until';
import { createLocalazyApi, type LocalazyApi } from '../../localazy-api';
import type { Figure, Measured } from '../figures';
import { createChild } from '../measure/child';
import { median } from '../measure/statistics';

/** Each article is written in two languages, so a download writes twice as many entries. */
const ARTICLES = { whole: 500, quick: 5 };
const PAIRS = { whole: 9, quick: 2 };
const GOAL_RATIO = 1.02;
const SESSIONS_AT_ONCE = 50;
const LINES_AT_ONCE = { whole: 1_000, quick: 200 };

/** Lines that wait for the database are bounded by the config's `maxBytes`; the rest is what node hasn't collected. */
const GOAL_MB_AT_ONCE = 64;

type App = ReturnType<typeof createChild>;

const startApp = async (
  database: TestDatabase,
  localazy: LocalazyApi,
  { pluginDir, withOurs }: { pluginDir: string; withOurs: boolean }
): Promise<App> => {
  const app = createChild('app-process.cjs', {
    env: {
      ...process.env,
      ...appEnv({
        database,
        localazyUrl: localazy.url,
        pluginDir,
        plugins: withOurs ? {} : { 'localazy-activity-logs': { enabled: false } },
      }),
      APP_DIR,
    },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await app.ready();
  return app;
};

/** A download brings back what an upload has told Localazy of. */
const uploadAll = async (app: RunningStrapi): Promise<void> => {
  await startTransfer(app, 'upload');
  const uploads = '/localazy-activity-logs/sessions?eventType=upload';
  await until(
    'the upload has ended',
    async () => {
      const { token } = app.admin;
      const { body } = await app.request<ListSessionsAnswer>('GET', uploads, { token });
      return body.results[0]?.status === 'completed';
    },
    { timeoutMs: 60_000 }
  );
};

/** Milliseconds of a download, by the clock and of the processor. */
interface Took {
  ms: number;
  cpuMs: number;
}

/** Throws where a download did not write what it should: its time would say nothing. */
const download = async (app: App, entries: number): Promise<Took> => {
  const { written, ...took } = await app.run<Took & { written: number }>('download');
  if (written !== entries) throw new Error(`A download wrote ${written} entries, not ${entries}`);
  return took;
};

interface Pair {
  ours: Took;
  theirs: Took;
}

/** What downloads take, in turns, so that what else the machine does meets both. */
const inTurns = async (pairs: number, entries: number, ours: App, theirs: App) => {
  const took: Pair[] = [];
  // The first downloads create what the others update, and aren't counted.
  for (let pair = 0; pair <= pairs; pair += 1) {
    const isOurTurn = pair % 2 === 1;
    const first = await download(isOurTurn ? ours : theirs, entries);
    const second = await download(isOurTurn ? theirs : ours, entries);
    if (pair > 0)
      took.push(isOurTurn ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return took;
};

/** With us beside without us: the median of the ratios of pairs. */
const pairFigure = (work: string, pairs: Pair[], of: keyof Took): Figure => {
  const theirs = median(pairs.map((pair) => pair.theirs[of])) / 1_000;
  const ratio = median(pairs.map((pair) => pair.ours[of] / pair.theirs[of]));
  return {
    work,
    value: ratio * theirs,
    unit: 's',
    reference: { what: 'without us', value: theirs },
    goal: { of: 'ratio', atMost: GOAL_RATIO },
  };
};

const memoryFigures = async (ours: App, theirs: App, lines: number): Promise<Figure[]> => {
  const [withUs, without] = [await ours.run<number>('usedMb'), await theirs.run<number>('usedMb')];
  const most = await ours.run<number>('logAtOnce', {
    sessions: SESSIONS_AT_ONCE,
    lines,
  });
  return [
    {
      work: 'Memory of an idle Strapi with us',
      value: withUs,
      unit: 'MB',
      reference: { what: 'without', value: without },
    },
    {
      work: '… more of it while 50 sessions log at once',
      value: most - withUs,
      unit: 'MB',
      goal: { of: 'value', atMost: GOAL_MB_AT_ONCE },
    },
  ];
};

/** A download through the official plugin with us and without, and what memory we take. On SQLite. */
export const benchOfficialDownload = async (options: {
  pluginDir: string;
  quick: boolean;
}): Promise<Measured[]> => {
  const size = options.quick ? 'quick' : 'whole';
  const localazy = await createLocalazyApi();
  const seeded = await createDatabase('sqlite');
  const app = await startStrapi({ database: seeded, localazy, pluginDir: options.pluginDir });
  await seedApp(app, { articles: ARTICLES[size] });
  await uploadAll(app);
  await app.stop();
  const copy = databaseFile(`${seeded.env.DATABASE_FILENAME}.copy`);
  await copyFile(seeded.env.DATABASE_FILENAME, copy.env.DATABASE_FILENAME);

  const [ours, theirs] = await Promise.all([
    startApp(seeded, localazy, { ...options, withOurs: true }),
    startApp(copy, localazy, { ...options, withOurs: false }),
  ]);
  try {
    const pairs = await inTurns(PAIRS[size], 2 * ARTICLES[size], ours, theirs);
    const written = (2 * ARTICLES[size]).toLocaleString('en-US');
    const downloads = [
      pairFigure(`A download that writes ${written} entries, median of pairs`, pairs, 'ms'),
      pairFigure('… of the processor, as one waits for disks too', pairs, 'cpuMs'),
    ];
    const figures = [...downloads, ...(await memoryFigures(ours, theirs, LINES_AT_ONCE[size]))];
    return figures.map((figure) => ({ ...figure, database: 'sqlite', sessions: 0 }));
  } finally {
    ours.close();
    theirs.close();
    await localazy.close();
    await Promise.all([seeded.drop(), copy.drop()]);
  }
};
