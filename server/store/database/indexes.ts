import type { LoadedStrapi } from '@strapi/types';
import { entrySchema } from '../../content-types/entry';
import { sessionSchema } from '../../content-types/session';
import { SESSIONS_TABLE } from '../../content-types/tables';
import type { Database } from './database';

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
 * order, for our table only. Returns a function that restores the inspector.
 */
export const inspectIndexOrder = ({ strapi }: { strapi: Pick<LoadedStrapi, 'db'> }) => {
  if (strapi.db.dialect.client !== 'postgres') return () => {};
  const inspector = inspectorOf(strapi);
  const { getIndexes } = inspector;
  const schema = strapi.db.getSchemaName();
  const table = schema ? `"${schema}"."${SESSIONS_TABLE}"` : `"${SESSIONS_TABLE}"`;

  const inOrder = async (name: string): Promise<InspectedIndex[]> => {
    const indexes: InspectedIndex[] = await getIndexes.call(inspector, name);
    if (name !== SESSIONS_TABLE) return indexes;
    const { rows }: { rows: InspectedIndex[] } = await strapi.db.connection.raw(COLUMNS_IN_ORDER, [
      table,
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

/** Makes indexes that are missing, which Strapi makes with the tables alone; until then no query names them. Rejects where one can't be made. */
export const repairIndexes = async (
  strapi: Pick<LoadedStrapi, 'db'>,
  { missingIndexes }: Database
): Promise<void> => {
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
