import { PLUGIN_ID } from '../../shared/plugin-id';

/**
 * react-query keys. Strapi and all its plugins share one cache, so each begins with our name; a key
 * holds everything that its response depends on.
 */
export const queryKeys = {
  sessions: [PLUGIN_ID, 'sessions'],
  sessionCount: [PLUGIN_ID, 'session-count'],
  session: [PLUGIN_ID, 'session'],
  entries: [PLUGIN_ID, 'entries'],
  preferences: [PLUGIN_ID, 'preferences'],
} as const;
