import type { EntryLevel } from '../../shared/contracts';
import { describeError } from '../domain/describe-error';
import type { Redactor } from '../domain/redaction';
import type { SessionEnd } from '../store/types';
import { lineBytes } from './line-buffer';
import type { QueuedLine, SessionRecord } from './session-record';
import type { SessionHandle } from './types';
import type { WriteQueue } from './write-queue';

const MAX_SUMMARY_LENGTH = 255;

const SEVERITY: Record<EntryLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

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
  /** Ends the session; the first end wins. */
  end(status: SessionEnd['status'], summary?: string): void;
  /** Replaces the summary of a session, ended or not. */
  restate(summary: string): void;
}

export const isRecorderSession = (session: SessionHandle): session is RecorderSession =>
  'record' in session;

type Channel = 'session' | 'console';

const DUPLICATE_WINDOW_MS = 2_000;
const REMEMBERED_LINES = 20;

/**
 * De-duplicates a session's lines across channels: the official plugin often sends one text to its page
 * and to the console. Two equal lines on one channel stay two.
 */
const createDeduplicator = () => {
  const recent: { channel: Channel; line: QueuedLine }[] = [];
  return {
    remember(channel: Channel, line: QueuedLine) {
      recent.push({ channel, line });
      if (recent.length > REMEMBERED_LINES) recent.shift();
    },

    /** Returns the recent line with the same text on the other channel, each line once. */
    takeDuplicate(ofChannel: Channel, message: string, timestamp: number): QueuedLine | undefined {
      const index = recent.findIndex(
        ({ channel, line }) =>
          channel !== ofChannel &&
          line.message === message &&
          timestamp - line.timestamp <= DUPLICATE_WINDOW_MS
      );
      return index < 0 ? undefined : recent.splice(index, 1)[0].line;
    },
  };
};

/** An operation must not fail because a line of it can't be read. */
const neverThrows =
  <Args extends unknown[]>(fn: (...args: Args) => void) =>
  (...args: Args): void => {
    try {
      fn(...args);
    } catch {
      // The line is lost, the operation goes on.
    }
  };

export const createSessionHandle = (options: HandleOptions): RecorderSession => {
  const { record, queue, redactor, maxEntries } = options;
  const deduplicator = createDeduplicator();
  const startedTicks = performance.now();

  /** Callers without types pass errors and objects for messages. */
  const toText = (given: unknown): string => {
    if (given instanceof Error) return describeError(given);
    return typeof given === 'object' && given !== null
      ? (redactor.line('', given).data ?? '')
      : String(given);
  };

  const oneLine = (text: unknown) => {
    const line = redactor.message(toText(text)).replace(/\s+/g, ' ').trim();
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
      bytes: lineBytes(message, data),
      isWaiting: false,
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
   * Merges a line into its duplicate of the other channel: the more severe level, the data of either.
   * Returns false where that would change a line that is stored already.
   */
  const mergeInto = (duplicate: QueuedLine, level: EntryLevel, given: string | null) => {
    const severest = SEVERITY[level] > SEVERITY[duplicate.level] ? level : duplicate.level;
    const data = duplicate.data ?? given;
    if (severest === duplicate.level && data === duplicate.data) return true;
    const bytes = lineBytes(duplicate.message, data);
    return queue.amend(duplicate, { level: severest, data, bytes });
  };

  const write = (channel: Channel, level: EntryLevel, text: unknown, given?: unknown) => {
    if (record.discarded) return;
    const timestamp = Date.now();
    const { message, data } = redactor.line(toText(text), given);
    const duplicate = deduplicator.takeDuplicate(channel, message, timestamp);
    if (duplicate && mergeInto(duplicate, level, data)) return;
    if (isOverLimit(level, timestamp)) return;
    deduplicator.remember(channel, enqueue(level, message, data, timestamp));
  };

  const writeAs = (level: EntryLevel) =>
    neverThrows((message: string, data?: unknown) => write('session', level, message, data));

  const setSummary = (text: string) => {
    record.summary = oneLine(text);
    queue.touch(record);
  };

  const end = (status: SessionEnd['status'], summary?: string) => {
    if (record.result) return;
    const durationMs = Math.max(0, Math.round(performance.now() - startedTicks));
    record.result = { status, durationMs, finishedAt: record.opened.startedAt + durationMs };
    queue.touch(record);
    if (summary) record.summary = oneLine(summary);
  };

  return {
    record,
    debug: writeAs('debug'),
    info: writeAs('info'),
    warn: writeAs('warn'),
    error: writeAs('error'),
    fromConsole: neverThrows((level, message, data) => write('console', level, message, data)),
    summarize: neverThrows((text: string) => {
      if (!record.result) setSummary(text);
    }),
    restate: neverThrows(setSummary),
    progress: neverThrows((done: number, total: number) => {
      if (!Number.isFinite(done) || !Number.isFinite(total) || record.result) return;
      record.progress = { done: Math.round(done), total: Math.round(total) };
      queue.touch(record);
    }),
    fail: neverThrows((reason: string) => end('failed', reason)),
    complete: neverThrows((summary?: string) => end('completed', summary)),
    end: neverThrows(end),
  };
};
