import { eventTypeSchema, sortFieldSchema, sortOrderSchema } from '../../../shared/contracts';
import { address, cheapAddress, type Bench } from '../bench';
import { LONG_SESSION_ENTRIES, LONG_SESSION_NEEDLE } from '../data/build';
import { FAILURE, NEEDLE } from '../data/session-rows';
import type { Figure } from '../figures';
import { whileOthersAsk } from '../measure/event-loop';
import { percentile } from '../measure/statistics';

const PAGE_SIZE = 20;
const FAR_PAGE = 10_000;

/** How the figure is named that belongs to the one before it. */
export const LONGEST_HOLD = '… longest hold of the event loop';

/** No request of ours may hold the event loop for longer. */
export const HOLD_GOAL_MS = 50;

const LIST_GOAL_MS = 30;
const SEARCH_GOAL_MS = 300;
const ENTRIES_GOAL_MS = 20;
const ENTRY_SEARCH_GOAL_MS = 100;

interface Read {
  work: string;
  /** At most so long, 95 times of a hundred; null for what isn't ours. */
  goalMs: number | null;
  urls: string[];
}

export interface ReadResult {
  p95Ms: number;
  longestHoldMs: number;
  /** The address that took longest, and how long. */
  slowest: { url: string; ms: number };
}

const TABS = eventTypeSchema.options;
const SORTS = sortFieldSchema.options.flatMap((field) =>
  sortOrderSchema.options.map((order) => `${field}:${order}`)
);

const everyTabAndSort = (query: object) =>
  TABS.flatMap((eventType) => SORTS.map((sort) => ({ eventType, sort, ...query })));

const repeated = <T>(times: number, items: T[]): T[] =>
  Array.from({ length: times }, () => items).flat();

const dayBefore = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

const DAY = { from: dayBefore(100), to: dayBefore(100) };
const MONTH = { from: dayBefore(130), to: dayBefore(100) };
const ALMOST_A_YEAR = { from: dayBefore(357), to: dayBefore(2) };
const HALF_YEAR = { from: dayBefore(250), to: dayBefore(70) };

/** Nine of ten sessions of a tab, or more, are in each. */
const WIDE = [ALMOST_A_YEAR, { status: 'completed' }, { status: 'completed', ...ALMOST_A_YEAR }];
const WIDE_SHARE = 0.9;

const TEXTS = {
  much: 'updated',
  little: NEEDLE,
  some: FAILURE,
  nothing: 'no such text anywhere',
  initiator: 'lovelace',
  everyInitiator: 'a',
};

/** Orders in which hits lie early, late and anywhere. */
const SEARCH_SORTS = [
  'startedAt:desc',
  'startedAt:asc',
  'duration:desc',
  'summary:asc',
  'summary:desc',
  'initiatedBy:desc',
];

const searches = (search: string) =>
  [{}, MONTH, HALF_YEAR].flatMap((range) =>
    SEARCH_SORTS.map((sort) => ({
      search,
      sort,
      eventType: 'download',
      ...range,
    }))
  );

/** What any request of somebody who is signed in takes, ours too, before there is anything to do. */
const signedInRead = ({ app }: Bench): Read => ({
  work: "Strapi's own answer to who is signed in",
  goalMs: null,
  urls: repeated(100, [`${app.url}/admin/users/me`]),
});

const listReads = (bench: Bench): Read[] => {
  const lists = (queries: object[]) => queries.map((query) => address(bench, '/sessions', query));
  const lastPage = Math.max(1, Math.floor(bench.sessions / TABS.length / PAGE_SIZE));
  const far = Math.min(FAR_PAGE, lastPage);
  const farWithin = Math.max(1, Math.min(FAR_PAGE, Math.floor(lastPage * WIDE_SHARE)));
  return [
    {
      work: 'First page of any tab in any order',
      goalMs: LIST_GOAL_MS,
      urls: lists(repeated(3, everyTabAndSort({}))),
    },
    {
      work: '10,000th page (or the last), never asked for before',
      goalMs: LIST_GOAL_MS,
      urls: lists(everyTabAndSort({ page: far })),
    },
    {
      work: '10,000th page (or the last), asked for again',
      goalMs: LIST_GOAL_MS,
      urls: lists(everyTabAndSort({ page: far })),
    },
    {
      work: '10,000th page (or the last) of a range or a status, any tab and order',
      goalMs: LIST_GOAL_MS,
      urls: lists(WIDE.flatMap((narrowing) => everyTabAndSort({ ...narrowing, page: farWithin }))),
    },
    {
      work: 'Page 1 or 20 of a range or a status, any tab and order',
      goalMs: LIST_GOAL_MS,
      urls: lists(
        [DAY, MONTH, HALF_YEAR, { status: 'failed' }, { status: 'completed', ...MONTH }].flatMap(
          (range) => [1, 20].flatMap((page) => everyTabAndSort({ ...range, page }))
        )
      ),
    },
    ...Object.entries({
      'a text that matches much': [TEXTS.much, TEXTS.everyInitiator],
      'a text that matches little': [TEXTS.little, TEXTS.some],
      'a text that matches nothing': [TEXTS.nothing],
      'a status': ['failed', 'Completed', 'in progress'],
      'an initiator': [TEXTS.initiator],
      'a date': [dayBefore(3), dayBefore(200), dayBefore(90).slice(0, 7), 'November', '10:15'],
    }).map(([what, texts]) => ({
      work: `Search for ${what}`,
      goalMs: SEARCH_GOAL_MS,
      urls: lists(texts.flatMap(searches)),
    })),
  ];
};

