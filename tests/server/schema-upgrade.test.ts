import type { Knex } from 'knex';
import { expect, test } from 'vitest';
import { listSessionsQuerySchema } from '../../shared/contracts';
import { entrySchema } from '../../server/content-types/entry';
import { sessionSchema } from '../../server/content-types/session';
import {
  createDatabaseWithTables,
  databases,
  seedSession,
  startStrapi,
  until,
  type DatabaseClient,
  type TestDatabase,
} from '../harness';
import { storeOf } from './support/services';

const SESSIONS = 'localazy_activity_sessions';
const ENTRIES = 'localazy_activity_entries';
const MILESTONES = 'localazy_activity_milestones';

/** Columns of the version before this one, all of which are gone. */
const FORMER_COLUMNS = [
  'ordinal',
  'status_order',
  'initiated_by_key',
  'summary_key',
  'debug_count',
];

/** Columns that that version had not. */
const NEW_COLUMNS = {
  [SESSIONS]: ['idempotency_key', 'problems', 'outcome', 'summary_parts'],
  [ENTRIES]: ['content_type', 'content_id', 'locale', 'action'],
};
const [LINE_INDEX, CONTENT_INDEX] = entrySchema.indexes;

/** Indexes of that version whose columns are gone, or of the same name with other columns. */
const FORMER_INDEXES = {
  origin_unique: ['instance_id', 'ordinal'],
  by_start: ['event_type', 'started_at'],
  by_status: ['event_type', 'status_order', 'started_at'],
  by_duration: ['event_type', 'duration_ms', 'started_at'],
  by_initiator: ['event_type', 'initiated_by_key', 'started_at'],
  by_summary: ['event_type', 'summary_key', 'started_at'],
  by_text: ['event_type', 'started_at', 'initiated_by_text', 'summary_text', 'status'],
  running: ['status', 'heartbeat_at'],
  retention: ['started_at'],
};

const FORMER_SESSION = {
  instance_id: 'former',
  event_type: 'upload',
  status: 'completed',
  status_order: 1,
  duration_ms: 1_000,
  finished_at: 1_700_000_001_000,
  initiated_by: 'Ada Lovelace',
  initiated_by_text: 'ada lovelace',
  initiated_by_key: '616461',
  summary: 'Uploaded 3 keys',
  summary_text: 'uploaded 3 keys',
  summary_key: '75706c',
  heartbeat_at: 1_700_000_000_000,
  entry_count: 1,
  debug_count: 0,
  warning_count: 0,
  error_count: 0,
};

/** Makes our tables what they were in the version before this one. */
const makeFormerTables = async (db: Knex) => {
  await db.schema.alterTable(SESSIONS, (table) => {
    for (const { columns, name, type } of sessionSchema.indexes) {
      if (type === 'unique') table.dropUnique(columns, name);
      else table.dropIndex(columns, name);
    }
  });
  await db.schema.alterTable(ENTRIES, (table) =>
    table.dropIndex(CONTENT_INDEX.columns, CONTENT_INDEX.name)
  );
  for (const [name, columns] of Object.entries(NEW_COLUMNS)) {
    await db.schema.alterTable(name, (table) => table.dropColumns(...columns));
  }
  await db.schema.alterTable(SESSIONS, (table) => {
    table.integer('ordinal');
    table.integer('status_order');
    table.string('initiated_by_key', 128);
    table.string('summary_key', 128);
    table.integer('debug_count');
  });
  await db.schema.alterTable(SESSIONS, (table) => {
    for (const [name, columns] of Object.entries(FORMER_INDEXES)) {
      if (name === 'origin_unique') table.unique(columns, { indexName: `${SESSIONS}_${name}` });
      else table.index(columns, `${SESSIONS}_${name}`);
    }
  });
  await db.schema.dropTable('localazy_activity_preferences');
  await db.schema.createTable(MILESTONES, (table) => {
    table.increments('id');
    table.string('event_type', 16);
    table.text('laid');
  });
};

