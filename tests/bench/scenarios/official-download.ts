import { copyFile } from 'node:fs/promises';
import { appEnv } from '../../harness/app-env';
import { createDatabase, databaseFile, type TestDatabase } from '../../harness/databases';
import type { ListSessionsResponse } from '../../../shared/contracts';
import { seedApp, startTransfer } from '../../harness/official-plugin';
import { APP_DIR } from '../../harness/paths';
import { startStrapi, type RunningStrapi } from '../../harness/start-strapi';
import { until } from '../../harness/until';
import { createLocalazyApi, type LocalazyApi } from '../../localazy-api';
import type { Figure, Goal, Measured } from '../figures';
import { createChild } from '../measure/child';
import { median } from '../measure/statistics';

/** Each article is written in two languages, so a download writes twice as many entries. */
const ARTICLES = { whole: 500, quick: 50 };
const PAIRS = { whole: 9, quick: 3 };

/** After so many pairs one of two Strapis without us: what is measured where there's no difference. */
const PAIRS_TO_A_CONTROL = 3;
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

const copyOf = async ({ env }: TestDatabase, name: string): Promise<TestDatabase> => {
  const copy = databaseFile(`${env.DATABASE_FILENAME}.${name}`);
  await copyFile(env.DATABASE_FILENAME, copy.env.DATABASE_FILENAME);
  return copy;
};

/** A download brings back what an earlier upload has sent. */
const uploadAll = async (app: RunningStrapi): Promise<void> => {
  await startTransfer(app, 'upload');
  const uploads = '/localazy-activity-logs/sessions?eventType=upload';
  await until(
    'the upload has ended',
    async () => {
      const { token } = app.admin;
      const { body } = await app.request<ListSessionsResponse>('GET', uploads, { token });
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

/** Throws where a download did not write what it should: its time would mean nothing. */
const download = async (app: App, entries: number): Promise<Took> => {
  const { written, ...took } = await app.run<Took & { written: number }>('download');
  if (written !== entries) throw new Error(`A download wrote ${written} entries, not ${entries}`);
  return took;
};

interface Pair {
  one: Took;
  /** Without us. */
  other: Took;
}

/**
 * Two Strapis that download at the same time, so that load from outside affects both alike. One after
 * the other they differ by 8 % and more where there is no difference.
 */
const downloadPair = async (entries: number, one: App, other: App): Promise<Pair> => {
  const [ofOne, ofOther] = await Promise.all([download(one, entries), download(other, entries)]);
  return { one: ofOne, other: ofOther };
};

interface Apps {
  ours: App;
  theirs: App;
  /** Without us, as `theirs`. */
  control: App;
}

/** Pairs of a Strapi with us and one without, and every third time of two without. */
const downloadPairs = async (pairs: number, entries: number, { ours, theirs, control }: Apps) => {
  // The first downloads create what the others update, and aren't counted.
  await Promise.all([ours, theirs, control].map((app) => download(app, entries)));
  const withUs: Pair[] = [];
  const controls: Pair[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    withUs.push(await downloadPair(entries, ours, theirs));
    if (pair % PAIRS_TO_A_CONTROL === 0)
      controls.push(await downloadPair(entries, control, theirs));
  }
  return { withUs, controls };
};

/** One beside the other: the median of the ratios of pairs. */
const pairFigure = (work: string, pairs: Pair[], of: keyof Took): Figure => {
  const without = median(pairs.map(({ other }) => other[of])) / 1_000;
  const ratio = median(pairs.map(({ one, other }) => one[of] / other[of]));
  return {
    work,
    value: ratio * without,
    unit: 's',
    reference: { what: 'without us', value: without },
  };
};

/** No goal in a quick bench: in so short a time two Strapis without us differ by more. */
const downloadFigures = (
  { entries, quick }: { entries: number; quick: boolean },
  { withUs, controls }: Record<'withUs' | 'controls', Pair[]>
): Figure[] => {
  const goal: Goal | undefined = quick ? undefined : { of: 'ratio', atMost: GOAL_RATIO };
  const download = `A download that writes ${entries.toLocaleString('en-US')} entries`;
  return [
    { ...pairFigure(`${download}, median of pairs`, withUs, 'ms'), goal },
    { ...pairFigure('… of the processor, without waits for disks', withUs, 'cpuMs'), goal },
    pairFigure('… for control: two Strapis without us', controls, 'ms'),
    pairFigure('… for control, of the processor', controls, 'cpuMs'),
  ];
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
      work: '… more of it while 50 sessions log together',
      value: most - withUs,
      unit: 'MB',
      reference: { what: 'idle', value: withUs },
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
  const seeded = await createDatabase('sqlite', { durable: true });
  const app = await startStrapi({ database: seeded, localazy, pluginDir: options.pluginDir });
  await seedApp(app, { articles: ARTICLES[size] });
  await uploadAll(app);
  await app.stop();
  const databases = await Promise.all(
    ['ours', 'theirs', 'control'].map((name) => copyOf(seeded, name))
  );

  const [ours, theirs, control] = await Promise.all(
    databases.map((database, index) =>
      startApp(database, localazy, { ...options, withOurs: index === 0 })
    )
  );
  try {
    const entries = 2 * ARTICLES[size];
    const pairs = await downloadPairs(PAIRS[size], entries, { ours, theirs, control });
    const figures = [
      ...downloadFigures({ entries, quick: options.quick }, pairs),
      ...(await memoryFigures(ours, theirs, LINES_AT_ONCE[size])),
    ];
    return figures.map((figure) => ({ ...figure, database: 'sqlite', sessions: 0 }));
  } finally {
    [ours, theirs, control].forEach((started) => started.close());
    await localazy.close();
    await Promise.all([seeded, ...databases].map((database) => database.drop()));
  }
};
