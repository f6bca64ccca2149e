import { permissionAction, type PermissionName } from '../../shared/permissions';

interface RouteOptions {
  method: 'GET' | 'PUT' | 'DELETE';
  path: `/${string}`;
  handler: `${string}.${string}`;
  permission: PermissionName;
}

/** No route without a policy. */
const route = ({ permission, ...rest }: RouteOptions) => ({
  ...rest,
  config: {
    policies: [
      'admin::isAuthenticatedAdmin',
      { name: 'admin::hasPermissions', config: { actions: [permissionAction(permission)] } },
    ],
  },
});

export const routes = {
  admin: {
    type: 'admin',
    routes: [
      route({ method: 'GET', path: '/sessions', handler: 'sessions.list', permission: 'read' }),
      route({ method: 'GET', path: '/sessions/:id', handler: 'sessions.find', permission: 'read' }),
      route({
        method: 'GET',
        path: '/sessions/:id/outline',
        handler: 'sessions.outline',
        permission: 'read',
      }),
      route({
        method: 'GET',
        path: '/sessions/:id/matches',
        handler: 'sessions.matches',
        permission: 'read',
      }),
      route({
        method: 'GET',
        path: '/sessions/:id/entries',
        handler: 'sessions.entries',
        permission: 'read',
      }),
      // It returns no more than the page shows; the right to export is for all sessions together.
      route({
        method: 'GET',
        path: '/sessions/:id/entries/stream',
        handler: 'sessions.streamEntries',
        permission: 'read',
      }),
      route({
        method: 'DELETE',
        path: '/sessions',
        handler: 'sessions.clear',
        permission: 'clear',
      }),
      route({ method: 'GET', path: '/export', handler: 'export.download', permission: 'export' }),
      route({
        method: 'GET',
        path: '/preferences',
        handler: 'preferences.find',
        permission: 'read',
      }),
      route({
        method: 'PUT',
        path: '/preferences',
        handler: 'preferences.update',
        permission: 'read',
      }),
    ],
  },
};
