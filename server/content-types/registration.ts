import type { IncomingMessage } from 'node:http';
import type { LoadedStrapi } from '@strapi/types';
import { z } from 'zod';
import { PLUGIN_ID } from '../../shared/plugin-id';
import { ENTRIES_TABLE, PREFERENCES_TABLE, SESSIONS_TABLE } from './tables';

const UIDS = [
  `plugin::${PLUGIN_ID}.session`,
  `plugin::${PLUGIN_ID}.entry`,
  `plugin::${PLUGIN_ID}.preference`,
] as const;

/** What Strapi adds to each content type; the last two with an index each. */
const ADDED_BY_STRAPI = ['createdAt', 'updatedAt', 'createdBy', 'updatedBy'];

interface GraphqlExtension {
  shadowCRUD(uid: string): { disable(): void };
}

/**
 * Takes away the attributes that Strapi adds to our content types: nothing reads them, and their
 * columns and indexes would slow every write. To be called in `register`, before
 * Strapi makes the tables.
 */
export const trimContentTypes = ({ strapi }: { strapi: LoadedStrapi }): void => {
  for (const uid of UIDS) {
    const attributes: Record<string, unknown> = strapi.contentTypes[uid].attributes;
    for (const name of ADDED_BY_STRAPI) delete attributes[name];
  }
};

/** Keeps our content types out of the GraphQL API, where that plugin is installed. To be called in `register`. */
export const hideFromGraphql = ({ strapi }: { strapi: LoadedStrapi }): void => {
  if (!Object.hasOwn(strapi.plugins, 'graphql')) return;
  const extension: GraphqlExtension = strapi.plugin('graphql').service('extension');
  for (const uid of UIDS) extension.shadowCRUD(uid).disable();
};

const TABLES = [SESSIONS_TABLE, ENTRIES_TABLE, PREFERENCES_TABLE];

/** Strapi's own list of tables that stay while what made them is switched off. */
const PERSISTED_TABLES = { type: 'core', key: 'persisted_tables' };

const persistedTablesSchema = z.array(
  z.union([z.string(), z.object({ name: z.string() }).passthrough()])
);

/**
 * Strapi drops the tables of a content type that is missing at a start, without a word: a start with the
 * plugin disabled would delete all logs. To be called in `bootstrap`.
 */
export const keepTables = async ({ strapi }: { strapi: LoadedStrapi }): Promise<void> => {
  const list = strapi.store(PERSISTED_TABLES);
  const kept = persistedTablesSchema.parse((await list.get({})) ?? []);
  const names = kept.map((table) => (typeof table === 'string' ? table : table.name));
  const missing = TABLES.filter((table) => !names.includes(table));
  if (missing.length > 0) await list.set({ value: [...kept, ...missing] });
};

/** Strapi's commands that copy content from one Strapi to another. */
const TRANSFER_COMMANDS = ['export', 'import', 'transfer'];

/** Where a Strapi that runs takes part in the transfer of another one, below the admin's path. */
const REMOTE_TRANSFER = '/transfer/runner/';

const isTransferCommand = () => {
  const command = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
  return TRANSFER_COMMANDS.includes(command ?? '');
};

/** Whether content is copied to or from this Strapi just now. */
const watchTransfers = ({ server: { httpServer } }: LoadedStrapi) => {
  let remote = 0;
  const onRequest = ({ url, socket }: IncomingMessage) => {
    if (!url?.includes(REMOTE_TRANSFER)) return;
    remote += 1;
    socket.once('close', () => {
      remote -= 1;
    });
  };
  httpServer.on('request', onRequest);
  return {
    isTransferring: () => remote > 0 || isTransferCommand(),
    stop: () => void httpServer.off('request', onRequest),
  };
};

/**
 * Takes our content types off the list of those there are while content is exported, imported or
 * transferred: that would carry log lines into another Strapi, delete that one's own, and give sessions
 * new ids that their lines don't know. Strapi keeps its own audit log out of it by a list that a plugin
 * can't join. To be called in `bootstrap`; returns a function that restores the list.
 */
export const unlistContentTypes = ({ strapi }: { strapi: LoadedStrapi }): (() => void) => {
  const registry = strapi.container.get('content-types');
  const { getAll } = registry;
  let active = true;

  const getAllToCopy = (namespace?: string) => {
    const all: Record<string, unknown> = getAll.call(registry, namespace);
    if (active && transfers.isTransferring()) for (const uid of UIDS) delete all[uid];
    return all;
  };
  registry.getAll = getAllToCopy;
  const transfers = watchTransfers(strapi);

  return () => {
    active = false;
    transfers.stop();
    // Where another plugin has wrapped it since, ours stays in between and changes nothing.
    if (registry.getAll === getAllToCopy) registry.getAll = getAll;
  };
};
