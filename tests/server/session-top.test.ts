import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  eventTypeSchema,
  sortFieldSchema,
  sortOrderSchema,
  type EventType,
  type SessionStatus,
  type Sort,
  type SortField,
} from '../../shared/contracts';
import { normaliseForSearch } from '../../server/domain/search-text';
import { statusesMatching } from '../../server/domain/status-search';
import { createDatabase } from '../../server/store/database/database';
import { statusColumns } from '../../server/store/database/rows';
import type { Narrowing } from '../../server/store/filters/session-filter';
import { createScans, type Scan } from '../../server/store/sessions/session-scan';
import { createSearch } from '../../server/store/sessions/session-search';
import { createTop } from '../../server/store/sessions/session-top';
import { searchableText, shortText, sortKey } from '../../server/store/database/text';
import { createWalks, toWalk, type Page } from '../../server/store/walks/walk';
import { createWindows } from '../../server/store/walks/windows';
import { databases, startStrapi, type RunningStrapi } from '../harness';
import { compare, narrowingArbitrary, pick } from './support/narrowings';

const SESSIONS = 900;
const ROWS_PER_WINDOW = 70;
const TABLE = 'localazy_activity_sessions';

/** Alike up to where a sort key ends, or with a letter across that border. */
const NAMES = [
  'Ada Lovelace',
  'ada lovelace',
  'Žofie Nováková',
  '李小龙',
  `${'x'.repeat(64)} a`,
  `${'x'.repeat(64)} b`,
  'é'.repeat(40),
  `a${'é'.repeat(40)}`,
];
const SUMMARIES = [
  '',
  'Updated 1 entry',
  'updated 10 entries',
  `Updated${' '.repeat(300)}much`,
  `${'😀'.repeat(15)}abc😀`,
  'ß 100% _done_',
];
const SEARCHES = ['a', 'updated', 'é', 'x', '😀', 'failed', '%', 'lovelace', 'no such text'];

interface Row {
  id: number;
  eventType: EventType;
  status: SessionStatus;
  startedAt: number;
  durationMs: number;
  initiatedBy: string;
  summary: string;
}

/** Some start at once, and one instant has more sessions than a window. */
const startOf = (n: number) => (n % 9 === 0 ? 1_150 : 1_000 + Math.floor(n / 3));

const rowOf = (n: number): Omit<Row, 'id'> => ({
  eventType: pick(eventTypeSchema.options, n * 5 + (n >> 3)),
  status: n % 11 === 0 ? 'failed' : n % 97 === 0 ? 'in-progress' : 'completed',
  startedAt: startOf(n),
  durationMs: (n * 7_919) % 40,
  initiatedBy: pick(NAMES, n * 3 + (n >> 4)),
  summary: pick(SUMMARIES, n + (n >> 3)),
});

const toColumns = (row: Omit<Row, 'id'>, ordinal: number) => ({
  instance_id: 'top',
  ordinal,
  event_type: row.eventType,
  ...statusColumns(row.status),
  started_at: row.startedAt,
  duration_ms: row.durationMs,
  initiated_by: shortText(row.initiatedBy),
  initiated_by_text: searchableText(row.initiatedBy),
  initiated_by_key: sortKey(row.initiatedBy),
  summary: shortText(row.summary),
  summary_text: searchableText(row.summary),
  summary_key: sortKey(row.summary),
  entry_count: 0,
  warning_count: 0,
  error_count: 0,
  heartbeat_at: 0,
});

type OtherField = Exclude<SortField, 'startedAt'>;

const KEYS: Record<OtherField, (row: Row) => string | number> = {
  status: (row) => ['completed', 'failed', 'in-progress'].indexOf(row.status),
  duration: (row) => row.durationMs,
  initiatedBy: (row) => sortKey(row.initiatedBy),
  summary: (row) => sortKey(row.summary),
};

const isHit = (row: Row, search: string) =>
  [searchableText(row.summary), searchableText(row.initiatedBy)].some((text) =>
    text.includes(normaliseForSearch(search))
  ) || statusesMatching(search, 'en').has(row.status);

const isWithin = (row: Row, { eventTypes, status, from, to }: Narrowing) =>
  eventTypes.includes(row.eventType) &&
  (!status || row.status === status) &&
  (from === undefined || row.startedAt >= from) &&
  (to === undefined || row.startedAt < to);

describe.each(databases)('the first of all hits of a search, in %s', (client) => {
  let app: RunningStrapi;
  let rows: Row[];
  let top: (scan: Scan, sort: Sort, page: Page) => Promise<number[]>;
  let searchFor: (text: string) => Promise<Scan['search']>;
  let ends: Scan['ends'];

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    const given = Array.from({ length: SESSIONS }, (_, n) => rowOf(n));
    await app.knex.batchInsert(TABLE, given.map(toColumns), 100);
    const stored = await app.knex(TABLE).select('id', 'ordinal').orderBy('ordinal');
    rows = stored.map(({ id, ordinal }) => ({ id, ...given[ordinal] }));

    const database = createDatabase({ strapi: app.strapi });
    const walks = createWalks(database);
    const windows = createWindows(database, walks, { rowsPerWindow: ROWS_PER_WINDOW });
    const scans = createScans(database, walks, windows);
    const firstOfAll = createTop(database, { walks, windows, rowsAt: scans.rowsAt });
    const found = await scans.ends();
    if (!found) throw new Error('There is no session');
    ends = found;
    top = async (scan, sort, page) =>
      (await firstOfAll(scan, toWalk(scan.narrowing, sort), page)).ids;
    searchFor = async (text) => {
      const filter = { search: text, timeZone: 'UTC', locale: 'en' };
      // No hits by date: these are another test's.
      const search = await createSearch({ dialect: database.dialect, filter, ends: null });
      if (!search) throw new Error(`Nothing to search for in "${text}"`);
      return search;
    };
  }, 120_000);
  afterAll(() => app?.stop());

  const narrowings = narrowingArbitrary({ from: fc.integer({ min: 990, max: 1_310 }) });
  const fieldArbitrary = fc.constantFrom(
    ...sortFieldSchema.options.filter((field): field is OtherField => field !== 'startedAt')
  );

  test(
    'are those of the order, range, status and page that are asked for, whatever their words',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...SEARCHES),
          narrowings,
          fieldArbitrary,
          fc.constantFrom(...sortOrderSchema.options),
          fc.record({ offset: fc.nat(150), limit: fc.integer({ min: 1, max: 40 }) }),
          fc.constantFrom(...sortOrderSchema.options),
          async (text, narrowing, field, order, page, scanned) => {
            const sign = order === 'asc' ? 1 : -1;
            const key = narrowing.status && field === 'status' ? () => 0 : KEYS[field];
            const expected = rows
              .filter((row) => isWithin(row, narrowing) && isHit(row, text))
              .sort(
                (a, b) =>
                  sign *
                  (compare(key(a), key(b)) || compare(a.startedAt, b.startedAt) || a.id - b.id)
              )
              .slice(page.offset, page.offset + page.limit)
              .map(({ id }) => id);
            const scan = { narrowing, search: await searchFor(text), ends, order: scanned };
            expect(await top(scan, { field, order }, page)).toEqual(expected);
          }
        ),
        { numRuns: 120 }
      ),
    120_000
  );
});
