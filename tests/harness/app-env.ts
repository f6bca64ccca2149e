import type { TestDatabase } from './databases';

/** How the app of a test differs from the playground's. All of it travels in environment variables. */
export interface AppSettings {
  database: TestDatabase;
  /** Our plugin's config, as a user writes it into `config/plugins`. */
  config?: Record<string, unknown>;
  /** False starts Strapi without the official plugin. */
  withLocalazy?: boolean;
  /** Base address of Localazy's API. */
  localazyUrl?: string;
  /** Folder of our plugin, where `strapi-server.js` lies. */
  pluginDir: string;
  /** Further entries of `config/plugins`, e.g. `{ other: { enabled: true, resolve: '/path' } }`. */
  plugins?: Record<string, unknown>;
  /** The same, declared before the official plugin and ours. */
  pluginsBefore?: Record<string, unknown>;
  /** Further environment variables; `undefined` takes one away. */
  env?: Record<string, string | undefined>;
}

/**
 * For a start that is to find the tables as a test has left them. Strapi finds components in an order that
 * differs between starts; after another order it compares all tables with their schema, brings back what
 * they lack, drops those it doesn't know and waits for locked ones, unless it compares schemas alone.
 */
export const KEEP_CHANGED_TABLES = { DATABASE_STRICT_SYNC: 'false' };

/** The environment of a quiet app on a port of the system's choice that calls nobody outside. */
export const appEnv = (settings: AppSettings): Record<string, string | undefined> => ({
  ...settings.database.env,
  HOST: '127.0.0.1',
  PORT: '0',
  QUIET: String(!process.env.DEBUG),
  STRAPI_HIDE_STARTUP_MESSAGE: 'true',
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
  STRAPI_DISABLE_REMOTE_DATA_TRANSFER: 'true',
  LOCALAZY_API_URL: settings.localazyUrl,
  LOCALAZY_PLUGIN_ENABLED: String(settings.withLocalazy ?? true),
  ACTIVITY_LOGS_PLUGIN: settings.pluginDir,
  ACTIVITY_LOGS_CONFIG: JSON.stringify(settings.config ?? {}),
  PLUGINS_BEFORE: JSON.stringify(settings.pluginsBefore ?? {}),
  EXTRA_PLUGINS: JSON.stringify(settings.plugins ?? {}),
  ...settings.env,
});
