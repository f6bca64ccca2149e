import type { Knex } from 'knex';
import {
  DEFAULT_SORT,
  MAX_DB_INTEGER,
  MAX_RESULTS,
  type Session,
  type Sort,
} from '../../../shared/contracts';
import type { Database } from '../database/database';
import { toSession, type SessionRow } from '../database/rows';
import type { Connection } from '../database/statement-timeout';
import { applyFilter, filterOfEachStatus, filterOfEachTab, type RowFilter } from './filter';
import { filterIndex, indexOrder, orderBy, orderColumns, pageIndex, SORTS } from './order';

export interface Page {
  offset: number;
  limit: number;
}

interface RowOptions extends Page {
  columns: string[];
  /** How many sessions the filter matches, at least. */
  count: number;
  /** Rows of several tabs are merged, which needs the very same order in each. */
  isOneTab?: boolean;
}

/** Pages of sessions that a filter matches: one statement for a page, one for its count. */
export const createSessionPage = ({
  knex,
  dialect,
  unionAll,
  sessions,
  sessionsBy,
  sessionsByIds,
  sessionsTable,
}: Database) => {
  /** A page's rows, without more columns than indexes hold. */
  const firstRows = (filter: RowFilter, sort: Sort, options: RowOptions): Knex.QueryBuilder => {
    const index = pageIndex(filter, sort, options.count);
    const rows = applyFilter(sessionsBy(index).select(options.columns), filter);
    const isSorted = index !== SORTS[sort.field].index && sort.field !== 'startedAt';
    if (!isSorted && dialect.needsWholeIndexOrder && options.isOneTab) {
      const order = indexOrder(index, filter).map((column) => ({ column, order: sort.order }));
      return rows.orderBy(order).offset(options.offset).limit(options.limit);
    }
    // A subquery with a limit, also one that no table reaches, is planned by itself.
    const source =
      isSorted && dialect.sortsSubquery(index)
        ? knex.from(rows.limit(MAX_DB_INTEGER).as('filtered'))
        : rows;
    return orderBy(source, sort).offset(options.offset).limit(options.limit);
  };

  /** A range of starts lies together within each status alone. */
  const partsOf = (filter: RowFilter, sort: Sort, count: number): RowFilter[] => {
    const tabs = filterOfEachTab(filter);
    const isRange = filter.from !== undefined || filter.to !== undefined;
    return isRange && !filter.status && pageIndex(filter, sort, count) === 'by_status'
      ? tabs.flatMap(filterOfEachStatus)
      : tabs;
  };

  const rowsOfPage = (filter: RowFilter, sort: Sort, options: RowOptions): Knex.QueryBuilder => {
    const parts = partsOf(filter, sort, options.count);
    const isOneTab = filter.eventTypes.length === 1;
    if (parts.length === 1) return firstRows(filter, sort, { ...options, isOneTab });
    const { columns, offset, limit } = options;
    // What is equal in the sort is cut at the end of a page as each of the parts has it.
    const order =
      isOneTab && dialect.needsWholeIndexOrder
        ? ['status', ...indexOrder('by_status', parts[0])]
        : orderColumns(sort);
    const ofParts = {
      ...options,
      columns: [...new Set([...columns, ...order])],
      offset: 0,
      limit: offset + limit,
      isOneTab,
    };
    const merged = unionAll(parts.map((part) => firstRows(part, sort, ofParts)));
    return merged
      .select(columns)
      .orderBy(order.map((column) => ({ column, order: sort.order })))
      .offset(offset)
      .limit(limit);
  };

  const read = async (rows: Knex.QueryBuilder): Promise<Session[]> => {
    const found: SessionRow[] = await rows.select(`${sessionsTable}.*`);
    return found.map(toSession);
  };

  const readJoined = (rows: Knex.QueryBuilder, sort: Sort): Promise<Session[]> => {
    const joined = knex.from(rows.as('page')).join(sessionsTable, `${sessionsTable}.id`, 'page.id');
    return read(orderBy(joined, sort, 'page.'));
  };

  return {
    /** A page in any order. `count` is how many sessions the filter matches, at least. */
    page(filter: RowFilter, sort: Sort, count: number, page: Page): Promise<Session[]> {
      const columns = orderColumns(sort);
      return readJoined(rowsOfPage(filter, sort, { ...page, columns, count }), sort);
    },

    /** A page of the newest MAX_RESULTS in any order. */
    pageOfNewest(filter: RowFilter, sort: Sort, { offset, limit }: Page): Promise<Session[]> {
      const options = { offset: 0, limit: MAX_RESULTS, columns: orderColumns(sort), count: 0 };
      const newest = rowsOfPage(filter, DEFAULT_SORT, options).as('newest');
      return readJoined(orderBy(knex.from(newest), sort).offset(offset).limit(limit), sort);
    },

    /** How many sessions the filter matches; MAX_RESULTS + 1 where there are more. */
    async count(filter: RowFilter, on?: Connection): Promise<number> {
      const rows = applyFilter(sessionsBy(filterIndex(filter)), filter)
        .select(knex.raw('1 as counted'))
        .limit(MAX_RESULTS + 1);
      const counted = knex.from(rows.as('counted')).select(knex.raw('count(*) as total'));
      const [{ total }] = await counted.connection(on);
      return Number(total);
    },

    /** A page of the given sessions in any order. */
    async pageOf(ids: number[], sort: Sort, { offset, limit }: Page): Promise<Session[]> {
      if (ids.length === 0) return [];
      return read(orderBy(sessionsByIds(ids), sort).offset(offset).limit(limit));
    },

    async find(id: number): Promise<Session | null> {
      const [row] = await sessions().where({ id });
      return row ? toSession(row) : null;
    },
  };
};

export type SessionPage = ReturnType<typeof createSessionPage>;
