import { DEFAULT_SORT, type SessionFilter } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { yieldToEventLoop } from '../database/yield';
import { applyFilter, toRowFilter, type RowFilter } from './filter';
import { filterIndex, orderBy } from './order';
import type { Hit, SessionSearch } from './search';

/** All sessions that a filter lets through, newest first, in batches read by key. */
export const createSessionKeyset = ({ knex, sessionsBy }: Database, search: SessionSearch) => {
  const batchBehind = async (filter: RowFilter, cursor: Hit | null, size: number) => {
    const each = filter.eventTypes.map((eventType) => {
      const rows = applyFilter(sessionsBy(filterIndex(filter)), {
        ...filter,
        eventTypes: [eventType],
      }).select('id', 'started_at');
      if (cursor) {
        rows.where('started_at', '<=', cursor.startedAt).where((either) => {
          either.where('started_at', '<', cursor.startedAt).orWhere('id', '<', cursor.id);
        });
      }
      return knex.select('*').from(orderBy(rows, DEFAULT_SORT).limit(size).as(eventType));
    });
    const merged = knex.from(knex.unionAll(each).as('merged'));
    const found: { id: number; started_at: number | string }[] = await orderBy(
      merged,
      DEFAULT_SORT
    ).limit(size);
    return found.map(({ id, started_at }) => ({ id, startedAt: Number(started_at) }));
  };

  async function* filtered(filter: RowFilter, size: number): AsyncGenerator<number[]> {
    let cursor: Hit | null = null;
    for (;;) {
      const batch: Hit[] = await batchBehind(filter, cursor, size);
      if (batch.length > 0) yield batch.map(({ id }) => id);
      if (batch.length < size) return;
      cursor = batch[size - 1];
      await yieldToEventLoop();
    }
  }

  /** Their ids, at most `size` at a time. */
  return async function* (filter: SessionFilter, size: number): AsyncGenerator<number[]> {
    const found = await search.parse(filter);
    if (!found) return yield* filtered(toRowFilter(filter), size);
    for await (const hits of search.all(found)) {
      for (let first = 0; first < hits.length; first += size) {
        yield hits.slice(first, first + size).map(({ id }) => id);
      }
    }
  };
};

export type SessionKeyset = ReturnType<typeof createSessionKeyset>;
