export const SESSIONS_TABLE = 'localazy_activity_sessions';
export const ENTRIES_TABLE = 'localazy_activity_entries';

/** Characters that fit a column of short text. */
export const TEXT_LENGTH = 255;

/** Bytes of a text that its place in an order depends on. */
export const SORT_KEY_BYTES = 64;
