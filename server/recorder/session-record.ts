import type { EntryLevel, EventType, Session, SessionStatus } from '../../shared/contracts';

/** A line on its way to the database. */
export interface QueuedLine {
  record: SessionRecord;
  sequence: number;
  timestamp: number;
  level: EntryLevel;
  message: string;
  data: string | null;
  /** Estimate of the memory that it holds. */
  bytes: number;
}

export interface SessionOutcome {
  status: Exclude<SessionStatus, 'in-progress'>;
  finishedAt: number;
  durationMs: number;
}

/** What the recorder knows of one session of this process; the queue carries it to the database. */
export interface SessionRecord {
  readonly ordinal: number;
  readonly eventType: EventType;
  readonly initiatedBy: string;
  readonly initiatorId: number | null;
  readonly startedAt: number;
  /** Null until its row is stored. */
  id: number | null;
  /** Its row was deleted while it ran ("Clear logs"): nothing of it is stored any more. */
  cleared: boolean;
  lastSequence: number;
  entryCount: number;
  debugCount: number;
  warningCount: number;
  errorCount: number;
  summary: string;
  progress: Session['progress'];
  outcome: SessionOutcome | null;
  /** Lines refused because the session had reached its limit. */
  overLimit: number;
  /** Differs from what its row says. */
  dirty: boolean;
}

/** What is left of `entryCount` are the info lines. */
const COUNTED_AS = {
  debug: 'debugCount',
  info: null,
  warn: 'warningCount',
  error: 'errorCount',
} as const;

/** Adds (1) or takes back (-1) one line of `level` in the counts that go to its row. */
export const countLine = (record: SessionRecord, level: EntryLevel, step: 1 | -1) => {
  const counter = COUNTED_AS[level];
  record.entryCount += step;
  if (counter) record[counter] += step;
  record.dirty = true;
};