/** Strapi drops tables that its stored schema has and its content types no longer have. */
const storeFormerSchema = async (db: Knex) => {
  const [{ id, schema }] = await db('strapi_database_schema').orderBy('id', 'desc').limit(1);
  const stored = typeof schema === 'string' ? JSON.parse(schema) : schema;
  const idColumn = {
    name: 'id',
    type: 'increments',
    args: [{ primary: true, primaryKey: true }],
    defaultTo: null,
    notNullable: false,
    unsigned: false,
  };
  const column = (name: string, type: string, args: unknown[] = []) => ({
    ...idColumn,
    name,
    type,
    args,
  });
  const sessions = stored.tables.find(({ name }: { name: string }) => name === SESSIONS);
  sessions.columns = [
    ...sessions.columns.filter(
      ({ name }: { name: string }) => !NEW_COLUMNS[SESSIONS].includes(name)
    ),
    ...FORMER_COLUMNS.map((name) =>
      name.endsWith('_key') ? column(name, 'string', [128]) : column(name, 'integer')
    ),
  ];
  sessions.indexes = Object.entries(FORMER_INDEXES).map(([name, columns]) => ({
    name: `${SESSIONS}_${name}`,
    columns,
    ...(name === 'origin_unique' && { type: 'unique' }),
  }));
  const entries = stored.tables.find(({ name }: { name: string }) => name === ENTRIES);
  entries.columns = entries.columns.filter(
    ({ name }: { name: string }) => !NEW_COLUMNS[ENTRIES].includes(name)
  );
  entries.indexes = entries.indexes.filter(
    ({ name }: { name: string }) => name === LINE_INDEX.name
  );
  stored.tables = [
    ...stored.tables.filter(
      ({ name }: { name: string }) => name !== 'localazy_activity_preferences'
    ),
    {
      name: MILESTONES,
      columns: [idColumn, column('event_type', 'string', [16]), column('laid', 'text')],
      indexes: [],
      foreignKeys: [],
    },
  ];
  await db('strapi_database_schema')
    .where({ id })
    .update({ schema: JSON.stringify(stored), hash: 'former' });
};

const STARTS = [1, 2, 3].map((number) => 1_700_000_000_000 + number);

const insertFormerRows = async (db: Knex): Promise<number[]> => {
  await db(SESSIONS).insert(
    STARTS.map((started_at, index) => ({
      ...FORMER_SESSION,
      ordinal: index + 1,
      started_at,
      warning_count: index,
    }))
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
  return ids;
};

const makeFormerDatabase = async (client: DatabaseClient, isInspected: boolean) => {
  const database = await createDatabaseWithTables(client);
  const db = database.connect({ connections: 1 });
  await makeFormerTables(db);
  const ids = await insertFormerRows(db);
  await storeFormerSchema(db);
  // Without a stored schema Strapi inspects the tables themselves.
  if (isInspected) await db('strapi_database_schema').delete();
  await db.destroy();
  return { database, ids };
};

const expectUpgraded = async (database: TestDatabase, ids: number[]) => {
  const app = await startStrapi({ database, config: { retentionDays: 3_650 } });
  try {
    const store = storeOf(app);
    const query = listSessionsQuerySchema.parse({ sort: 'startedAt:asc', search: 'keys' });
    const { results } = await store.sessions.list(query);
    expect(results.map(({ id }) => id)).toEqual(ids);
    expect(results[0]).toMatchObject({
      durationMs: 1_000,
      summary: 'Uploaded 3 keys',
      outcome: null,
      summaryParts: null,
    });
    const withProblems = listSessionsQuerySchema.parse({ problems: 'true' });
    await until('problems of the former sessions are known', async () => {
      const { pagination } = await store.sessions.list(withProblems);
      return pagination.total === 2;
    });
    for await (const part of store.export({ timeZone: 'UTC', locale: 'en' })) {
      if ('lines' in part) {
        expect(part.lines).toMatchObject([
          { message: 'Kept 🚀', data: '{"kept":true}', content: null },
        ]);
      }
    }
    const columns = Object.keys(await app.knex(SESSIONS).columnInfo());
    expect(columns).toEqual(expect.arrayContaining(NEW_COLUMNS[SESSIONS]));
    expect(Object.keys(await app.knex(ENTRIES).columnInfo())).toEqual(
      expect.arrayContaining(NEW_COLUMNS[ENTRIES])
    );
    expect(columns.filter((name) => FORMER_COLUMNS.includes(name))).toEqual([]);
    expect(await app.knex.schema.hasTable(MILESTONES)).toBe(false);
    // Dropping an index that isn't there would fail.
    await app.knex.schema.alterTable(SESSIONS, (table) => {
      for (const { columns: indexed, name, type } of sessionSchema.indexes) {
        if (type !== 'unique') table.dropIndex(indexed, name);
      }
    });
    await app.knex.schema.alterTable(ENTRIES, (table) => {
      table.dropIndex(CONTENT_INDEX.columns, CONTENT_INDEX.name);
      table.index(CONTENT_INDEX.columns, CONTENT_INDEX.name);
    });
    await app.knex.schema.alterTable(SESSIONS, (table) => {
      for (const { columns: indexed, name, type } of sessionSchema.indexes) {
        if (type !== 'unique') table.index(indexed, name);
      }
    });
    const next = await seedSession(store, { end: null });
    expect(await store.sessions.find(next)).toMatchObject({ status: 'in-progress' });
    await app.knex(SESSIONS).where({ id: ids[0] }).delete();
    expect(await app.knex(ENTRIES).where({ session_id: ids[0] })).toEqual([]);
  } finally {
    await app.stop();
  }
};

test.each(databases.flatMap((client) => [[client, false] as const, [client, true] as const]))(
  'tables of the version before are upgraded with their rows, %s (inspected: %s)',
  async (client, isInspected) => {
    const { database, ids } = await makeFormerDatabase(client, isInspected);
    try {
      await expectUpgraded(database, ids);
    } finally {
      await database.drop();
    }
  },
  60_000
);
