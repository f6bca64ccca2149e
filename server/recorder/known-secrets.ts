import type { Strapi } from '@strapi/strapi';
import type { Config } from '../config/schema';
import type { KnownSecret } from '../domain/redaction';
import type { OwnLog } from './own-log';

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

/** Strapi's own keys, salts and database password, and the values that our configuration adds, each with its setting. */
export const knownSecrets = (strapi: Strapi, { redact }: Config): KnownSecret[] => [
  ...SECRET_SETTINGS.flatMap((label) =>
    texts(strapi.config.get(label)).map((value) => ({ value, label }))
  ),
  ...redact.values.map((value) => ({ value, label: 'redact.values' })),
];

/** Names the settings whose values are left in log lines, as they can't be told from ordinary words. */
export const warnOfWeakSecrets = (log: OwnLog, settings: string[]): void => {
  if (settings.length === 0) return;
  log.warn(
    `Too weak to be told from ordinary words, so blanked out only where a name such as "password" precedes it: the value of ${settings.join(', ')}`
  );
};
