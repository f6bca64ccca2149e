import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { LoadedStrapi } from '@strapi/types';
import { eventTypeSchema } from '../../../shared/contracts';
import { entrySchema } from '../../content-types/entry';
import { sessionSchema } from '../../content-types/session';
import { ENTRIES_TABLE, SESSIONS_TABLE } from '../../content-types/tables';
import { schemaOf, type Database } from './database';

interface InspectedIndex {
  name: string;
  columns: string[];
}

interface Inspector {
  getIndexes(table: string): Promise<InspectedIndex[]>;
}

const inspectorOf = ({ db }: Pick<LoadedStrapi, 'db'>) =>
  db.dialect.schemaInspector as unknown as Inspector;

/** The columns of each index in the index's own order. */
const COLUMNS_IN_ORDER = `
  select i.relname as name, array_agg(a.attname::text order by k.position) as columns
  from pg_index x
  join pg_class i on i.oid = x.indexrelid
  cross join lateral unnest(x.indkey) with ordinality as k (attnum, position)
  join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
  where x.indrelid = ?::regclass
  group by i.relname`;

/**
 * On PostgreSQL Strapi's inspector returns the columns of an index in the order of the table, takes ours
 * for changed by that, and would rebuild them whenever it compares tables. This returns them in their
 * order, for our tables only. Returns a function that restores the inspector.
 */
export const inspectIndexOrder = ({ strapi }: { strapi: Pick<LoadedStrapi, 'db'> }) => {
  if (strapi.db.dialect.client !== 'postgres') return () => {};
  const inspector = inspectorOf(strapi);
  const { getIndexes } = inspector;
  const schema = schemaOf(strapi);

  const inOrder = async (name: string): Promise<InspectedIndex[]> => {
    const indexes: InspectedIndex[] = await getIndexes.call(inspector, name);
    if (name !== SESSIONS_TABLE && name !== ENTRIES_TABLE) return indexes;
    const { rows }: { rows: InspectedIndex[] } = await strapi.db.connection.raw(COLUMNS_IN_ORDER, [
      schema ? `"${schema}"."${name}"` : `"${name}"`,
    ]);
    return indexes.map((index) => ({
      ...index,
      ...rows.find(({ name: own }) => own === index.name),
    }));
  };
  inspector.getIndexes = inOrder;
  return () => {
    if (inspector.getIndexes === inOrder) inspector.getIndexes = getIndexes;
  };
};

const SESSIONS_PER_BATCH = 300;

const PROBLEMS = `case when status = 'failed' or warning_count + error_count > 0 then 1 else 0 end`;

/** Sessions of an earlier version lack the column of whether they have problems. */
const fillProblems = async ({ knex, execute, sessions }: Database) => {
  let ids: number[];
  do {
    ids = await execute((on) =>
      sessions()
        .whereIn('event_type', eventTypeSchema.options)
        .whereNull('problems')
        .limit(SESSIONS_PER_BATCH)
        .pluck('id')
        .connection(on)
    );
    if (ids.length === 0) return;
    await execute((on) =>
      sessions().whereIn('id', ids).update('problems', knex.raw(PROBLEMS)).connection(on)
    );
    await yieldToEventLoop();
  } while (ids.length === SESSIONS_PER_BATCH);
};

/** Makes indexes that are missing, which Strapi makes with the tables alone; until then no query names them. */
const makeMissingIndexes = async (
  strapi: Pick<LoadedStrapi, 'db'>,
  { missingIndexes }: Database
) => {
  for (const { collectionName, indexes } of [sessionSchema, entrySchema]) {
    const present = await inspectorOf(strapi).getIndexes(collectionName);
    const missing = indexes.filter(({ name }) => !present.some((index) => index.name === name));
    missing.forEach(({ name }) => missingIndexes.add(name));
    for (const { name, columns, type } of missing) {
      await strapi.db.getSchemaConnection().alterTable(collectionName, (table) => {
        if (type === 'unique') table.unique(columns, { indexName: name });
        else table.index(columns, name);
      });
      missingIndexes.delete(name);
    }
  }
};

/** Makes what tables of an earlier version, or of a dump, lack. Rejects where that fails. */
export const repairTables = async (
  strapi: Pick<LoadedStrapi, 'db'>,
  database: Database
): Promise<void> => {
  await makeMissingIndexes(strapi, database);
  await fillProblems(database);
};
