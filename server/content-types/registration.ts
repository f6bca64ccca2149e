import type { LoadedStrapi } from '@strapi/types';
import { PLUGIN_ID } from '../../shared/plugin-id';

const UIDS = [`plugin::${PLUGIN_ID}.session`, `plugin::${PLUGIN_ID}.entry`] as const;

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
