import type { Knex } from 'knex';
import { eventTypeSchema, type EventType, type Sort, type SortField } from '../../shared/contracts';
import type { Database } from './database';
import type { Value } from './dialect';
import { narrow, type Narrowing } from './session-filter';

/** What a column of the table sorts by. */
const SORT_COLUMNS: Record<SortField, string> = {
  status: 'status_order',
  startedAt: 'started_at',
  duration: 'duration_ms',
  initiatedBy: 'initiated_by_key',
  summary: 'summary_key',
};

/** Equals follow their start and at last their id, in the same direction, as the indexes do. */
const orderOf = (field: SortField): string[] => [
  ...new Set([SORT_COLUMNS[field], 'started_at', 'id']),
];

/** The values that a row is ordered by: where it stands among all others, also among those to come. */
export type Place = Value[];

export interface Walk {
  narrowing: Narrowing;
  sort: Sort;
}

export interface Page {
  offset: number;
  limit: number;
}

interface Stretch {
  /** Begin after it; without, at the start. */
  past?: Place;
  offset?: number;
  limit: number;
  /** Columns needed beside those that are ordered by. */
  columns?: readonly string[];
}

interface Ordered {
  id: number;
  [column: string]: Value;
}

/** The parts of the index that are read: one for each tab, but for all tabs by their starts, which have an index together. */
const partsOf = ({ narrowing: { eventTypes }, sort }: Walk): (EventType[] | undefined)[] =>
  !eventTypes ||
  (sort.field === 'startedAt' && eventTypes.length === eventTypeSchema.options.length)
    ? [undefined]
    : eventTypes.map((eventType) => [eventType]);

/** Going through sessions in an order by the index that has it, from the start or from any place. */
export const createWalks = ({ knex, dialect, sessions }: Database) => {
  const inOrder = (query: Knex.QueryBuilder, { field, order }: Sort) =>
    query.orderBy(orderOf(field).map((column) => ({ column, order })));

  const part = ({ narrowing, sort }: Walk, { past, columns = [] }: Stretch) => {
    const ordered = orderOf(sort.field);
    const query = narrow(sessions().select([...new Set([...ordered, ...columns])]), narrowing);
    if (past) {
      const { sql, bindings } = dialect.past(ordered, past, sort.order);
      query.whereRaw(sql, bindings);
    }
    return inOrder(query, sort);
  };

  /** A query for the rows of a stretch, in order. Where several parts have some, the start of each is read, then merged. */
  const stretch = (walk: Walk, wanted: Stretch): Knex.QueryBuilder => {
    const { offset = 0, limit } = wanted;
    const parts = partsOf(walk).map((eventTypes) =>
      part({ ...walk, narrowing: { ...walk.narrowing, eventTypes } }, wanted)
    );
    if (parts.length === 1) return parts[0].offset(offset).limit(limit);
    const starts = parts.map((start) => knex.from(start.limit(offset + limit).as('start')));
    const merged = knex.from(knex.unionAll(starts).as('starts')).select('*');
    return inOrder(merged, walk.sort).offset(offset).limit(limit);
  };

  return {
    stretch,
    inOrder,

    placeOf: (row: object, { field }: Sort): Place => {
      const ordered = new Map(Object.entries(row));
      return orderOf(field).map((column) => ordered.get(column));
    },

    async ids(walk: Walk, wanted: Stretch): Promise<number[]> {
      const rows: Ordered[] = await stretch(walk, wanted);
      return rows.map(({ id }) => id);
    },

    /** The place of the row `steps` rows on; null where there are fewer. */
    async placeAfter(walk: Walk, steps: number, past?: Place): Promise<Place | null> {
      const [row]: Ordered[] = await stretch(walk, { past, offset: steps - 1, limit: 1 });
      return row ? orderOf(walk.sort.field).map((column) => row[column]) : null;
    },

    /** How many rows there are past a place, or altogether; never more than `atMost`. */
    async count(walk: Walk, { past, atMost }: { past?: Place; atMost: number }): Promise<number> {
      const found = stretch(walk, { past, limit: atMost }).as('found');
      const { counted } = await knex.from(found).first(knex.raw('count(*) as counted'));
      return Number(counted);
    },

    /**
     * Ids of the rows that `found` finds, in order: for few rows, which are quicker to sort than to
     * look for along the index of the order. It needs a limit, so that no database takes that index.
     */
    async sorted(found: Knex.QueryBuilder, sort: Sort, { offset, limit }: Page): Promise<number[]> {
      const few = knex.from(found.select(orderOf(sort.field)).as('found')).select('id');
      const rows: Ordered[] = await inOrder(few, sort).offset(offset).limit(limit);
      return rows.map(({ id }) => id);
    },
  };
};

export type Walks = ReturnType<typeof createWalks>;
