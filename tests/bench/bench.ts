import type { Store } from '../../server/store/types';
import { PLUGIN_ID } from '../../shared/plugin-id';
import type { DatabaseClient } from '../harness/databases';
import type { RunningStrapi } from '../harness/start-strapi';
import type { Client } from './measure/client';

/** What a scenario works with: a Strapi on a database of known content, and another process that sends requests to it. */
export interface Bench {
  app: RunningStrapi;
  store: Store;
  client: Client;
  database: DatabaseClient;
  /** How many sessions were built. */
  sessions: number;
  /** Fewer rounds. */
  quick: boolean;
}

/** An address of our API. */
export const address = ({ app }: Pick<Bench, 'app'>, path: string, query: object = {}): string => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, `${value}`])
  );
  return `${app.url}/${PLUGIN_ID}${path}?${text}`;
};

/** What any request of somebody who is signed in takes, before there is anything to do. */
export const whoIsSignedIn = ({ app }: Pick<Bench, 'app'>) => `${app.url}/admin/users/me`;

export const dayBefore = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);
