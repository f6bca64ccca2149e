import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryLevelSchema, type ListEntriesQuery } from '../../shared/contracts';
import { createDatabase } from '../../server/store/database/database';
import { createEntryList } from '../../server/store/entries/entry-list';
import type { EntryStore, NewEntry, Store } from '../../server/store/types';
import { databases, listEntries, type RunningStrapi, startStrapi } from '../harness';

const PAGE_SIZE = 7;

/** So that a search goes through a session in several parts. */
const LINES_AT_ONCE = 11;

const levelOf = (sequence: number) => entryLevelSchema.options[(sequence + (sequence >> 2)) % 4];

const lineOf = (sequence: number): Omit<NewEntry, 'sessionId'> => ({
  sequence,
  timestamp: sequence,
  level: levelOf(sequence),
  message: `Line ${sequence}`,
  data: null,
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const countsOf = (sequences: number[]) => {
  const of = (level: string) => sequences.filter((sequence) => levelOf(sequence) === level).length;
  return {
    entryCount: sequences.length,
    debugCount: of('debug'),
    warningCount: of('warn'),
    errorCount: of('error'),
  };
};

const ALL = upTo(50);
const WITH_A_GAP = ALL.filter((sequence) => sequence < 20 || sequence >= 30);

/** Which lines are there, and which the session's row tells of. */
const SESSIONS = [
  { what: 'with each line from the first to the last', lines: ALL, told: ALL },
  { what: 'of which lines were dropped', lines: WITH_A_GAP, told: WITH_A_GAP },
  { what: 'whose process died before its row was renewed', lines: ALL, told: upTo(31) },
  { what: 'whose process died before its lines were stored', lines: ALL, told: upTo(60) },
  { what: 'without lines', lines: [], told: [] },
  { what: 'of a version that counted no debug lines', lines: ALL, told: ALL, isOld: true },
];

const WINDOWS: Partial<ListEntriesQuery>[] = [
  ...[1, 2, 5, 7, 8, 9].map((page) => ({ page })),
  ...[0, 1, 18, 19, 25, 30, 49, 50, 51].flatMap((place) => [{ after: place }, { before: place }]),
];

const FILTERS: Pick<ListEntriesQuery, 'search' | 'level'>[] = [
  {},
  { level: ['info', 'warn', 'error'] },
  { level: ['warn'] },
  { level: ['debug', 'info', 'warn', 'error'] },
  { search: 'line 1' },
  { search: 'LINE', level: ['info', 'debug'] },
  { search: 'no such line' },
];

const isFoundBy =
  ({ search = '' }: Pick<ListEntriesQuery, 'search'>) =>
  (sequence: number) =>
    lineOf(sequence).message.toLowerCase().includes(search.toLowerCase());

const windowOf = (lines: number[], { page = 1, after, before }: Partial<ListEntriesQuery>) => {
  if (before !== undefined) {
    const ahead = lines.filter((sequence) => sequence < before);
    return { lines: ahead.slice(-PAGE_SIZE), offset: Math.max(0, ahead.length - PAGE_SIZE) };
  }
  const offset =
    after === undefined
      ? Math.min((page - 1) * PAGE_SIZE, lines.length)
      : lines.filter((sequence) => sequence <= after).length;
  return { lines: lines.slice(offset, offset + PAGE_SIZE), offset };
};

describe.each(databases)('what a session’s row says of its lines, in %s', (client) => {
  let app: RunningStrapi;
  let store: Store;
  let lists: { entries: Pick<EntryStore, 'list'> }[];

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    store = app.strapi.plugin('localazy-activity-logs').service('store');
    const database = createDatabase({ strapi: app.strapi });
    lists = [store, { entries: createEntryList(database, { linesAtOnce: LINES_AT_ONCE }) }];
  });
  afterAll(() => app?.stop());

  test.each(SESSIONS)(
    'any window of a session $what, by any level or search, is right',
    async ({ what, lines, told, isOld = false }) => {
      const id = await store.sessions.insert({
        instanceId: what,
        ordinal: 1,
        eventType: 'download',
        startedAt: 1_700_000_000_000,
        initiatedBy: 'Ada Lovelace',
        initiatorId: null,
        summary: '',
      });
      await store.entries.insert(lines.map((sequence) => ({ ...lineOf(sequence), sessionId: id })));
      await store.sessions.renew([{ id, summary: '', progress: null, ...countsOf(told) }]);
      if (isOld)
        await app.knex('localazy_activity_sessions').where({ id }).update('debug_count', null);

      for (const filter of FILTERS) {
        const found = lines.filter(isFoundBy(filter));
        const { level = entryLevelSchema.options } = filter;
        const wanted = found.filter((sequence) => level.includes(levelOf(sequence)));
        const { entryCount, debugCount, warningCount, errorCount } = countsOf(found);
        const info = entryCount - debugCount - warningCount - errorCount;
        for (const window of WINDOWS) {
          const query = { ...window, ...filter, pageSize: PAGE_SIZE };
          for (const list of lists) {
            const { results, pagination } = await listEntries(list, id, query);
            const listed = {
              lines: results.map(({ sequence }) => sequence),
              offset: pagination.offset,
            };
            expect(listed, JSON.stringify(query)).toEqual(windowOf(wanted, window));
            expect(pagination).toMatchObject({
              total: wanted.length,
              levelCounts: { debug: debugCount, info, warn: warningCount, error: errorCount },
            });
          }
        }
      }
    }
  );
});
