import type { LoadedStrapi } from '@strapi/types';
import { PERMISSIONS } from '../../shared/permissions';
import { PLUGIN_ID } from '../../shared/plugin-id';

/** Makes our rights known to Strapi's roles. To be called in `register`: later is too late. */
export const registerPermissions = async ({ strapi }: { strapi: LoadedStrapi }): Promise<void> => {
  const { actionProvider } = strapi.service('admin::permission');
  await actionProvider.registerMany(
    Object.values(PERMISSIONS).map((permission) => ({
      section: 'plugins',
      pluginName: PLUGIN_ID,
      ...permission,
    }))
  );
};
