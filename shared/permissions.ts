import { PLUGIN_ID } from './plugin-id';

/** The three rights a role can hold, by their short names (section "plugins" of Strapi's role editor). */
export const PERMISSIONS = {
  read: { uid: 'read', displayName: 'Read the activity logs' },
  export: { uid: 'export', displayName: 'Export the activity logs' },
  clear: { uid: 'clear', displayName: 'Clear the activity logs' },
} as const;

export type PermissionName = keyof typeof PERMISSIONS;

/** The action id that Strapi stores for a right, e.g. `plugin::localazy-activity-logs.read`. */
export const permissionAction = (name: PermissionName) =>
  `plugin::${PLUGIN_ID}.${PERMISSIONS[name].uid}` as const;
