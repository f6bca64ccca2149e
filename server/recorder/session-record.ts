import type { EntryLevel, Session } from '../../shared/contracts';
import type { NewSession, SessionEnd } from '../store/types';

/** A line on its way to the database. */
export interface QueuedLine {
  readonly record: SessionRecord;
  readonly sequence: number;
  readonly timestamp: number;
  level: EntryLevel;
  message: string;
  data: string | null;
  /** Estimate of the memory that it takes. */
  bytes: number;
  /** Still in the buffer, so that it can be changed. */
  isWaiting: boolean;
}

/** What the recorder knows of one session of this process; the queue carries it to the database. */
export interface SessionRecord {
  readonly opened: NewSession;
  /** Null until its row is stored. */
  id: number | null;
  /** Nothing more of it is stored: it was cleared while it ran, was refused, or too many were open. */
  discarded: boolean;
  lastSequence: number;
  entryCount: number;
  warningCount: number;
  errorCount: number;
  /** Lines in the buffer. */
  waitingLines: number;
  summary: string;
  progress: Session['progress'];
  /** Null while it runs. */
  result: Pick<SessionEnd, 'status' | 'finishedAt' | 'durationMs'> | null;
  /** Lines not recorded because the session had reached its limit. */
  overLimit: number;
  /** Differs from its row. */
  dirty: boolean;
}

export const createSessionRecord = (opened: NewSession): SessionRecord => ({
  opened,
  id: null,
  discarded: false,
  lastSequence: 0,
  entryCount: 0,
  warningCount: 0,
  errorCount: 0,
  waitingLines: 0,
  summary: opened.summary,
  progress: null,
  result: null,
  overLimit: 0,
  dirty: false,
});

/** Adds (1) or subtracts (-1) one line of `level` in the counts that go to its session's row. */
export const countLine = (record: SessionRecord, level: EntryLevel, step: 1 | -1) => {
  record.entryCount += step;
  if (level === 'warn') record.warningCount += step;
  if (level === 'error') record.errorCount += step;
  record.dirty = true;
};
