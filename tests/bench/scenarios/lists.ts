import {
  DEFAULT_PAGE_SIZE,
  eventTypeSchema,
  listSessionsQuerySchema,
  MAX_RESULTS,
  sortFieldSchema,
  sortOrderSchema,
} from '../../../shared/contracts';
import { SESSIONS_TABLE } from '../../../server/content-types/tables';
import { address, dayBefore, whoIsSignedIn, type Bench } from '../bench';
import { ARTICLES } from '../data/build';
import { FAILURE, NEEDLE } from '../data/session-rows';
import { holdFigure, type Figure } from '../figures';
import { watchHolds } from '../measure/event-loop';
import { inTurns, type Turns } from '../measure/in-turns';
import { median, percentile } from '../measure/statistics';

const TABS = eventTypeSchema.options;
const SORTS = sortFieldSchema.options.flatMap((field) =>
  sortOrderSchema.options.map((order) => `${field}:${order}`)
);

const MONTH = { from: dayBefore(130), to: dayBefore(100) };
const HALF_YEAR = { from: dayBefore(250), to: dayBefore(70) };

const FILTERS = [
  {},
  { from: dayBefore(100), to: dayBefore(100) },
  MONTH,
  HALF_YEAR,
  { from: dayBefore(357), to: dayBefore(2) },
  { status: 'failed' },
  { status: 'completed' },
  { status: 'completed', ...MONTH },
  { initiatedBy: 'Ada Lovelace' },
  { problems: true },
];

const FIRST_PAGES = 10;
const LAST_PAGE = MAX_RESULTS / DEFAULT_PAGE_SIZE;

const LISTS = TABS.flatMap((eventType) =>
  SORTS.flatMap((sort) => FILTERS.map((filter) => ({ eventType, sort, ...filter })))
);

/** Coprime to the numbers of tabs, orders and filters, so that all kinds are among the lists that are taken. */
const STEP = 7;

const listAddresses = (bench: Bench, count: number, pageOf: (index: number) => number) =>
  Array.from({ length: count }, (_, index) =>
    address(bench, '/sessions', { ...LISTS[(index * STEP) % LISTS.length], page: pageOf(index) })
  );

const URLS_PER_TURN = 20;

/** One of ours, one of the reference, and so on, from another process. */
const requestInTurns = async (bench: Bench, urls: string[]) => {
  const watch = watchHolds(bench);
  const turns: Turns = { ours: [], reference: [] };
  for (let first = 0; first < urls.length; first += URLS_PER_TURN) {
    const pairs = urls
      .slice(first, first + URLS_PER_TURN)
      .flatMap((url) => [url, whoIsSignedIn(bench)]);
    const took = await watch.during(() =>
      bench.client.request({ urls: pairs, token: bench.app.admin.token })
    );
    took.forEach((ms, index) => (index % 2 === 0 ? turns.ours : turns.reference).push(ms));
  }
  return { ...turns, holds: watch.holds };
};

/** Requests beside Strapi's own cheapest for somebody who is signed in, by their 95th percentile. */
export const requestFigures = async (
  bench: Bench,
  { work, urls, atMost }: { work: string; urls: string[]; atMost: number }
): Promise<Figure[]> => {
  // What a database or Strapi does at the first requests only.
  await requestInTurns(bench, urls.slice(0, 10));
  const { ours, reference, holds } = await requestInTurns(bench, urls);
  return [
    {
      work: `${work}, p95`,
      value: percentile(ours, 95),
      unit: 'ms',
      reference: { what: 'who is signed in, p95', value: percentile(reference, 95) },
      goal: { of: 'ratio', atMost },
    },
    holdFigure(holds),
  ];
};

const listFigures = async (bench: Bench): Promise<Figure[]> => {
  const count = bench.quick ? 120 : 2 * LISTS.length;
  return [
    ...(await requestFigures(bench, {
      work: 'One of the first ten pages of any tab, filter and order',
      urls: listAddresses(bench, count, (index) => 1 + (index % FIRST_PAGES)),
      atMost: 2,
    })),
    ...(await requestFigures(bench, {
      work: 'Any other page within the first 10,000 results',
      urls: listAddresses(
        bench,
        count,
        (index) => FIRST_PAGES + 1 + ((index * 37) % (LAST_PAGE - FIRST_PAGES))
      ),
      atMost: 4,
    })),
  ];
};

