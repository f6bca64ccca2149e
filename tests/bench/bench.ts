import type { DatabaseClient } from '../harness/databases';
import type { RunningStrapi } from '../harness/start-strapi';
import type { Client } from './measure/client';

/** What a scenario works with: a Strapi over a database of known content, and another process that asks it. */
export interface Bench {
  app: RunningStrapi;
  client: Client;
  database: DatabaseClient;
  /** How many sessions were built. */
  sessions: number;
  /** Fewer rounds, where a scenario has rounds. */
  quick: boolean;
}

export const API = '/localazy-activity-logs';

/** An address of our API. */
export const address = ({ app }: Pick<Bench, 'app'>, path: string, query: object = {}): string => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, `${value}`])
  );
  return `${app.url}${API}${path}?${text}`;
};

/** Something cheap that has nothing to do with us. */
export const cheapAddress = ({ app }: Pick<Bench, 'app'>) => `${app.url}/_health`;
