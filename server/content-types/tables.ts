export const SESSIONS_TABLE = 'localazy_activity_sessions';
export const ENTRIES_TABLE = 'localazy_activity_entries';
export const MILESTONES_TABLE = 'localazy_activity_milestones';

/** What the indexes of sessions are for. */
export type SessionIndex =
  | 'by_start'
  | 'by_status'
  | 'by_duration'
  | 'by_initiator'
  | 'by_summary'
  | 'by_status_duration'
  | 'by_status_initiator'
  | 'by_status_summary'
  | 'by_text'
  | 'running'
  | 'retention'
  | 'origin_unique';

export const sessionIndexName = (index: SessionIndex) => `${SESSIONS_TABLE}_${index}`;

/** The order of a session's lines. */
export const LINE_INDEX = `${ENTRIES_TABLE}_line_unique`;

/** One row for each order of each tab. */
export const MILESTONE_INDEX = `${MILESTONES_TABLE}_order_unique`;

/** Characters that fit a column of short text. */
export const TEXT_LENGTH = 255;

/** Bytes of a text that its place in an order depends on. */
export const SORT_KEY_BYTES = 64;
