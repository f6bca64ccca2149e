import { expect, test } from 'vitest';
import { listSessionsQuerySchema } from '../../shared/contracts';
import { sessionSchema } from '../../server/content-types/session';
import type { Store } from '../../server/store/types';
import { createDatabase, databases, makeTables, startStrapi } from '../harness';

const SESSIONS = 'localazy_activity_sessions';
const ENTRIES = 'localazy_activity_entries';

/** What a first version might not have had. */
const LATER_COLUMNS = ['progress_done', 'progress_total', 'initiator_id', 'finished_at'];
const LATER_INDEXES = sessionSchema.indexes.filter(({ type }) => type !== 'unique');

const OLD_SESSION = {
  instance_id: 'old',
  event_type: 'upload',
  status: 'completed',
  status_order: 1,
  duration_ms: 1_000,
  initiated_by: 'Ada Lovelace',
  initiated_by_text: 'ada lovelace',
  initiated_by_key: '616461',
  summary: 'Uploaded 3 keys',
  summary_text: 'uploaded 3 keys',
  summary_key: '75706c',
  heartbeat_at: 1_700_000_000_000,
  entry_count: 1,
  warning_count: 0,
  error_count: 0,
};

test.each(databases)(
  'tables of an older version are brought up with their rows, %s',
  async (client) => {
    const database = await createDatabase(client);
    try {
      await makeTables(database);
      const db = database.connect({ connections: 1 });
      await db.schema.alterTable(SESSIONS, (table) => {
        LATER_INDEXES.forEach(({ columns, name }) => table.dropIndex(columns, name));
      });
      for (const column of LATER_COLUMNS) {
        await db.raw('alter table ?? drop column ??', [SESSIONS, column]);
      }
      await db.raw('alter table ?? drop column ??', [ENTRIES, 'search_text']);
      const started = [1, 2, 3].map((ordinal) => 1_700_000_000_000 + ordinal);
      await db(SESSIONS).insert(
        started.map((started_at, index) => ({ ...OLD_SESSION, ordinal: index + 1, started_at }))
      );
      const ids: number[] = await db(SESSIONS).orderBy('id').pluck('id');
      await db(ENTRIES).insert(
        ids.map((session_id) => ({
          session_id,
          sequence: 1,
          level: 'info',
          timestamp: 1_700_000_000_000,
          message: 'Kept 🚀',
          data: '{"kept":true}',
        }))
      );
      // Strapi compares all tables again where it doesn't find what they were.
      await db('strapi_database_schema').delete();
      await db.destroy();

      const app = await startStrapi({ database, config: { retentionDays: 3_650 } });
      try {
        const store: Store = app.strapi.plugin('localazy-activity-logs').service('store');
        const list = () =>
          store.sessions.list(
            listSessionsQuerySchema.parse({ sort: 'startedAt:asc', search: 'keys' })
          );
        const { results } = await list();
        expect(results.map(({ id }) => id)).toEqual(ids);
        expect(results[0]).toMatchObject({
          finishedAt: null,
          progress: null,
          summary: 'Uploaded 3 keys',
        });
        for await (const part of store.export({ timeZone: 'UTC', locale: 'en' })) {
          if ('entries' in part) {
            expect(part.entries).toMatchObject([{ message: 'Kept 🚀', data: { kept: true } }]);
          }
        }
        const columns = await app.knex(SESSIONS).columnInfo();
        expect(Object.keys(columns)).toEqual(expect.arrayContaining(LATER_COLUMNS));
        expect(await app.knex(ENTRIES).columnInfo()).toHaveProperty('search_text');
        // Each index is there again: dropping one that isn't fails.
        await app.knex.schema.alterTable(SESSIONS, (table) => {
          LATER_INDEXES.forEach(({ columns, name }) => table.dropIndex(columns, name));
        });
        await app.knex.schema.alterTable(SESSIONS, (table) => {
          LATER_INDEXES.forEach(({ columns, name }) => table.index(columns, name));
        });
        // The next operation is recorded as ever.
        const next = await store.sessions.insert({
          instanceId: 'new',
          ordinal: 1,
          eventType: 'upload',
          startedAt: Date.now(),
          initiatedBy: 'Ada Lovelace',
          initiatorId: 1,
          summary: '',
        });
        expect(await store.sessions.find(next)).toMatchObject({ status: 'in-progress' });
        await app.knex(SESSIONS).where({ id: ids[0] }).delete();
        expect(await app.knex(ENTRIES).where({ session_id: ids[0] })).toEqual([]);
      } finally {
        await app.stop();
      }
    } finally {
      await database.drop();
    }
  },
  60_000
);
