import type { LoadedStrapi } from '@strapi/types';
import { permissionAction, PERMISSIONS, type PermissionName } from '../../shared/permissions';
import { PLUGIN_ID } from '../../shared/plugin-id';

/** Method, path, handler and the permission that it needs: no route without a policy. */
const ROUTES: ['GET' | 'PUT' | 'DELETE', `/${string}`, `${string}.${string}`, PermissionName][] = [
  ['GET', '/sessions', 'sessions.list', 'read'],
  ['GET', '/sessions/days', 'sessions.days', 'read'],
  ['GET', '/sessions/unseen', 'sessions.unseen', 'read'],
  ['GET', '/sessions/initiators', 'sessions.initiators', 'read'],
  ['GET', '/sessions/:id', 'sessions.find', 'read'],
  ['GET', '/sessions/:id/outline', 'sessions.outline', 'read'],
  ['GET', '/sessions/:id/matches', 'sessions.matches', 'read'],
  ['GET', '/sessions/:id/entries', 'sessions.entries', 'read'],
  // It returns no more than the page shows; the right to export is for all sessions together.
  ['GET', '/sessions/:id/entries/stream', 'sessions.streamEntries', 'read'],
  ['GET', '/sessions/:id/bundle', 'bundle.download', 'export'],
  ['DELETE', '/sessions', 'sessions.clear', 'clear'],
  ['GET', '/export', 'export.download', 'export'],
  ['GET', '/connection', 'connection.check', 'read'],
  ['GET', '/content/history', 'content.history', 'read'],
  ['GET', '/content/links', 'content.links', 'read'],
  ['GET', '/content/types', 'content.types', 'read'],
  ['GET', '/preferences', 'preferences.find', 'read'],
  ['PUT', '/preferences', 'preferences.update', 'read'],
];

const policiesFor = (permission: PermissionName) => [
  'admin::isAuthenticatedAdmin',
  { name: 'admin::hasPermissions', config: { actions: [permissionAction(permission)] } },
];

export const routes = {
  admin: {
    type: 'admin',
    routes: ROUTES.map(([method, path, handler, permission]) => ({
      method,
      path,
      handler,
      config: { policies: policiesFor(permission) },
    })),
  },
};

/** Makes our rights known to Strapi's roles. To be called in `register`: later is too late. */
export const registerPermissions = ({ strapi }: { strapi: LoadedStrapi }): Promise<void> => {
  const ours = { section: 'plugins', pluginName: PLUGIN_ID };
  return strapi
    .service('admin::permission')
    .actionProvider.registerMany(
      Object.values(PERMISSIONS).map((permission) => ({ ...ours, ...permission }))
    );
};
