import type { Strapi } from '@strapi/strapi';
import { PERMISSIONS } from '../shared/permissions';
import { PLUGIN_ID } from '../shared/plugin-id';

/** Makes our rights known to Strapi's roles. Possible in `register` only: bootstrap gives them to the super admin. */
export const registerPermissions = (strapi: Strapi): Promise<void> =>
  strapi.service('admin::permission').actionProvider.registerMany(
    Object.values(PERMISSIONS).map(({ uid, displayName }) => ({
      section: 'plugins',
      displayName,
      uid,
      pluginName: PLUGIN_ID,
    }))
  );
