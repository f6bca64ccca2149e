import type {
  ContentAction,
  Entry,
  EntryLevel,
  EventType,
  Session,
  SessionStatus,
} from '../../../shared/contracts';
import type { StoredLine } from '../types';

/** PostgreSQL and MySQL return a bigint as text. */
type StoredInteger = number | string;

export interface SessionRow {
  id: number;
  instance_id: string;
  idempotency_key: string | null;
  event_type: EventType;
  status: SessionStatus;
  started_at: StoredInteger;
  finished_at: StoredInteger | null;
  duration_ms: StoredInteger;
  heartbeat_at: StoredInteger;
  initiated_by: string;
  initiated_by_text: string;
  initiator_id: number | null;
  summary: string;
  summary_text: string;
  entry_count: number;
  warning_count: number;
  error_count: number;
  progress_done: number | null;
  progress_total: number | null;
  problems: number | null;
  outcome: string | null;
  summary_parts: string | null;
}

export interface EntryRow {
  id: number;
  session_id: number;
  sequence: number;
  level: EntryLevel;
  timestamp: StoredInteger;
  message: string;
  search_text: string | null;
  data: string | null;
  content_type: string | null;
  content_id: number | null;
  locale: string | null;
  action: ContentAction | null;
}

export interface PreferenceRow {
  user_id: number;
  event_type: EventType;
  sort: string | null;
  used_at: StoredInteger | null;
  seen_at: StoredInteger | null;
}

/**
 * The duration of a running session: above any other, so that running sessions sort as the longest.
 * NULL would come first in one database and last in another.
 */
export const RUNNING_DURATION = Number.MAX_SAFE_INTEGER;

const parseJson = (json: string | null) => {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    return null;
  }
};

export const toSession = (row: SessionRow): Session => ({
  id: row.id,
  eventType: row.event_type,
  status: row.status,
  startedAt: Number(row.started_at),
  finishedAt: row.finished_at === null ? null : Number(row.finished_at),
  durationMs: row.status === 'in-progress' ? null : Number(row.duration_ms),
  initiatedBy: row.initiated_by,
  summary: row.summary,
  entryCount: row.entry_count,
  warningCount: row.warning_count,
  errorCount: row.error_count,
  progress:
    row.progress_done === null || row.progress_total === null
      ? null
      : { done: row.progress_done, total: row.progress_total },
  outcome: parseJson(row.outcome),
  summaryParts: parseJson(row.summary_parts),
});

/** What `toEntry` reads. */
export const ENTRY_COLUMNS = [
  'sequence',
  'timestamp',
  'level',
  'message',
  'data',
  'content_type',
  'content_id',
  'locale',
  'action',
] as const satisfies (keyof EntryRow)[];

type SelectedEntry = Pick<EntryRow, (typeof ENTRY_COLUMNS)[number]>;

const toContent = ({
  content_type,
  content_id,
  locale,
  action,
}: SelectedEntry): Entry['content'] =>
  content_type === null || content_id === null || action === null
    ? null
    : { type: content_type, id: content_id, locale: locale || null, action };

export const toStoredLine = (row: SelectedEntry): StoredLine => ({
  sequence: row.sequence,
  timestamp: Number(row.timestamp),
  level: row.level,
  message: row.message,
  data: row.data,
  content: toContent(row),
});

export const toEntry = (row: SelectedEntry): Entry => ({
  ...toStoredLine(row),
  data: parseJson(row.data),
});
