import type { Strapi } from '@strapi/strapi';

/** Where Strapi's configuration keeps what must never be stored. */
const SECRET_SETTINGS = [
  'admin.auth.secret',
  'admin.apiToken.salt',
  'admin.transfer.token.salt',
  'admin.secrets.encryptionKey',
  'server.app.keys',
  'plugin.users-permissions.jwtSecret',
  'database.connection.connection.password',
  'database.connection.connection.connectionString',
  'database.connection.connection',
];

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(texts) : [];
};

const passwordOf = (connectionString: string): string[] => {
  try {
    return [decodeURIComponent(new URL(connectionString).password)];
  } catch {
    return [];
  }
};

/** Strapi's own keys, salts and database password, as configured. */
export const knownSecrets = (strapi: Strapi): string[] => {
  const configured = SECRET_SETTINGS.flatMap((path) => texts(strapi.config.get(path)));
  return [...configured, ...configured.flatMap(passwordOf)];
};
