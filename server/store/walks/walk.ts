import type { Knex } from 'knex';
import type { EventType, Sort, SortField } from '../../../shared/contracts';
import type { SessionIndex } from '../../content-types/tables';
import type { Condition, Value } from '../database/condition';
import type { Database } from '../database/database';
import { areEqual, inOrder, placesOf, type Place } from './places';
import { isOfAllTabs, narrow, type Narrowing } from '../filters/session-filter';
import { overAll } from './sparse';
import { endsOf, narrowedBy, sharedBy, type Stretch } from './stretch';

/** What a column of the table sorts by. */
const SORT_COLUMNS: Record<SortField, string> = {
  status: 'status_order',
  startedAt: 'started_at',
  duration: 'duration_ms',
  initiatedBy: 'initiated_by_key',
  summary: 'summary_key',
};

/** The index that has an order; of one status alone, another. */
const INDEXES: Record<SortField, { ofAll: SessionIndex; ofStatus: SessionIndex }> = {
  status: { ofAll: 'by_status', ofStatus: 'by_status' },
  startedAt: { ofAll: 'by_start', ofStatus: 'by_status' },
  duration: { ofAll: 'by_duration', ofStatus: 'by_status_duration' },
  initiatedBy: { ofAll: 'by_initiator', ofStatus: 'by_status_initiator' },
  summary: { ofAll: 'by_summary', ofStatus: 'by_status_summary' },
};

export interface Walk {
  narrowing: Narrowing;
  sort: Sort;
}

/** Sessions of one status are in the order of their status by their starts. */
export const toWalk = (narrowing: Narrowing, sort: Sort): Walk =>
  narrowing.status && sort.field === 'status'
    ? { narrowing, sort: { ...sort, field: 'startedAt' } }
    : { narrowing, sort };

export interface Page {
  offset: number;
  limit: number;
}

/** Places looked at to find where one ends and the next begins: more than sessions start at once in one tab. */
export const PLACES_AROUND = 50;

const isByStartOfAllTabs = ({ narrowing, sort }: Walk) =>
  sort.field === 'startedAt' && isOfAllTabs(narrowing) && !narrowing.status;

/** All tabs have an index together by their starts; by all else, each tab has its part of an index. */
const partsOf = (walk: Walk): (EventType[] | undefined)[] =>
  isByStartOfAllTabs(walk)
    ? [undefined]
    : walk.narrowing.eventTypes.map((eventType) => [eventType]);

const indexOf = (walk: Walk): SessionIndex => {
  if (isByStartOfAllTabs(walk)) return 'retention';
  const { ofAll, ofStatus } = INDEXES[walk.sort.field];
  return walk.narrowing.status ? ofStatus : ofAll;
};

/** The columns of an order: they make a place. Equals follow their start, in the same direction. */
const placeColumns = ({ sort }: Walk): string[] => [
  ...new Set([SORT_COLUMNS[sort.field], 'started_at']),
];

/** What tells any two rows apart. */
const rowColumns = (walk: Walk): string[] => [...placeColumns(walk), 'id'];

/** Sends a query, and answers its rows. */
export type Ask = <Row>(query: Knex.QueryBuilder) => Promise<Row[]>;

/** As a request does, for which somebody waits. */
const askAtOnce: Ask = async (query) => query;

/**
 * Going through sessions in an order by the index that has it, from any place to any other. PostgreSQL
 * has no id in its indexes, so what skips rows must not ask for it, and what asks for it must not be
 * left to find its end by a limit: the planner would rather sort the whole tab.
 */
