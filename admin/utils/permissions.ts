import { permissionAction } from '../../shared/permissions';
import type { PermissionName } from '../../shared/permissions';

/** A permission as Strapi's admin checks it. */
export const required = (name: PermissionName) => [
  { action: permissionAction(name), subject: null, conditions: [] as string[] },
];
