import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase, nameInRun, type DatabaseClient, type TestDatabase } from './databases';
import { until } from './until';

const MAKING_MS = 60_000;

/** Resolves with whether this process is the first to claim the name. */
const claim = (file: string): Promise<boolean> =>
  writeFile(file, '', { flag: 'wx' }).then(
    () => true,
    () => false
  );

/**
 * A new database with the tables of a first start, which take Strapi longer than all else of it: a
 * copy of one that the first worker of a run lets `makeTables` fill.
 */
export const copyTemplate = async (
  client: DatabaseClient,
  makeTables: (database: TestDatabase) => Promise<void>
): Promise<TestDatabase> => {
  const template = nameInRun(`template_${client}`);
  const file = path.join(tmpdir(), template);
  if (await claim(`${file}.claim`)) {
    await makeTables(await createDatabase(client, { name: template }));
    await writeFile(`${file}.ready`, '');
  }
  await until('the template of databases is made', () => existsSync(`${file}.ready`), {
    timeoutMs: MAKING_MS,
  });
  return createDatabase(client, { template });
};
