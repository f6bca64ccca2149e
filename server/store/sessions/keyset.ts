import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { DEFAULT_SORT, type SessionFilter } from '../../../shared/contracts';
import type { Database } from '../database/database';
import { applyFilter, toRowFilter, unionOfTabs, type RowFilter } from './filter';
import { filterIndex, orderBy } from './order';
import { toHit, type Hit, type HitRow, type SessionSearch } from './search';

/** All sessions that a filter lets through, newest first, in batches read by key. */
export const createSessionKeyset = ({ knex, sessionsBy }: Database, search: SessionSearch) => {
  const batchBehind = async (filter: RowFilter, cursor: Hit | null, size: number) => {
    const rows = unionOfTabs(knex, filter, (ofTab) => {
      const behind = applyFilter(sessionsBy(filterIndex(filter)), ofTab).select('id', 'started_at');
      if (cursor) {
        behind.where('started_at', '<=', cursor.startedAt).where((either) => {
          either.where('started_at', '<', cursor.startedAt).orWhere('id', '<', cursor.id);
        });
      }
      return orderBy(behind, DEFAULT_SORT).limit(size);
    });
    const found: HitRow[] = await orderBy(rows, DEFAULT_SORT).limit(size);
    return found.map(toHit);
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
