import { permissionAction } from '../../shared/permissions';
import type { PermissionName } from '../../shared/permissions';

/** A right as Strapi's admin asks for it. `conditions` are the role's, never the asker's. */
export const required = (name: PermissionName) => [
  { action: permissionAction(name), subject: null, conditions: [] as string[] },
];
