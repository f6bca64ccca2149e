/** The plugin's id: its routes' prefix, its permissions' namespace, its key in `config/plugins`. */
export const PLUGIN_ID = 'localazy-activity-logs';

/** The official plugin that we record. */
export const LOCALAZY_PLUGIN_ID = 'localazy';
