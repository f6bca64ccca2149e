import { LOCALAZY_PLUGIN_ID, PLUGIN_ID } from '../../shared/plugin-id';

const pluginPath = (id: string) => `/plugins/${id}` as const;

/** Paths below the admin panel's own base, as react-router wants them. */
export const ROUTES = {
  sessions: pluginPath(PLUGIN_ID),
  session: `${pluginPath(PLUGIN_ID)}/sessions/:id`,
} as const;

/**
 * The official plugin's own router joins the admin panel's base and its paths without a slash. Where
 * the base doesn't end with one, only its start page can be linked to.
 */
const officialPage = (page: string) =>
  process.env.ADMIN_PATH?.endsWith('/')
    ? `${pluginPath(LOCALAZY_PLUGIN_ID)}/${page}`
    : pluginPath(LOCALAZY_PLUGIN_ID);

/** The official plugin's own pages. */
export const LOCALAZY_ROUTES = {
  settings: `/settings/${LOCALAZY_PLUGIN_ID}/content-transfer-setup`,
  upload: officialPage('upload'),
  download: officialPage('download'),
  /** Where the processing of webhooks is switched on. */
  globalSettings: `/settings/${LOCALAZY_PLUGIN_ID}/global-settings`,
} as const;

export const sessionPath = (id: number) => `${ROUTES.sessions}/sessions/${id}`;

/** What a session's page needs to link back to the very list it was opened from. */
export interface SessionLocationState {
  listQuery?: string;
}

export const sessionLocation = (id: number, listQuery: string) => ({
  pathname: sessionPath(id),
  state: { listQuery } satisfies SessionLocationState,
});
