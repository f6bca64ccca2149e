import { expect, test } from 'vitest';
import { sessionSchema } from '../../server/content-types/session';
import { sessionIndexName } from '../../server/content-types/tables';
import { SORTS } from '../../server/store/sessions/order';
import { sortFieldSchema } from '../../shared/contracts';

const FILTERED = ['event_type', 'started_at', 'status', 'problems', 'initiated_by_text'];

// The start's own order has an index with each filter's column before it.
test.each(sortFieldSchema.options.filter((field) => field !== 'startedAt'))(
  'a list by %s skips what a filter leaves out without reading the rows: its index has all filtered columns',
  (field) => {
    const name = sessionIndexName(SORTS[field].index);
    const index = sessionSchema.indexes.find((own) => own.name === name);
    expect(index?.columns).toEqual(expect.arrayContaining(FILTERED));
  }
);
