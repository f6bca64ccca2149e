import { parseArgs } from 'node:util';
import { DATABASE_CLIENTS, type DatabaseClient } from '../harness/databases';

const PARTS = ['official', 'pages', 'writes', 'reads', 'export', 'deletion'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  databases: DatabaseClient[];
  /** How many sessions, smallest first. */
  sizes: number[];
  /** Fewer sessions and rounds, for a look within two minutes. */
  quick: boolean;
  parts: Part[];
}

const SIZES = { whole: '100000,1000000', quick: '50000' };

/** Downloads are compared to 2 %, and pages need a built admin panel, each of which takes minutes. */
const QUICK_PARTS = PARTS.filter((part) => part !== 'official' && part !== 'pages');

const chosen = <Name extends string>(option: string, text: string, names: readonly Name[]) => {
  const wanted = text.split(',').map((part) => part.trim());
  const unknown = wanted.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`${option} is one or more of ${names.join(', ')}`);
  return names.filter((name) => wanted.includes(name));
};

/** Throws where an argument is wrong. */
export const parseOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      database: { type: 'string', default: DATABASE_CLIENTS.join(',') },
      sizes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const { quick = false, database = '' } = values;
  const sizes = (values.sizes ?? (quick ? SIZES.quick : SIZES.whole)).split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size >= 20_000 && size <= 1_000_000)) {
    throw new Error('--sizes are numbers of sessions from 20000 to 1000000, e.g. 20000,100000');
  }
  return {
    databases: chosen('--database', database, DATABASE_CLIENTS),
    parts: chosen('--only', values.only ?? (quick ? QUICK_PARTS : PARTS).join(','), PARTS),
    sizes: sizes.sort((a, b) => a - b),
    quick,
  };
};
