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
import { createDatabase } from '../../server/store/database/database';
import { createLegs, type Legs } from '../../server/store/walks/legs';
import { statusColumns } from '../../server/store/database/rows';
import type { Narrowing } from '../../server/store/filters/session-filter';
import { createWalks, toWalk } from '../../server/store/walks/walk';
import { databases, startStrapi, type RunningStrapi } from '../harness';
import { compare, narrowingArbitrary, pick } from './support/narrowings';

/** As few as can be: a leg looks 50 rows around for where one place ends. */
const ROWS_PER_LEG = 60;

const SESSIONS = 900;
const TABLE = 'localazy_activity_sessions';

/** Short ones where a statement holds the event loop, else as long as the way to a page. */
const MANNERS = ['short', 'as long as needed'] as const;
type Manner = (typeof MANNERS)[number];

/** Few of each, so that many are equal; one start has more sessions than a leg looks around for. */
const NAMES = ['616461', '616c616e', '6772616365'];
const SUMMARIES = ['757064', '7570646174656420', '646f6e65', '6661696c6564'];
const startOf = (n: number) => (n % 7 === 0 ? 5_000 : 1_000 + Math.floor(n / 3) * 10);

interface Row {
  ordinal: number;
  event_type: EventType;
  status: SessionStatus;
  status_order: number;
  started_at: number;
  duration_ms: number;
  initiated_by_key: string;
  summary_key: string;
}

const rowOf = (n: number): Row => ({
  ordinal: n,
  event_type: pick(eventTypeSchema.options, n * 5 + (n >> 3)),
  ...statusColumns(n % 11 === 0 ? 'failed' : n % 97 === 0 ? 'in-progress' : 'completed'),
  started_at: startOf(n),
  duration_ms: (n * 7_919) % 40,
  initiated_by_key: n % 4 ? NAMES[1] : pick(NAMES, n),
  summary_key: pick(SUMMARIES, n * 3 + (n >> 4)),
});

const ROWS = Array.from({ length: SESSIONS }, (_, index) => rowOf(index + 1));

const KEYS: Record<SortField, (row: Row) => string | number> = {
  status: (row) => row.status_order,
  startedAt: (row) => row.started_at,
  duration: (row) => row.duration_ms,
  initiatedBy: (row) => row.initiated_by_key,
  summary: (row) => row.summary_key,
};

const matches = (row: Row, { eventTypes, status, from, to }: Narrowing) =>
  eventTypes.includes(row.event_type) &&
  (!status || row.status === status) &&
  (from === undefined || row.started_at >= from) &&
  (to === undefined || row.started_at < to);

const inOrder = (rows: Row[], { field, order }: Sort) => {
  const sign = order === 'asc' ? 1 : -1;
  const key = KEYS[field];
  return [...rows].sort(
    (a, b) => sign * (compare(key(a), key(b)) || compare(a.started_at, b.started_at))
  );
};

describe.each(databases)('pages of many sessions, gone through in legs, in %s', (client) => {
  let app: RunningStrapi;
  let legs: Record<Manner, Legs>;
  const rowById = new Map<number, Row>();

  beforeAll(async () => {
    app = await startStrapi({ database: client });
    const rest = { instance_id: 'legs', initiated_by: '', summary: '' };
    const counts = { entry_count: 0, warning_count: 0, error_count: 0, heartbeat_at: 0 };
    await app.knex.batchInsert(
      TABLE,
      ROWS.map((row) => ({ ...row, ...rest, ...counts })),
      100
    );
    const ids = await app.knex(TABLE).select('id', 'ordinal');
    ids.forEach(({ id, ordinal }) => rowById.set(id, ROWS[ordinal - 1]));
    const database = createDatabase({ strapi: app.strapi });
    const walks = createWalks(database);
    const legsWhere = (synchronous: boolean) =>
      createLegs({ walks, dialect: { synchronous }, rowsPerLeg: ROWS_PER_LEG });
    legs = { short: legsWhere(true), 'as long as needed': legsWhere(false) };
  }, 120_000);
  afterAll(() => app?.stop());

  const startArbitrary = fc.integer({ min: 90, max: 510 }).map((tens) => tens * 10);
  const narrowings = narrowingArbitrary({
    from: startArbitrary,
    to: fc.tuple(startArbitrary, fc.nat(1)).map(([start, after]) => start + after),
  });
  const sortArbitrary: fc.Arbitrary<Sort> = fc.record({
    field: fc.constantFrom(...sortFieldSchema.options),
    order: fc.constantFrom(...sortOrderSchema.options),
  });

  /** Equals may come in any order, so a page is told by what it's sorted by. */
  const facts = (rows: Row[], { field }: Sort) =>
    rows.map((row) => [KEYS[field](row), row.started_at]);

  test('any page of any range, status and order has its sessions, each on one page only', () =>
    fc.assert(
      fc.asyncProperty(
        narrowings,
        sortArbitrary,
        fc.integer({ min: 5, max: 400 }),
        fc.constantFrom(...MANNERS),
        async (narrowing, sort, limit, manner) => {
          const wanted = inOrder(
            ROWS.filter((row) => matches(row, narrowing)),
            sort
          );
          const walk = toWalk(narrowing, sort);
          const seen = new Set<number>();
          for (let offset = 0; offset <= wanted.length; offset += limit) {
            const { ids, total } = await legs[manner].page(walk, { offset, limit });
            const rows = ids.map((id) => rowById.get(id) ?? expect.fail(`no session ${id}`));
            expect(facts(rows, sort)).toEqual(facts(wanted.slice(offset, offset + limit), sort));
            ids.forEach((id) => seen.add(id));
            if (ids.length < limit) expect(total).toBe(wanted.length);
          }
          expect(seen.size).toBe(wanted.length);
        }
      ),
      { numRuns: 250 }
    ));
});
