import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entrySchema } from '../../server/content-types/entry';
import { sessionSchema } from '../../server/content-types/session';
import type { Store } from '../../server/store/types';
import {
  createDatabaseWithTables,
  databases,
  KEEP_CHANGED_TABLES,
  seedSession,
  startStrapi,
  type RunningStrapi,
  type TestDatabase,
} from '../harness';
import { saw } from './support/saw';

const PAGES = [
  '/sessions',
  '/sessions?sort=summary:asc&eventType=upload',
  '/sessions?status=failed',
  '/sessions?search=keys',
  '/export',
];

describe.each(databases)('indexes that are missing in %s', (client) => {
  let database: TestDatabase;
  let app: RunningStrapi;
  let sessionId: number;

  beforeAll(async () => {
    database = await createDatabaseWithTables(client);
    const first = await startStrapi({ database });
    const store: Store = first.strapi.plugin('localazy-activity-logs').service('store');
    sessionId = await seedSession(store, { lines: [{}, {}] });
    await first.knex.schema.alterTable('localazy_activity_sessions', (table) => {
      for (const { columns, name, type } of sessionSchema.indexes) {
        if (type !== 'unique') table.dropIndex(columns, name);
      }
    });
    await first.stop();
    app = await startStrapi({ database, env: KEEP_CHANGED_TABLES });
  }, 60_000);
  afterAll(async () => {
    await app?.stop();
    await database?.drop();
  });

  test('are made again at the next start, and every page responds', async () => {
    const { token } = app.admin;
    const paths = [
      ...PAGES,
      `/sessions/${sessionId}/outline`,
      `/sessions/${sessionId}/entries?sequence=1`,
    ];
    for (const path of paths) {
      const { status } = await app.request('GET', `/localazy-activity-logs${path}`, { token });
      expect(status, path).toBe(200);
    }
    const indexes: { name: string }[] = [
      ...(await inspected(app, 'localazy_activity_sessions')),
      ...(await inspected(app, 'localazy_activity_entries')),
    ];
    const names = indexes.map(({ name }) => name);
    const declared = [...sessionSchema.indexes, ...entrySchema.indexes].map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(declared));
    saw({
      heading: 'The database fails',
      done: `All indexes of sessions dropped, then Strapi started, on ${client}`,
      seen: 'made again at the start; list, search, session and export respond',
    });
  });
});

const inspected = (app: RunningStrapi, table: string): Promise<{ name: string }[]> => {
  const inspector: unknown = app.strapi.db.dialect.schemaInspector;
  return (inspector as { getIndexes(name: string): Promise<{ name: string }[]> }).getIndexes(table);
};