const SEARCH_GOAL = { of: 'ratio', atMost: 1.5 } as const;

const SEARCHES: Record<string, string[]> = {
  'a text that matches much': ['updated', 'a'],
  'a text that matches little or nothing': [NEEDLE, FAILURE, 'no such text anywhere'],
  'a status or an initiator': ['failed', 'in progress', 'lovelace'],
  'a date': [dayBefore(3), dayBefore(90).slice(0, 7), 'November', '10:15'],
};

const SEARCH_SORTS = ['startedAt:desc', 'startedAt:asc', 'duration:desc', 'summary:asc'];

/** The first page of a search for a text and its total, in knex's own words: each reads every session of the tab. */
const searchByKnex = async ({ app }: Bench, text: string) => {
  const matches = () =>
    app
      .knex(SESSIONS_TABLE)
      .where({ event_type: 'download' })
      .where((either) =>
        either
          .where('summary_text', 'like', `%${text}%`)
          .orWhere('initiated_by_text', 'like', `%${text}%`)
      );
  await matches().orderBy('summary').limit(DEFAULT_PAGE_SIZE);
  await matches().count();
};

const searchFigures = async (bench: Bench): Promise<Figure[]> => {
  const watch = watchHolds(bench);
  const figures: Figure[] = [];
  for (const [what, texts] of Object.entries(SEARCHES)) {
    const queries = texts.flatMap((search) =>
      SEARCH_SORTS.map((sort) =>
        listSessionsQuerySchema.parse({ eventType: 'download', search, sort })
      )
    );
    const { ours, reference } = await inTurns({
      rounds: queries.length,
      watch,
      ours: (round) => bench.store.sessions.list(queries[round]),
      reference: (round) => searchByKnex(bench, queries[round].search ?? ''),
    });
    figures.push({
      work: `Search of a tab for ${what}, median`,
      value: median(ours),
      unit: 'ms',
      reference: { what: 'page and total by knex with like', value: median(reference) },
      goal: SEARCH_GOAL,
    });
  }
  return [...figures, holdFigure(watch.holds)];
};

/** What the strip of days over a tab shows, and the panel beside an entry in the Content Manager. */
const overviewFigures = async (bench: Bench): Promise<Figure[]> => {
  const count = bench.quick ? 60 : 300;
  const urls = (urlOf: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => urlOf(i));
  return [
    ...(await requestFigures(bench, {
      work: 'The last 30 days of a tab',
      urls: urls((index) =>
        address(bench, '/sessions/days', {
          eventType: TABS[index % TABS.length],
          timeZone: 'Europe/Prague',
        })
      ),
      atMost: 6,
    })),
    ...(await requestFigures(bench, {
      work: 'History of an entry of content',
      urls: urls((index) =>
        address(bench, '/content/history', {
          type: 'api::article.article',
          // One in four is that which every session has touched.
          id: index % 4 === 0 ? 1 : 1 + ((index * 37) % ARTICLES),
        })
      ),
      atMost: 4,
    })),
  ];
};

export const benchLists = async (bench: Bench): Promise<Figure[]> => [
  ...(await listFigures(bench)),
  ...(await overviewFigures(bench)),
  ...(await searchFigures(bench)),
];

const LANGUAGES = ['en', 'cs', 'de', 'fr', 'es', 'pl', 'it', 'ja', 'pt-BR', 'ar', 'th', 'uk'];

/** The first search for a date in each language, with few sessions: what reading the text costs. Its page has listed the sessions before. */
export const benchFirstDateSearches = async (bench: Bench): Promise<Figure[]> => {
  const addressOf = (query: object) =>
    address(bench, '/sessions', { eventType: 'upload', ...query });
  await requestInTurns(
    bench,
    Array.from({ length: 20 }, () => addressOf({ search: 'keys' }))
  );
  await requestInTurns(
    bench,
    LANGUAGES.map((locale) => addressOf({ locale }))
  );
  const { ours, reference, holds } = await requestInTurns(
    bench,
    LANGUAGES.map((locale) => addressOf({ search: '23. 11. 2026', locale }))
  );
  return [
    {
      work: 'Search of few sessions for a date, the first one in a language, median',
      value: median(ours),
      unit: 'ms',
      reference: { what: 'who is signed in, median', value: median(reference) },
      goal: { of: 'ratio', atMost: 2 },
    },
    holdFigure(holds),
  ];
};
