import type { Knex } from 'knex';
import type { EventType, Sort, SortField } from '../../shared/contracts';
import type { SessionIndex } from '../content-types/tables';
import type { Database } from './database';
import { areEqual, inOrder, placeOf, type Place } from './places';
import { isOfAllTabs, narrow, type Narrowing } from './session-filter';

/** What a column of the table sorts by. */
const SORT_COLUMNS: Record<SortField, string> = {
  status: 'status_order',
  startedAt: 'started_at',
  duration: 'duration_ms',
  initiatedBy: 'initiated_by_key',
  summary: 'summary_key',
};

const INDEXES: Record<SortField, SessionIndex> = {
  status: 'by_status',
  startedAt: 'by_start',
  duration: 'by_duration',
  initiatedBy: 'by_initiator',
  summary: 'by_summary',
};

export interface Walk {
  narrowing: Narrowing;
  sort: Sort;
}

export interface Page {
  offset: number;
  limit: number;
}

/** Part of a walk; without its ends, from the first row or to the last one. */
export interface Stretch {
  past?: Place;
  upTo?: Place;
}

/** A place on a walk, and how many rows are up to it. */
export interface Waypoint {
  past?: Place;
  steps: number;
}

/** Rows looked at to find where one place ends and the next begins: more than start at once in one tab. */
const ROWS_AROUND = 50;

const isByStartOfAllTabs = ({ narrowing, sort }: Walk) =>
  sort.field === 'startedAt' && isOfAllTabs(narrowing);

/** All tabs have an index together by their starts; by all else, each tab has its part of an index. */
const partsOf = (walk: Walk): (EventType[] | undefined)[] =>
  isByStartOfAllTabs(walk)
    ? [undefined]
    : walk.narrowing.eventTypes.map((eventType) => [eventType]);

const indexOf = (walk: Walk): SessionIndex =>
  isByStartOfAllTabs(walk) ? 'retention' : INDEXES[walk.sort.field];

/** What the index of an order has behind the start takes part in the order: SQLite would else sort all rows anew. */
const behindStart = (walk: Walk): string[] =>
  walk.sort.field === 'status' || isByStartOfAllTabs(walk) ? [] : ['status'];

/** The columns of the index of an order: they make a place. Equals follow their start, in the same direction. */
const placeColumns = (walk: Walk): string[] => [
  ...new Set([SORT_COLUMNS[walk.sort.field], 'started_at', ...behindStart(walk)]),
];

/** What tells any two rows apart. */
const rowColumns = (walk: Walk): string[] => [...placeColumns(walk), 'id'];

/**
 * Going through sessions in an order by the index that has it, from any place to any other. PostgreSQL
 * has no id in its indexes, so what skips rows must not ask for it, and what asks for it must not be
 * left to find its end by a limit: the planner would rather sort the whole tab.
 */
export const createWalks = ({ knex, dialect, sessionsBy }: Database) => {
  const ordered = (query: Knex.QueryBuilder, columns: string[], { sort }: Walk) =>
    query.orderBy(columns.map((column) => ({ column, order: sort.order })));

  const bound = (query: Knex.QueryBuilder, walk: Walk, { past, upTo }: Stretch) => {
    const columns = placeColumns(walk);
    const conditions = [
      ...(past ? [dialect.past(columns, past, walk.sort.order)] : []),
      ...(upTo ? [dialect.upTo(columns, upTo, walk.sort.order)] : []),
    ];
    conditions.forEach(({ sql, bindings }) => query.whereRaw(sql, bindings));
    return query;
  };

  /** A query for each part of the walk. */
  const parts = (walk: Walk, stretch: Stretch, columns: readonly string[]) =>
    partsOf(walk).map((eventTypes) => {
      const rows = sessionsBy(indexOf(walk)).select([...new Set(columns)]);
      return bound(narrow(rows, { ...walk.narrowing, eventTypes }, walk.sort.field), walk, stretch);
    });

  /** A query for the places of rows, in order, by the index alone. */
  const placesOn = (walk: Walk, past: Place | undefined, { offset, limit }: Page) => {
    const columns = placeColumns(walk);
    const found = parts(walk, { past }, columns).map((part) => ordered(part, columns, walk));
    if (found.length === 1) return found[0].offset(offset).limit(limit);
    // Where several parts have some, the start of each is read, then merged.
    const starts = found.map((part) => knex.from(part.limit(offset + limit).as('start')));
    const merged = knex.from(knex.unionAll(starts).as('starts')).select('*');
    return ordered(merged, columns, walk).offset(offset).limit(limit);
  };

  const places = async (walk: Walk, past: Place | undefined, page: Page): Promise<Place[]> => {
    const rows: object[] = await placesOn(walk, past, page);
    return rows.map((row) => placeOf(row, placeColumns(walk)));
  };

  /** A query for the rows of a stretch, in order, with the columns that are asked for. */
  const rows = (walk: Walk, stretch: Stretch, columns: readonly string[]): Knex.QueryBuilder => {
    const found = parts(walk, stretch, [...rowColumns(walk), ...columns]);
    const all =
      found.length === 1 ? found[0] : knex.from(knex.unionAll(found).as('parts')).select('*');
    return ordered(all, rowColumns(walk), walk);
  };

  return {
    /** A query for the places of the first rows past a place. */
    placesOn: (walk: Walk, limit: number, past?: Place) =>
      placesOn(walk, past, { offset: 0, limit }),

    rows,

    ordered: (query: Knex.QueryBuilder, walk: Walk) => ordered(query, rowColumns(walk), walk),

    /** The place of the row that `steps` others are up to; undefined where there are fewer. */
    async placeAt(walk: Walk, steps: number, past?: Place): Promise<Place | undefined> {
      const [place] = await places(walk, past, { offset: steps - 1, limit: 1 });
      return place;
    },

    /** Ids of a page of the rows past a place. */
    async ids(walk: Walk, past: Place | undefined, { offset, limit }: Page): Promise<number[]> {
      const [upTo] = await places(walk, past, { offset: offset + limit - 1, limit: 1 });
      const ids: number[] = await rows(walk, { past, upTo }, []).pluck('id');
      return ids.slice(offset, offset + limit);
    },

    /**
     * The last place that at most `steps` rows are up to, counted from another; null where there are
     * no more than `steps`. Rows of one place are never parted, so it's fewer where many share one.
     */
    async waypoint(walk: Walk, steps: number, past?: Place): Promise<Waypoint | null> {
      const from = Math.max(0, steps - ROWS_AROUND);
      const found = await places(walk, past, { offset: from, limit: steps - from + 1 });
      if (found.length <= steps - from) return null;
      for (let at = found.length - 1; at > 0; at -= 1) {
        if (!areEqual(found[at], found[at - 1])) return { past: found[at - 1], steps: from + at };
      }
      return { past, steps: 0 };
    },

    /** Where the rows of a query stand, in no order: for few rows, sooner sorted by `idsOfPage` than met along the index. */
    async anywhere(found: Knex.QueryBuilder, walk: Walk): Promise<Place[]> {
      const columns = rowColumns(walk);
      const few: object[] = await found.select(columns);
      return few.map((row) => placeOf(row, columns));
    },

    idsOfPage: (found: Place[], { sort }: Walk, { offset, limit }: Page): number[] =>
      [...found]
        .sort(inOrder(sort.order))
        .slice(offset, offset + limit)
        .map((place) => Number(place[place.length - 1])),
  };
};

export type Walks = ReturnType<typeof createWalks>;
