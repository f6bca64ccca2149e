import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  eventTypeSchema,
  sortFieldSchema,
  sortOrderSchema,
  type Sort,
  type SortField,
} from '../../shared/contracts';
import { createDatabase, type Database } from '../../server/store/database/database';
import { createDeletion } from '../../server/store/sessions/deletion';
import {
  createMilestoneLaying,
  type MilestoneSizes,
} from '../../server/store/milestones/milestone-laying';
import { createMilestones } from '../../server/store/milestones/milestones';
import { statusColumns, type SessionRow } from '../../server/store/database/rows';
import type { Narrowing } from '../../server/store/filters/session-filter';
import { createWalks, toWalk } from '../../server/store/walks/walk';
import { databases, startStrapi, type RunningStrapi } from '../harness';
import { compare, pick } from './support/narrowings';

const SIZES: MilestoneSizes = { many: 200, rowsPerMilestone: 60, oldest: 16, later: 40 };
const MOST_COUNTED = 300;
/** Of three tabs. */
const SESSIONS = 1_801;
const TABLE = 'localazy_activity_sessions';
const HOUR_MS = 60 * 60 * 1_000;

/** Few of each, so that many are equal; more started in one moment than a leg looks around for. */
const NAMES = ['616461', '616c616e', '6772616365'];
const SUMMARIES = ['757064', '7570646174656420', '646f6e65', '6661696c6564'];
const startOf = (n: number) => (n % 9 === 0 ? 400 * HOUR_MS : Math.floor(n / 3) * HOUR_MS);
const NOW = startOf(SESSIONS) + HOUR_MS;

const summary = (n: number) => ({ summary_key: pick(SUMMARIES, n * 3 + (n >> 4)) });

/** Among the oldest, the latest and all others. */
const isRunning = (n: number) => n === 4 || n === SESSIONS || n % 97 === 0;

const rowOf = (n: number) => ({
  instance_id: 'milestones',
  ordinal: n,
  event_type: pick(eventTypeSchema.options, n * 5 + (n >> 3)),
  ...statusColumns(n % 11 === 0 ? 'failed' : isRunning(n) ? 'in-progress' : 'completed'),
  started_at: startOf(n),
  duration_ms: (n * 7_919) % 40,
  initiated_by: '',
  initiated_by_key: n % 4 ? NAMES[1] : pick(NAMES, n),
  summary: '',
  ...summary(n),
  entry_count: 0,
  warning_count: 0,
  error_count: 0,
  heartbeat_at: 0,
});

const KEYS: Record<SortField, (row: SessionRow) => string | number> = {
  status: (row) => row.status_order,
  startedAt: (row) => Number(row.started_at),
  duration: (row) => Number(row.duration_ms),
  initiatedBy: (row) => row.initiated_by_key,
  summary: (row) => row.summary_key,
};

const DAY_MS = 24 * HOUR_MS;

/** Ranges begin and end within days, at their midnights, or not at all. */
const NARROWINGS: Omit<Narrowing, 'eventTypes'>[] = [
  {},
  { status: 'completed' },
  { from: 30 * HOUR_MS },
  { from: 2 * DAY_MS, to: NOW - 2 * DAY_MS },
  { from: 3 * DAY_MS + 7, to: NOW - 50 * HOUR_MS },
  { status: 'completed', from: 40 * HOUR_MS, to: NOW + DAY_MS },
];

/** Past so many rows there is always a milestone to begin at. */
const FAR = 260;

const SORTS: Sort[] = sortFieldSchema.options.flatMap((field) =>
  sortOrderSchema.options.map((order) => ({ field, order }))
);

const matches = (row: SessionRow, { eventTypes, status, from, to }: Narrowing) =>
  eventTypes.includes(row.event_type) &&
  (!status || row.status === status) &&
  (from === undefined || Number(row.started_at) >= from) &&
  (to === undefined || Number(row.started_at) < to);

/** Of each tab, by five columns, and by four where it's narrowed to one of two statuses. */
const ORDERS_OF_ALL_TABS = 3 * (5 + 2 * 4);

