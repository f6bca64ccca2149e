import type { Strapi } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/plugin-id';

/** The address that a server listens on is none that a browser can open. */
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

const SLASHES_AROUND = /^\/+|\/+$/g;

const isAbsolute = (url: string) => /^https?:/.test(url);

/** Both addresses may be absolute or paths, as Strapi's documentation has them. */
const adminUrl = ({ config }: Strapi): string => {
  const setting = (name: string, otherwise: string) =>
    String(config.get(name) ?? otherwise).replace(SLASHES_AROUND, '');
  const admin = setting('admin.url', 'admin');
  if (isAbsolute(admin)) return admin;
  const server = setting('server.url', '');
  if (isAbsolute(server)) return `${server}/${admin}`;
  const host = setting('server.host', 'localhost');
  const listening = `${ANY_ADDRESS.has(host) ? 'localhost' : host}:${config.get('server.port')}`;
  return [`http://${listening}`, server, admin].filter(Boolean).join('/');
};

export const sessionUrl = (strapi: Strapi, sessionId: number): string =>
  `${adminUrl(strapi)}/plugins/${PLUGIN_ID}/sessions/${sessionId}`;
