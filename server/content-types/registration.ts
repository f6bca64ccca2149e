import type { LoadedStrapi } from '@strapi/types';
import { PLUGIN_ID } from '../../shared/plugin-id';

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
 * columns and indexes would make each line dearer to write. To be called in `register`, before
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

/**
 * Takes our content types off the list of those there are, once their tables are made. `strapi export`,
 * `import` and `transfer` go by that list: they would carry log lines into another Strapi, delete that
 * one's own, and give sessions new ids that their lines don't know. Strapi keeps its own audit log out
 * of them by a list that a plugin can't join. To be called in `bootstrap`; returns a function that restores the list.
 */
export const unlistContentTypes = ({ strapi }: { strapi: LoadedStrapi }): (() => void) => {
  const registry = strapi.container.get('content-types');
  const { getAll, keys } = registry;
  const ours = new Set<string>(UIDS);
  let active = true;

  const keysWithoutOurs = () => {
    const all: string[] = keys.call(registry);
    return active ? all.filter((uid) => !ours.has(uid)) : all;
  };
  // Strapi asks for all content types again and again for each entry that it writes: to take ours off its
  // map would make that dearer, a map made without them takes a third of the time that its own does.
  const mapWithoutOurs = () => {
    const all: Record<string, unknown> = {};
    for (const uid of keysWithoutOurs()) all[uid] = registry.get(uid);
    return all;
  };
  const allWithoutOurs = (namespace?: string) => {
    if (active && !namespace) return mapWithoutOurs();
    const all = getAll.call(registry, namespace);
    if (active) for (const uid of ours) delete all[uid];
    return all;
  };
  Object.assign(registry, { keys: keysWithoutOurs, getAll: allWithoutOurs });

  return () => {
    active = false;
    // Where another plugin has wrapped it since, ours stays in between and changes nothing.
    if (registry.keys === keysWithoutOurs) registry.keys = keys;
    if (registry.getAll === allWithoutOurs) registry.getAll = getAll;
  };
};
