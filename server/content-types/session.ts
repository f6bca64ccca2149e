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
import { SESSIONS_TABLE, SORT_KEY_BYTES, TEXT_LENGTH } from './tables';

const index = (purpose: string, ...columns: string[]) => ({
  name: `${SESSIONS_TABLE}_${purpose}`,
  columns,
});

/**
 * Each sort of a tab has an index that begins with the tab, then what is sorted by, then the start,
 * so that a range of days and the order within equals need no look at the rows. No index names `id`:
 * Strapi's inspector would miss it on PostgreSQL and MySQL and rebuild the index whenever any schema
 * changes. The columns stand in the order in which the indexes name them, for the same reason.
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
    status: oneOf(sessionStatusSchema.options, 16),
    /** Past every other while it runs, see store/session-rows. */
    durationMs: milliseconds(),
    /** Sort keys: hexadecimal, see store/text. */
    initiatedByKey: text(2 * SORT_KEY_BYTES),
    summaryKey: text(2 * SORT_KEY_BYTES),
    startedAt: milliseconds(),
    /** What a search looks at: both texts, normalised, see domain/search-text. */
    initiatedByText: text(TEXT_LENGTH),
    summaryText: text(TEXT_LENGTH),
    finishedAt: milliseconds(),
    heartbeatAt: milliseconds(),
    initiatedBy: text(TEXT_LENGTH),
    initiatorId: integer(),
    summary: text(TEXT_LENGTH),
    entryCount: integer(),
    warningCount: integer(),
    errorCount: integer(),
    progressDone: number(),
    progressTotal: number(),
  },
  indexes: [
    { ...index('origin_unique', 'instance_id', 'ordinal'), type: 'unique' },
    index('by_start', 'event_type', 'started_at', 'initiated_by_text', 'summary_text'),
    index('by_status', 'event_type', 'status', 'started_at'),
    index('by_duration', 'event_type', 'duration_ms', 'started_at'),
    index('by_initiator', 'event_type', 'initiated_by_key', 'started_at'),
    index('by_summary', 'event_type', 'summary_key', 'started_at'),
    index('running', 'status', 'heartbeat_at'),
    index('retention', 'started_at'),
  ],
  foreignKeys: [],
};
