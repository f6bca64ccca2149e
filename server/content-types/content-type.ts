/**
 * What Strapi 4.26 reads from a content type's schema and its types don't know: columns by their
 * database type, indexes and foreign keys (both by column names).
 */
export interface Column {
  /** A method of knex's table builder. */
  type: 'string' | 'text' | 'integer' | 'bigInteger';
  args?: [number | string];
  unsigned?: boolean;
}

interface Attribute {
  type: 'string' | 'text' | 'integer' | 'biginteger' | 'float' | 'enumeration';
  enum?: readonly string[];
  columnType?: Column;
}

export interface Index {
  name: string;
  columns: string[];
  type?: 'unique';
}

interface ForeignKey {
  name: string;
  columns: string[];
  referencedTable: string;
  referencedColumns: string[];
  onDelete: 'CASCADE';
  /**
   * Explicit though it's the default: MariaDB calls that RESTRICT where Strapi expects nothing, and would
   * drop and check the key again, over all rows, whenever any schema changes.
   */
  onUpdate: 'RESTRICT';
}

export interface ContentTypeSchema {
  kind: 'collectionType';
  collectionName: string;
  info: { singularName: string; pluralName: string; displayName: string };
  options: { draftAndPublish: false };
  pluginOptions: Record<'content-manager' | 'content-type-builder', { visible: false }>;
  attributes: Record<string, Attribute>;
  indexes: Index[];
  foreignKeys: ForeignKey[];
}

/** Our tables are read and written by the store alone, so no editor of content shows them. */
export const HIDDEN: Pick<ContentTypeSchema, 'kind' | 'options' | 'pluginOptions'> = {
  kind: 'collectionType',
  options: { draftAndPublish: false },
  pluginOptions: {
    'content-manager': { visible: false },
    'content-type-builder': { visible: false },
  },
};

export const text = (length: number): Attribute => ({
  type: 'string',
  columnType: { type: 'string', args: [length] },
});

export const oneOf = (values: readonly string[], length: number): Attribute => ({
  type: 'enumeration',
  enum: values,
  columnType: { type: 'string', args: [length] },
});

/** As Strapi's own ids are, so that it can refer to one. */
export const unsignedInteger = (): Attribute => ({
  type: 'integer',
  columnType: { type: 'integer', unsigned: true },
});

export const integer = (): Attribute => ({ type: 'integer' });

/** Epoch milliseconds or a number of them, beyond what an integer column holds. */
export const milliseconds = (): Attribute => ({ type: 'biginteger' });

/** Any number, with fractions. */
export const number = (): Attribute => ({ type: 'float' });

/** Up to 4 GB. */
export const longText = (): Attribute => ({ type: 'text' });
