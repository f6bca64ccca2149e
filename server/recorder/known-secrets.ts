import type { Strapi } from '@strapi/strapi';
import type { Config } from '../config/schema';
import type { KnownSecret } from '../domain/redaction';

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

const texts = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');

/** Strapi's own keys, salts and database password, and the values that our configuration adds, each with its setting. */
export const knownSecrets = (strapi: Strapi, { redact }: Config): KnownSecret[] => [
  ...SECRET_SETTINGS.flatMap((label) =>
    texts(strapi.config.get(label)).map((value) => ({ value, label }))
  ),
  ...redact.values.map((value) => ({ value, label: 'redact.values' })),
];
