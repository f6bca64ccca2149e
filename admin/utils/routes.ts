import { LOCALAZY_PLUGIN_ID, PLUGIN_ID } from '../../shared/plugin-id';

const pluginPath = (id: string) => `/plugins/${id}` as const;

/** Paths below the admin panel's own base, as react-router wants them. */
export const ROUTES = {
  sessions: pluginPath(PLUGIN_ID),
  session: `${pluginPath(PLUGIN_ID)}/sessions/:id`,
} as const;

/** The official plugin's own pages. Of those behind its start page none has an address that survives a reload. */
export const LOCALAZY_ROUTES = {
  /** Leads to whichever of its pages was open last, or to signing in. */
  plugin: pluginPath(LOCALAZY_PLUGIN_ID),
  settings: `/settings/${LOCALAZY_PLUGIN_ID}/content-transfer-setup`,
  /** Where the processing of webhooks is switched on. */
  globalSettings: `/settings/${LOCALAZY_PLUGIN_ID}/global-settings`,
} as const;

/** Where Strapi's languages are added. */
export const LANGUAGES_ROUTE = '/settings/internationalization';

export const sessionPath = (id: number) => `${ROUTES.sessions}/sessions/${id}`;

/** What a session's page needs to link back to the very list it was opened from. */
export interface SessionLocationState {
  listQuery?: string;
}

export const sessionLocation = (id: number, listQuery: string) => ({
  pathname: sessionPath(id),
  state: { listQuery } satisfies SessionLocationState,
});
