import type { Knex } from 'knex';
import type { Entry } from '../../../shared/contracts';
import { ENTRY_COLUMNS, toEntry } from '../database/rows';
import type { LevelCounts } from './entry-spans';

/** Some lines that follow each other among those that a filter lets through. */
export interface Window {
  results: Entry[];
  /** How many lines are ahead of them. */
  offset: number;
}

export interface Listed extends Window {
  /** Of all that the search finds, whatever levels are asked for. */
  levelCounts: LevelCounts;
}

export const readEntries = async (rows: Knex.QueryBuilder): Promise<Entry[]> =>
  (await rows.select(...ENTRY_COLUMNS)).map(toEntry);
