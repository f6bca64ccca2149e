import type { EntryLevel } from '../../shared/contracts';
import type { Redactor } from '../domain/redaction';
import { createLinePairing, type Channel } from './line-pairing';
import { type QueuedLine, type SessionOutcome, type SessionRecord } from './session-record';
import type { SessionHandle } from './types';
import type { WriteQueue } from './write-queue';

const MAX_SUMMARY_LENGTH = 255;
const LINE_OVERHEAD_BYTES = 200;

const SEVERITY: Record<EntryLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Roughly the memory that a line takes. */
const weightOf = (message: string, data: string | null) =>
  LINE_OVERHEAD_BYTES + 2 * (message.length + (data?.length ?? 0));

interface HandleOptions {
  record: SessionRecord;
  queue: WriteQueue;
  redactor: Redactor;
  maxEntries: number;
}

/** A handle with what only the recorder itself uses. */
export interface RecorderSession extends SessionHandle {
  readonly record: SessionRecord;
  /** A line that the server's console shows. */
  fromConsole(level: EntryLevel, message: string, data?: unknown): void;
  /** Ends the session by its clock; the first end wins. */
  end(status: SessionOutcome['status'], summary?: string): void;
  /** Replaces the summary of a session, ended or not. */
  restate(summary: string): void;
}

/** Wraps what must never throw into the operation that it records. */
const harmless =
  <Args extends unknown[]>(fn: (...args: Args) => void) =>
  (...args: Args): void => {
    try {
      fn(...args);
    } catch {
      // A line that can't even be read is less than the operation that it's about.
    }
  };

export const createSessionHandle = (options: HandleOptions): RecorderSession => {
  const { record, queue, redactor, maxEntries } = options;
  const pairing = createLinePairing();
  const startedTicks = performance.now();

  const oneLine = (text: string) => {
    const line = redactor.message(String(text)).replace(/\s+/g, ' ').trim();
    return line.length <= MAX_SUMMARY_LENGTH ? line : `${line.slice(0, MAX_SUMMARY_LENGTH - 1)}…`;
  };

  const enqueue = (level: EntryLevel, message: string, data: string | null, timestamp: number) => {
    record.lastSequence += 1;
    const line: QueuedLine = {
      record,
      sequence: record.lastSequence,
      timestamp,
      level,
      message,
      data,
      bytes: weightOf(message, data),
    };
    queue.add(line);
    return line;
  };

  const isOverLimit = (level: EntryLevel, timestamp: number) => {
    if (record.entryCount < maxEntries || level === 'error') return false;
    if (record.overLimit === 0) {
      const limit = `Further entries are not recorded: the session has reached its limit of ${maxEntries}. Errors still are.`;
      enqueue('warn', limit, null, timestamp);
    }
    record.overLimit += 1;
    return true;
  };

  /**
   * A text that both channels say is one entry, as grave as the graver, with the data of either. False
   * where that can't be said any more, as the first is stored already.
   */
  const mergeInto = (twin: QueuedLine, level: EntryLevel, data: string | null) => {
    const graver = SEVERITY[level] > SEVERITY[twin.level] ? level : twin.level;
    if (graver === twin.level && (data === null || twin.data !== null)) return true;
    const merged = { level: graver, data: twin.data ?? data };
    return queue.amend(twin, { ...merged, bytes: weightOf(twin.message, merged.data) });
  };

  const write = (channel: Channel, level: EntryLevel, text: string, given?: unknown) => {
    if (record.cleared) return;
    const timestamp = Date.now();
    const { message, data } = redactor.line(String(text), given);
    const twin = pairing.takeTwin(channel, message, timestamp);
    if (twin && mergeInto(twin, level, data)) return;
    if (isOverLimit(level, timestamp)) return;
    pairing.remember(channel, enqueue(level, message, data, timestamp));
  };

  const say = (level: EntryLevel) =>
    harmless((message: string, data?: unknown) => write('session', level, message, data));

  const setSummary = (text: string) => {
    record.summary = oneLine(text);
    queue.touch(record);
  };

  const end = (status: SessionOutcome['status'], summary?: string) => {
    if (record.outcome) return;
    const durationMs = Math.max(0, Math.round(performance.now() - startedTicks));
    record.outcome = { status, durationMs, finishedAt: record.startedAt + durationMs };
    if (summary) record.summary = oneLine(summary);
    queue.touch(record);
  };

  return {
    record,
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    fromConsole: harmless((level, message, data) => write('console', level, message, data)),
    summarize: harmless((text: string) => {
      if (!record.outcome) setSummary(text);
    }),
    restate: harmless(setSummary),
    progress: harmless((done: number, total: number) => {
      if (!Number.isFinite(done) || !Number.isFinite(total) || record.outcome) return;
      record.progress = { done: Math.round(done), total: Math.round(total) };
      queue.touch(record);
    }),
    fail: harmless((reason: string) => end('failed', reason)),
    complete: harmless((summary?: string) => end('completed', summary)),
    end: harmless(end),
  };
};