/** So many whole numbers below another, here and there, all different. */
const scattered = (below: number, count: number): number[] => {
  const step = below / count;
  return Array.from({ length: count }, (_, index) => Math.floor(((index * 7) % count) * step));
};

const entryReads = (bench: Bench, longSessionId: number): Read[] => {
  const entries = (queries: object[]) =>
    queries.map((query) => address(bench, `/sessions/${longSessionId}/entries`, query));
  const places = [0, 1, 25_000, 50_000, 75_000, LONG_SESSION_ENTRIES - 1];
  const windows = places.flatMap((place) => [
    { page: Math.floor(place / 100) + 1, pageSize: 100 },
    { after: place, pageSize: 100 },
    { before: place + 1, pageSize: 100 },
  ]);
  return [
    {
      work: 'A window of a session of 100,000 lines',
      goalMs: ENTRIES_GOAL_MS,
      urls: entries(repeated(5, windows)),
    },
    {
      work: 'A window of some levels of it, never asked for before',
      goalMs: ENTRIES_GOAL_MS,
      urls: entries(
        scattered(LONG_SESSION_ENTRIES, 60).flatMap((place) => [
          { level: 'info,error', page: Math.floor(place / 100) + 1, pageSize: 100 },
          { level: 'info,error', after: place, pageSize: 100 },
          { level: 'warn', before: place + 1, pageSize: 100 },
        ])
      ),
    },
    {
      work: 'Search within a session of 100,000 lines',
      goalMs: ENTRY_SEARCH_GOAL_MS,
      urls: entries(
        [LONG_SESSION_NEEDLE.text, 'article', 'no such text', 'Žádný'].flatMap((search) =>
          windows.map((window) => ({ ...window, search }))
        )
      ),
    },
  ];
};

/** The one that was built so long, whatever else was logged since. */
const longSessionId = async ({ app }: Bench): Promise<number> => {
  const [{ id }] = await app
    .knex('localazy_activity_sessions')
    .select('id')
    .where({ entry_count: LONG_SESSION_ENTRIES })
    .limit(1);
  return id;
};

const measure = async (bench: Bench, urls: string[]): Promise<ReadResult> => {
  const { app, client } = bench;
  const { result, longestHoldMs } = await whileOthersAsk(client, cheapAddress(bench), () =>
    client.ask({ urls, token: app.admin.token })
  );
  const ms = Math.max(...result);
  return {
    p95Ms: percentile(result, 95),
    longestHoldMs,
    slowest: { url: urls[result.indexOf(ms)], ms },
  };
};

/** What a new Strapi does more slowly the first times. */
const warmUp = async (bench: Bench, reads: Read[]) => {
  const urls = reads.flatMap((read) => read.urls.slice(0, 3));
  const asked = repeated(bench.quick ? 1 : 3, urls);
  await bench.client.ask({ urls: asked, token: bench.app.admin.token });
};

/** A quick bench asks one address of so many: a step that no number of tabs, orders or ranges divides, so that all kinds are among them. */
const QUICK_STEP = 11;

const someOf = (urls: string[]) => urls.filter((_, index) => index % QUICK_STEP === 0);

const allReads = (bench: Bench, longSession: number): Read[] => [
  signedInRead(bench),
  ...listReads(bench),
  ...entryReads(bench, longSession),
];

/** Asks for every list, search and window over HTTP, by what was asked. */
export const measureReads = async (
  bench: Bench,
  onResult: (work: string, result: ReadResult) => void = () => {}
): Promise<Map<string, ReadResult>> => {
  const reads = allReads(bench, await longSessionId(bench));
  await warmUp(bench, listReads({ ...bench, sessions: 1 }));
  const results = new Map<string, ReadResult>();
  for (const { work, urls } of reads) {
    const result = await measure(bench, bench.quick ? someOf(urls) : urls);
    results.set(work, result);
    onResult(work, result);
  }
  return results;
};

/** Each result beside the same with ten sessions. */
export const readFigures = (
  bench: Bench,
  results: Map<string, ReadResult>,
  ofTen: Map<string, ReadResult>
): Figure[] =>
  allReads(bench, 0).flatMap(({ work, goalMs }): Figure[] => {
    const [result, small] = [results.get(work), ofTen.get(work)];
    if (!result || !small) return [];
    const answered: Figure = {
      work,
      value: result.p95Ms,
      unit: 'ms',
      reference: { what: 'with 10 sessions', value: small.p95Ms },
    };
    if (goalMs === null) return [answered];
    return [
      { ...answered, goal: { of: 'value', atMost: goalMs } },
      {
        work: LONGEST_HOLD,
        value: result.longestHoldMs,
        unit: 'ms',
        reference: { what: 'with 10 sessions', value: small.longestHoldMs },
        goal: { of: 'value', atMost: HOLD_GOAL_MS },
      },
    ];
  });
