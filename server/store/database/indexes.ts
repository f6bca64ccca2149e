import type { LoadedStrapi } from '@strapi/types';
import { eventTypeSchema } from '../../../shared/contracts';
import { entrySchema } from '../../content-types/entry';
import { inspectorOf } from '../../content-types/index-order';
import { sessionSchema } from '../../content-types/session';
import type { Database } from './database';

const PROBLEMS = `case when status = 'failed' or warning_count + error_count > 0 then 1 else 0 end`;

/** Sessions of an earlier version lack the column of whether they have problems. */
const fillProblems = async ({ knex, sessions }: Database) => {
  const unfilled = () =>
    sessions().whereIn('event_type', eventTypeSchema.options).whereNull('problems');
  // An update of no rows would wait for SQLite's lock all the same.
  if (await unfilled().first('id')) await unfilled().update('problems', knex.raw(PROBLEMS));
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