const LONGEST_FIRST: Sort = { field: 'duration', order: 'desc' };
const ORDER = { event_type: 'upload', status: 'any', sort_field: 'duration' } as const;

/** All ids of a tab, as a person would sort them. */
const sorted = (rows: SessionRow[], { field, order }: Sort): number[] => {
  const sign = order === 'asc' ? 1 : -1;
  const key = KEYS[field];
  return [...rows]
    .sort(
      (a, b) =>
        sign *
        (compare(key(a), key(b)) ||
          compare(Number(a.started_at), Number(b.started_at)) ||
          a.id - b.id)
    )
    .map(({ id }) => id);
};

describe.each(databases)('far pages of many sessions, found by milestones, in %s', (client) => {
  let app: RunningStrapi | undefined;
  let database: Database;
  let milestones: ReturnType<typeof createMilestones>;
  let laying: ReturnType<typeof createMilestoneLaying>;
  let lastOrdinal: number;

  const table = () => database.sessions();
  const never = () => new AbortController().signal;
  const lay = () => laying.layMilestones({ signal: never() });

  /** One that hasn't looked yet, of a process that has just started. */
  const newLaying = ({ oneIn = 1 } = {}) =>
    createMilestoneLaying({ database, sizes: SIZES, oneIn, now: () => NOW });

  const start = async () => {
    app = await startStrapi({ database: client });
    database = createDatabase({ strapi: app.strapi });
  };
  beforeEach(async () => {
    if (!app) await start();
    await table().delete();
    await database.milestones().delete();
    const rows = Array.from({ length: SESSIONS }, (_, index) => rowOf(index + 1));
    await database.knex.batchInsert(TABLE, rows, 100);
    lastOrdinal = SESSIONS;
    milestones = createMilestones(database, createWalks(database), MOST_COUNTED);
    laying = newLaying();
  }, 120_000);
  afterAll(() => app?.stop());

  const page = (narrowing: Narrowing, sort: Sort, offset: number) =>
    milestones.page(toWalk(narrowing, sort), { offset, limit: 7 });

  /** Whatever may happen to sessions after they were counted. */
  const happen = {
    begins: (started_at: number) => {
      lastOrdinal += 1;
      return table().insert({
        ...rowOf(lastOrdinal),
        ...statusColumns('in-progress'),
        started_at,
        duration_ms: Number.MAX_SAFE_INTEGER,
      });
    },
    async oneEnds(n: number, which: 'newest' | 'oldest' = 'oldest') {
      const order = which === 'newest' ? 'desc' : 'asc';
      const [id] = await table().where({ status: 'in-progress' }).orderBy('id', order).pluck('id');
      const end = { ...statusColumns(pick(['completed', 'failed'], n)), duration_ms: n % 50 };
      await table()
        .where({ id })
        .update({ ...end, ...summary(n) });
    },
    async oneIsRestated(n: number) {
      const [id] = await table()
        .where('started_at', '>=', NOW - HOUR_MS)
        .limit(1)
        .pluck('id');
      await table().where({ id }).update(summary(n));
    },
    theOldestGo: (count: number) =>
      createDeletion(database).pruneBatch({ before: NOW, limit: count }),
  };

  const expectExactPagesOf = async (narrowing: Narrowing, sessions: SessionRow[]) => {
    const rows = sessions.filter((row) => matches(row, narrowing));
    for (const sort of SORTS) {
      const ids = sorted(rows, sort);
      for (let offset = 90; offset < ids.length + 30; offset += 43) {
        const found = await page(narrowing, sort, offset);
        if (!found && offset < FAR) continue;
        const where = `${JSON.stringify(narrowing)} by ${sort.field}:${sort.order} from ${offset}`;
        expect(found?.ids, where).toEqual(ids.slice(offset, offset + 7));
        expect(found?.total, where).toBe(ids.length);
      }
    }
  };

  /** Every page that the milestones are asked for is just as it would be read from the first row. */
  const expectExactPages = async () => {
    const sessions: SessionRow[] = await table();
    for (const [index, narrowing] of NARROWINGS.entries()) {
      const eventTypes = [pick(eventTypeSchema.options, index)];
      await expectExactPagesOf({ eventTypes, ...narrowing }, sessions);
    }
  };

  test('a page is exact, whatever began, ended, was restated or grew too old since', async () => {
    await lay();
    await expectExactPages();
    for (const round of [1, 2, 3]) {
      for (const n of [1, 2, 3, 4].map((step) => round * 10 + step)) {
        await happen.begins(NOW + n);
        await happen.begins(startOf(n * 29));
        await happen.oneEnds(n);
        await happen.oneIsRestated(n);
      }
      await happen.theOldestGo(8);
      await expectExactPages();
    }
  }, 120_000);

  test('a page is exact, whatever happened while all was counted', async () => {
    laying = newLaying({ oneIn: 3 });
    const counting = lay();
    for (let n = 1; n <= 8; n += 1) {
      await happen.begins(NOW + n);
      await happen.begins(startOf(n * 29));
      await sleep(40);
      await happen.oneEnds(n);
      await happen.oneIsRestated(n);
      await happen.theOldestGo(1);
    }
    expect((await database.milestones()).length).toBeLessThan(ORDERS_OF_ALL_TABS);
    await counting;
    for (let n = 1; n <= 8; n += 1) await happen.oneEnds(n, 'newest');
    await expectExactPages();
  }, 60_000);

  const newestCounted = async (): Promise<number> => {
    const [row] = await database.milestones().where(ORDER);
    return JSON.parse(row.laid).frame.newestId;
  };
  const farPage = () => page({ eventTypes: ['upload'] }, LONGEST_FIRST, FAR);

  test('what "Clear logs" takes away leaves no milestones', async () => {
    await lay();
    expect(await farPage()).not.toBeNull();
    await createDeletion(database).clear();
    expect(await database.milestones()).toEqual([]);
  });

  test('a page is not found by what was cleared while it was counted', async () => {
    await lay();
    const kept = await database.milestones();
    await createDeletion(database).clear();
    await database.milestones().insert(kept);
    for (let n = 0; n < 400; n += 1) await happen.begins(startOf(n));
    expect(await farPage()).toBeNull();
  });

  test('once retention has taken more than was reckoned with, all is counted anew', async () => {
    await lay();
    await happen.theOldestGo(4 * SIZES.oldest);
    expect(await farPage()).toBeNull();
    laying = newLaying();
    await lay();
    await expectExactPages();
  }, 60_000);

  test('all is counted anew before retention has taken the last that was reckoned with', async () => {
    await lay();
    await happen.theOldestGo(3 * SIZES.oldest - 9);
    expect(await farPage()).not.toBeNull();
    laying = newLaying();
    await lay();
    await happen.theOldestGo(3 * SIZES.oldest - 9);
    await expectExactPages();
  }, 60_000);

  test('all is counted anew after many new sessions, and not after each', async () => {
    await lay();
    const first = await newestCounted();
    await happen.begins(NOW);
    await lay();
    expect(await newestCounted()).toBe(first);
    for (let n = 0; n < 110; n += 1) await happen.begins(startOf(n * 7));
    await lay();
    expect(await newestCounted()).toBe(first + 111);
  });

  test('a tab that has few sessions any more needs no milestones', async () => {
    await lay();
    await table()
      .where({ event_type: 'upload' })
      .where('started_at', '>', 150 * HOUR_MS)
      .delete();
    laying = newLaying();
    await happen.theOldestGo(4 * SIZES.oldest);
    await lay();
    const tabs = await database.milestones().distinct('event_type').pluck('event_type');
    expect(tabs.sort()).toEqual(['download', 'webhook']);
  });

  test('counting ends soon after it is told to', async () => {
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    laying = newLaying({ oneIn: 10 });
    await expect(laying.layMilestones({ signal: stopping.signal })).rejects.toThrow(/abort/i);
    const counted = (await database.milestones()).length;
    expect(counted).toBeLessThan(ORDERS_OF_ALL_TABS);
    await sleep(200);
    expect(await database.milestones()).toHaveLength(counted);
  });
});
