import type { TestDatabase } from './databases';

/** Copies each table of another database of the same server, with its rows, indexes and foreign keys. */
export const copyMysqlTables = async (database: TestDatabase, from: string): Promise<void> => {
  const db = database.connect({ connections: 1 });
  try {
    await db.raw('set foreign_key_checks = 0');
    const tables: string[] = await db('information_schema.tables')
      .where({ table_schema: from })
      .pluck('table_name');
    for (const table of tables) {
      const [[created]] = await db.raw('show create table ??.??', [from, table]);
      await db.raw(created['Create Table'].replaceAll('?', '\\?'));
      await db.raw('insert into ?? select * from ??.??', [table, from, table]);
    }
  } finally {
    await db.destroy();
  }
};
