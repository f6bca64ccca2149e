import type { EntryContent, EntryLevel, Session } from '../../shared/contracts';
import type { NewSession, SessionEnd, SessionProgress } from '../store/types';
import { createOutcomeCounter } from './outcome-counter';

/** A line on its way to the database. */
export interface QueuedLine {
  readonly record: SessionRecord;
  readonly sequence: number;
  readonly timestamp: number;
  level: EntryLevel;
  message: string;
  data: string | null;
  content: EntryContent | null;
  /** Estimate of the memory that it takes. */
  bytes: number;
  /** Still in the buffer, so that it can be changed. */
  isWaiting: boolean;
}

/** What the recorder knows of one session of this process; the queue carries it to the database. */
export const createSessionRecord = (opened: NewSession) => ({
  opened,
  /** Null until its row is stored. */
  id: null as number | null,
  /** Nothing more of it is stored: it was cleared while it ran, was refused, or too many were open. */
  discarded: false,
  lastSequence: 0,
  entryCount: 0,
  warningCount: 0,
  errorCount: 0,
  /** Lines in the buffer. */
  waitingLines: 0,
  summary: opened.summary,
  summaryParts: opened.summaryParts ?? null,
  outcome: createOutcomeCounter(),
  progress: null as Session['progress'],
  /** Null while it runs. */
  result: null as Pick<SessionEnd, 'status' | 'finishedAt' | 'durationMs'> | null,
  /** Lines not recorded because the session had reached its limit. */
  overLimit: 0,
  /** Differs from its row. */
  dirty: false,
});

export type SessionRecord = ReturnType<typeof createSessionRecord>;

/** What its row is to hold. */
export const progressOf = (record: SessionRecord & { id: number }): SessionProgress => {
  const { id, entryCount, warningCount, errorCount, summary, summaryParts, progress } = record;
  const counts = { entryCount, warningCount, errorCount };
  return { id, ...counts, summary, summaryParts, progress, outcome: record.outcome.result() };
};

/** Adds (1) or subtracts (-1) one line of `level` in the counts that go to its session's row. */
export const countLine = (record: SessionRecord, level: EntryLevel, step: 1 | -1) => {
  record.entryCount += step;
  if (level === 'warn') record.warningCount += step;
  if (level === 'error') record.errorCount += step;
  record.dirty = true;
};
