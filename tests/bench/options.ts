import { parseArgs } from 'node:util';
import { DATABASE_CLIENTS, type DatabaseClient } from '../harness/databases';

export const PARTS = ['official', 'writes', 'reads', 'export', 'deletion'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  databases: DatabaseClient[];
  /** How many sessions, smallest first. */
  sizes: number[];
  /** A tenth of everything. */
  quick: boolean;
  /** What is measured; all of it unless said. */
  parts: Part[];
  /** Keep the databases, and use those that an earlier run kept. */
  keep: boolean;
}

const SIZES = { whole: '10000,100000,1000000', quick: '100000' };

const isPart = (name: string): name is Part => PARTS.some((part) => part === name);

const isDatabase = (name: string): name is DatabaseClient =>
  DATABASE_CLIENTS.some((client) => client === name);

const listOf = (text: string) => text.split(',').map((part) => part.trim());

/** Throws where an argument is wrong. */
export const parseOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      database: { type: 'string', default: DATABASE_CLIENTS.join(',') },
      sizes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: PARTS.join(',') },
      keep: { type: 'boolean', default: false },
    },
  });
  const { quick = false, keep = false } = values;
  const databases = listOf(values.database ?? '').filter(isDatabase);
  const sizes = listOf(values.sizes ?? (quick ? SIZES.quick : SIZES.whole)).map(Number);
  if (databases.length === 0)
    throw new Error(`--database is one of ${DATABASE_CLIENTS.join(', ')}`);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 100 && size <= 1_000_000)) {
    throw new Error('--sizes are numbers of sessions from 100 to 1000000, e.g. 10000,100000');
  }
  const parts = listOf(values.only ?? '').filter(isPart);
  if (parts.length === 0) throw new Error(`--only is one or more of ${PARTS.join(', ')}`);
  return { databases, parts, sizes: sizes.sort((a, b) => a - b), quick, keep };
};
