export const SESSIONS_TABLE = 'localazy_activity_sessions';
export const ENTRIES_TABLE = 'localazy_activity_entries';
export const PREFERENCES_TABLE = 'localazy_activity_preferences';

/** The indexes of sessions, see content-types/session. */
export type SessionIndex =
  | 'idempotency_unique'
  | 'by_start'
  | 'by_status'
  | 'by_duration'
  | 'by_initiator'
  | 'by_summary'
  | 'by_problems';

export const sessionIndexName = (index: SessionIndex) => `${SESSIONS_TABLE}_${index}`;

/** The order of a session's lines. */
export const LINE_INDEX = `${ENTRIES_TABLE}_line_unique`;

/** What was done to an entry of content. */
export const CONTENT_INDEX = `${ENTRIES_TABLE}_by_content`;
