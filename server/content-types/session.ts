import { eventTypeSchema, sessionStatusSchema } from '../../shared/contracts';
import {
  HIDDEN,
  integer,
  longText,
  milliseconds,
  number,
  oneOf,
  text,
  type ContentTypeSchema,
} from './content-type';
import { TEXT_LENGTH } from '../domain/stored-text';
import { SESSIONS_TABLE, sessionIndexName, type SessionIndex } from './tables';

const index = (name: SessionIndex, ...columns: string[]) => ({
  name: sessionIndexName(name),
  columns,
});

const SORTED = ['duration_ms', 'initiated_by_text', 'summary_text'];
const FILTERED = ['status', 'problems', 'initiated_by_text'];

/**
 * Each index but the first begins with the tab. None names `id`, which Strapi's inspector leaves out on
 * PostgreSQL and MySQL, so that it would rebuild the index whenever it compares tables.
 */
export const sessionSchema: ContentTypeSchema = {
  ...HIDDEN,
  collectionName: SESSIONS_TABLE,
  info: {
    singularName: 'session',
    pluralName: 'sessions',
    displayName: 'Localazy activity session',
  },
  attributes: {
    instanceId: text(64),
    idempotencyKey: text(80),
    eventType: oneOf(eventTypeSchema.options, 16),
    /** Longer than any other while the session runs, see store/database/rows. */
    durationMs: milliseconds(),
    /** Sorted by and searched: normalised, see domain/search-text. */
    initiatedByText: text(TEXT_LENGTH),
    summaryText: text(TEXT_LENGTH),
    status: oneOf(sessionStatusSchema.options, 16),
    startedAt: milliseconds(),
    heartbeatAt: milliseconds(),
    finishedAt: milliseconds(),
    initiatedBy: text(TEXT_LENGTH),
    initiatorId: integer(),
    summary: text(TEXT_LENGTH),
    entryCount: integer(),
    warningCount: integer(),
    errorCount: integer(),
    progressDone: number(),
    progressTotal: number(),
    /** 1 where it failed or has warnings or errors, else 0. */
    problems: integer(),
    /** JSON as text. */
    outcome: longText(),
    summaryParts: longText(),
  },
  indexes: [
    // An insert that is repeated after a lost connection.
    { ...index('idempotency_unique', 'idempotency_key'), type: 'unique' },
    // The list by start, ranges of days, the search, export, retention. It has all columns that are searched or sorted by.
    index('by_start', 'event_type', 'started_at', 'status', ...SORTED),
    // The list by status, a filter by status, running sessions (the recovery sweep).
    index('by_status', 'event_type', 'status', 'started_at', ...SORTED, 'problems'),
    // The lists by duration, initiator and summary. With the last columns a filter skips rows without reading them.
    index('by_duration', 'event_type', 'duration_ms', 'started_at', ...FILTERED),
    index('by_initiator', 'event_type', 'initiated_by_text', 'started_at', 'status', 'problems'),
    index('by_summary', 'event_type', 'summary_text', 'started_at', ...FILTERED),
    // Sessions with problems, the numbers of each day.
    index('by_problems', 'event_type', 'problems', 'started_at', 'status', ...SORTED),
  ],
  foreignKeys: [],
};