export const createWalks = ({ knex, dialect, sessionsBy }: Database, ask = askAtOnce) => {
  const ordered = (query: Knex.QueryBuilder, columns: string[], { sort }: Walk) =>
    query.orderBy(columns.map((column) => ({ column, order: sort.order })));

  /**
   * What both ends have in common is said as such: PostgreSQL would else read on to the last row that
   * begins as the end does, which may be half of the tab. Where that leaves the start alone, the ends
   * narrow its range: SQLite goes by the first bound of a column that it's told and filters by others.
   */
  const within = (
    rows: Knex.QueryBuilder,
    walk: Walk,
    narrowing: Partial<Narrowing>,
    stretch: Stretch
  ) => {
    const { order } = walk.sort;
    const columns = placeColumns(walk);
    const shared = sharedBy(stretch);
    shared.forEach((value, index) => rows.where(columns[index], value));
    const rest = columns.slice(shared.length);
    const ends = endsOf(stretch);
    if (rest.length === 1) return narrow(rows, narrowedBy(ends, order, narrowing));
    for (const { end, place } of ends) {
      const { sql, bindings } = dialect[end](rest, place, order);
      rows.whereRaw(sql, bindings);
    }
    return narrow(rows, narrowing);
  };

  /** A query for each part of the walk. */
  const parts = (walk: Walk, stretch: Stretch, columns: readonly string[]) =>
    partsOf(walk).map((eventTypes) => {
      const rows = sessionsBy(indexOf(walk)).select([...new Set(columns)]);
      return within(rows, walk, { ...walk.narrowing, eventTypes }, stretch);
    });

  /** Nothing is sorted by what all rows share: MariaDB would often sort rows that its index has in order. */
  const sorted = (query: Knex.QueryBuilder, columns: string[], walk: Walk, stretch: Stretch) =>
    ordered(query, columns.slice(sharedBy(stretch).length), walk);

  /** A query for the places of rows, in order, by the index alone. */
  const placesOn = (walk: Walk, stretch: Stretch, { offset, limit }: Page) => {
    const columns = placeColumns(walk);
    const found = parts(walk, stretch, columns).map((part) => sorted(part, columns, walk, stretch));
    if (found.length === 1) return found[0].offset(offset).limit(limit);
    // Where several parts have some, the start of each is read, then merged.
    const starts = found.map((part) => knex.from(part.limit(offset + limit).as('start')));
    const merged = knex.from(knex.unionAll(starts).as('starts')).select('*');
    return sorted(merged, columns, walk, stretch).offset(offset).limit(limit);
  };

  const places = async (walk: Walk, stretch: Stretch, page: Page): Promise<Place[]> => {
    const rows = await ask<Record<string, Value>>(placesOn(walk, stretch, page));
    return placesOf(rows, placeColumns(walk));
  };

  /** A query for the rows of a stretch, in order, with the columns that are asked for. */
  const rows = (walk: Walk, stretch: Stretch, columns: readonly string[]): Knex.QueryBuilder => {
    const found = parts(walk, stretch, [...rowColumns(walk), ...columns]);
    const all =
      found.length === 1 ? found[0] : knex.from(knex.unionAll(found).as('parts')).select('*');
    return sorted(all, rowColumns(walk), walk, stretch);
  };

  return {
    places,

    /** A query for the places of the first rows of a stretch. */
    placesOn: (walk: Walk, stretch: Stretch, limit: number) =>
      placesOn(walk, stretch, { offset: 0, limit }),

    rows,

    /** Queries for the rows of a stretch, in no order, each with a part of them. */
    parts: (walk: Walk, stretch: Stretch) => parts(walk, stretch, []),

    /** Any query for sessions, less those outside of a stretch. */
    within: (query: Knex.QueryBuilder, walk: Walk, stretch: Stretch) =>
      within(query, walk, {}, stretch),

    /** A condition on rows: they come before a place, or at it. */
    upTo: (walk: Walk, place: Place): Condition =>
      dialect.upTo(placeColumns(walk), place, walk.sort.order),

    placeColumns,

    ordered: (query: Knex.QueryBuilder, walk: Walk) => ordered(query, rowColumns(walk), walk),

    /** The place of the row that `steps` others are up to; undefined where there are fewer. */
    async placeAt(walk: Walk, steps: number, past?: Place): Promise<Place | undefined> {
      const [place] = await places(walk, { past }, { offset: steps - 1, limit: 1 });
      return place;
    },

    /** How many rows a stretch has. */
    async count(walk: Walk, stretch: Stretch): Promise<number> {
      const counts = parts(walk, stretch, []).map((part) => part.count({ counted: '*' }));
      const counted = await ask<{ counted: number | string }>(knex.unionAll(counts));
      return counted.reduce((sum, part) => sum + Number(part.counted), 0);
    },

    /** How many of the first `steps` rows past a place, among those of all starts, the walk lets through. */
    async countAmong(walk: Walk, steps: number, past?: Place): Promise<number> {
      const { from, to } = walk.narrowing;
      const first = placesOn(overAll(walk), { past }, { offset: 0, limit: steps });
      const rows = narrow(knex.from(first.as('first')), { from, to });
      const [{ counted }] = await ask<{ counted: number | string }>(rows.count({ counted: '*' }));
      return Number(counted);
    },

    /**
     * Ids of a page of a stretch. Where the page lies is found by the index alone. Rows that share one
     * place come in the order of their ids, so a page that begins among them is read from the first.
     */
    async ids(walk: Walk, stretch: Stretch, { offset, limit }: Page): Promise<number[]> {
      const ahead = Math.min(offset, PLACES_AROUND);
      const found = await places(walk, stretch, { offset: offset - ahead, limit: ahead + limit });
      if (found.length <= ahead) return [];
      const begin = found.findIndex((place) => areEqual(place, found[ahead]));
      const isKnown = begin > 0 || offset === ahead;
      const start = isKnown ? { from: found[begin] } : stretch;
      const skipped = isKnown ? ahead - begin : offset;
      const page = rows(walk, { ...start, upTo: found[found.length - 1] }, []);
      const ids = await ask<number>(page.pluck('id'));
      return ids.slice(skipped, skipped + limit);
    },

    /** Where the rows of a query stand, in no order: for few rows, sooner sorted by `idsOfPage` than met along the index. */
    async anywhere(found: Knex.QueryBuilder, walk: Walk): Promise<Place[]> {
      const columns = rowColumns(walk);
      const few = await ask<Record<string, Value>>(found.select(columns));
      return placesOf(few, columns);
    },

    /** The first `count` of those that are known to come first, in order, and of more. */
    first(known: Place[], more: Place[], { sort }: Walk, count: number): Place[] {
      const compare = inOrder(sort.order);
      const last = known.length < count ? undefined : known[known.length - 1];
      const better = last ? more.filter((place) => compare(place, last) < 0) : more;
      return known.concat(better).sort(compare).slice(0, count);
    },

    idsOfPage: (found: Place[], { sort }: Walk, { offset, limit }: Page): number[] =>
      [...found]
        .sort(inOrder(sort.order))
        .slice(offset, offset + limit)
        .map((place) => Number(place[place.length - 1])),
  };
};

export type Walks = ReturnType<typeof createWalks>;
