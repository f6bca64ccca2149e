import { eventTypeSchema, sessionStatusSchema } from '../../shared/contracts';
import {
  HIDDEN,
  integer,
  milliseconds,
  number,
  oneOf,
  text,
  type ContentTypeSchema,
} from './content-type';
import {
  SESSIONS_TABLE,
  sessionIndexName,
  SORT_KEY_BYTES,
  TEXT_LENGTH,
  type SessionIndex,
} from './tables';

const index = (purpose: SessionIndex, ...columns: string[]) => ({
  name: sessionIndexName(purpose),
  columns,
});

/**
 * Each sort of a tab has an index that begins with the tab, then what is sorted by, then what a list
 * is narrowed by, so that skipping to a page reads no rows; the search has one that holds all that it
 * looks at. No index names `id`: Strapi's inspector would miss it on PostgreSQL and MySQL and rebuild
 * the index whenever any schema changes. The attributes stand in the one order in which all indexes
 * name their columns, for the same reason.
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
    /** Its number among the sessions of its instance. */
    ordinal: integer(),
    eventType: oneOf(eventTypeSchema.options, 16),
    /** The status as a number to sort and narrow by; `status` itself stands beside the searched texts. */
    statusOrder: integer(),
    /** Past every other while it runs, see store/rows. */
    durationMs: milliseconds(),
    /** Sort keys: hexadecimal, see store/text. */
    initiatedByKey: text(2 * SORT_KEY_BYTES),
    summaryKey: text(2 * SORT_KEY_BYTES),
    startedAt: milliseconds(),
    /** What a search looks at: both texts, normalised, see domain/search-text. */
    initiatedByText: text(TEXT_LENGTH),
    summaryText: text(TEXT_LENGTH),
    status: oneOf(sessionStatusSchema.options, 16),
    heartbeatAt: milliseconds(),
    finishedAt: milliseconds(),
    initiatedBy: text(TEXT_LENGTH),
    initiatorId: integer(),
    summary: text(TEXT_LENGTH),
    entryCount: integer(),
    /** With the other counts it tells how many lines of each level there are; unknown (null) of sessions of an older version. */
    debugCount: integer(),
    warningCount: integer(),
    errorCount: integer(),
    progressDone: number(),
    progressTotal: number(),
  },
  indexes: [
    { ...index('origin_unique', 'instance_id', 'ordinal'), type: 'unique' },
    index('by_start', 'event_type', 'started_at'),
    index('by_status', 'event_type', 'status_order', 'started_at'),
    index('by_duration', 'event_type', 'duration_ms', 'started_at'),
    index('by_initiator', 'event_type', 'initiated_by_key', 'started_at'),
    index('by_summary', 'event_type', 'summary_key', 'started_at'),
    index('by_status_duration', 'event_type', 'status_order', 'duration_ms', 'started_at'),
    index('by_status_initiator', 'event_type', 'status_order', 'initiated_by_key', 'started_at'),
    index('by_status_summary', 'event_type', 'status_order', 'summary_key', 'started_at'),
    index('by_text', 'event_type', 'started_at', 'initiated_by_text', 'summary_text', 'status'),
    index('running', 'status', 'heartbeat_at'),
    index('retention', 'started_at'),
  ],
  foreignKeys: [],
};
