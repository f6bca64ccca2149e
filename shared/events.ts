import type { SessionStatus } from './contracts';
import { PLUGIN_ID } from './plugin-id';

/** Strapi's events for the end of a session: names in its event hub and in Settings → Webhooks. */
export const SESSION_EVENTS = {
  failed: `${PLUGIN_ID}.session.failed`,
  completed: `${PLUGIN_ID}.session.completed`,
} as const satisfies Partial<Record<SessionStatus, string>>;
