import type { LoadedStrapi } from '@strapi/types';
import type { Index } from './content-type';
import { entrySchema } from './entry';
import { sessionSchema } from './session';

/** The part of Strapi's schema inspector that is patched; its types don't have it. */
interface Inspector {
  getIndexes(table: string): Promise<Pick<Index, 'name' | 'columns'>[]>;
}

export const inspectorOf = ({ db }: Pick<LoadedStrapi, 'db'>) =>
  db.dialect.schemaInspector as unknown as Inspector;

const INDEXES = [...sessionSchema.indexes, ...entrySchema.indexes];

/** The columns of an index in the order in which we declare them, where they are the same ones. */
const inDeclaredOrder = (name: string, columns: string[]): string[] => {
  const declared = INDEXES.find((index) => index.name === name)?.columns ?? [];
  const isSame = declared.length === columns.length && declared.every((c) => columns.includes(c));
  return isSame ? declared : columns;
};

/**
 * On PostgreSQL Strapi's inspector returns the columns of an index in the order of the table, takes ours
 * for changed by that, and would rebuild them whenever it compares tables. So an index whose columns
 * change their order alone has to be renamed. Returns a function that restores the inspector.
 */
export const inspectIndexOrder = ({ strapi }: { strapi: LoadedStrapi }) => {
  if (strapi.db.dialect.client !== 'postgres') return () => {};
  const inspector = inspectorOf(strapi);
  const { getIndexes } = inspector;

  const inOrder: Inspector['getIndexes'] = async (table) => {
    const indexes = await getIndexes.call(inspector, table);
    return indexes.map((index) => ({
      ...index,
      columns: inDeclaredOrder(index.name, index.columns),
    }));
  };
  inspector.getIndexes = inOrder;
  return () => {
    if (inspector.getIndexes === inOrder) inspector.getIndexes = getIndexes;
  };
};
