import { describe, expect, it } from 'vitest';
import { createDatabase } from '../harness/databases';
import { databases, startStrapi } from '../harness';

const CHANGES_OURS = /\b(?:alter|drop|create)\b.*localazy_activity_/i;

describe.each(databases)('the tables on %s', (client) => {
  it('are changed by no further start, also when Strapi compares every table anew', async () => {
    const database = await createDatabase(client);
    try {
      await (await startStrapi({ database })).stop();
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
});
