import { describe, expect, it } from 'vitest';
import { createDatabase } from '../harness/databases';
import { databases, startStrapi } from '../harness';

/** On MariaDB a comparison anew drops and adds our foreign key again: no row, index or column changes by it. */
const KNOWN: Partial<Record<string, RegExp>> = { mysql: /foreign key/i };

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
      const changes = statements.filter(
        (sql) => CHANGES_OURS.test(sql) && !KNOWN[client]?.test(sql)
      );
      expect(changes).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});
