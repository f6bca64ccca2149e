import type { LoadedStrapi } from '@strapi/types';
import { SESSIONS_TABLE } from '../../content-types/tables';

interface InspectedIndex {
  name: string;
  columns: string[];
}

interface Inspector {
  getIndexes(table: string): Promise<InspectedIndex[]>;
}

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
  const { dialect, connection: knex } = strapi.db;
  if (dialect.client !== 'postgres') return () => {};
  const inspector = dialect.schemaInspector as unknown as Inspector;
  const { getIndexes } = inspector;
  const schema = strapi.db.getSchemaName();
  const table = schema ? `"${schema}"."${SESSIONS_TABLE}"` : `"${SESSIONS_TABLE}"`;

  const inOrder = async (name: string): Promise<InspectedIndex[]> => {
    const indexes: InspectedIndex[] = await getIndexes.call(inspector, name);
    if (name !== SESSIONS_TABLE) return indexes;
    const { rows }: { rows: InspectedIndex[] } = await knex.raw(COLUMNS_IN_ORDER, [table]);
    const columnsOf = new Map(rows.map((index) => [index.name, index.columns]));
    return indexes.map((index) => ({
      ...index,
      columns: columnsOf.get(index.name) ?? index.columns,
    }));
  };
  inspector.getIndexes = inOrder;
  return () => {
    if (inspector.getIndexes === inOrder) inspector.getIndexes = getIndexes;
  };
};
