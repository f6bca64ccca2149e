import { describe, expect, it } from 'vitest';
import { sessionSchema } from '../../server/content-types/session';
import { createDatabase } from '../harness/databases';
import { createDatabaseWithTables, databases, KEEP_CHANGED_TABLES, startStrapi } from '../harness';

const CHANGES_OURS = /\b(?:alter|drop|create)\b.*localazy_activity_/i;

describe.each(databases)('the tables on %s', (client) => {
  it('are changed by no further start, also when Strapi compares every table anew', async () => {
    const database = await createDatabaseWithTables(client);
    try {
      const app = await startStrapi({ database });
      const statements: string[] = [];
      app.knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      await app.strapi.db.schema.syncSchema();
      await app.stop();
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.filter((sql) => CHANGES_OURS.test(sql))).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it.runIf(client === 'postgres')(
    'that lost their indexes have them again after a start, in a schema of their own as well',
    async () => {
      const database = await createDatabase(client);
      const own = { ...database, env: { ...database.env, DATABASE_SCHEMA: 'own' } };
      const db = database.connect({ connections: 1 });
      const names = async (): Promise<string[]> =>
        db('pg_indexes').where({ schemaname: 'own' }).pluck('indexname');
      try {
        await db.raw('create schema own');
        // Strapi itself needs it for some of its queries.
        await db.raw('alter database ?? set search_path = own', [database.env.DATABASE_NAME]);
        await (await startStrapi({ database: own })).stop();
        const declared = sessionSchema.indexes.map(({ name }) => name);
        expect(await names()).toEqual(expect.arrayContaining(declared));
        const lost = declared.filter((name) => !name.endsWith('_unique'));
        for (const name of lost) await db.raw('drop index own.??', [name]);
        await (await startStrapi({ database: own, env: KEEP_CHANGED_TABLES })).stop();
        expect(await names()).toEqual(expect.arrayContaining(declared));
      } finally {
        await db.destroy();
        await database.drop();
      }
    },
    60_000
  );
});
