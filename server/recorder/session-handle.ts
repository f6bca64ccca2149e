import {
  entryContentSchema,
  contentLocaleParam,
  contentTypeParam,
  MAX_DB_INTEGER,
  type EntryContent,
  type EntryLevel,
  type MissingLanguageReason,
  type SummaryPart,
} from '../../shared/contracts';
import { z } from 'zod';
import { describeError } from '../domain/describe-error';
import { isObject } from '../domain/objects';
import type { Redactor } from '../domain/redaction';
import { shorten } from '../domain/shorten';
import type { SessionEnd } from '../store/types';
import { lineBytes } from './line-buffer';
import { createDeduplicator, type Channel } from './deduplicator';
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

/** A summary in English, as such or beside its parts, from which the page makes it in the user's language. */
export type Summary = string | { text: string; parts: SummaryPart[] };

interface LineExtras {
  data?: unknown;
  content?: EntryContent | null;
}

/** A handle with what only the recorder and server/localazy use. */
export interface RecorderSession extends SessionHandle {
  readonly record: SessionRecord;
  /** A line with the content that it is about. */
  line(level: EntryLevel, message: string, extras?: LineExtras): void;
  /** A line that the server's console shows. */
  fromConsole(level: EntryLevel, message: string, data?: unknown): void;
  /** All that is done to content becomes lines with that content: a session without any has done nothing to any. */
  trackContent(): void;
  /** A language that Localazy has and Strapi got nothing for. */
  missingLanguage(locale: string, reason: MissingLanguageReason): void;
  summarize(summary: Summary): void;
  /** Ends the session; the first end wins. */
  end(status: SessionEnd['status'], summary?: Summary): void;
  /** Replaces the summary of a session, ended or not. */
  restate(summary: Summary): void;
}

export const isRecorderSession = (session: SessionHandle): session is RecorderSession =>
  'record' in session;

/** What callers without types give as content may be anything. */
const givenContentSchema = entryContentSchema.extend({
  type: contentTypeParam,
  id: z.number().int().positive().max(MAX_DB_INTEGER),
  locale: contentLocaleParam.nullish().transform((locale) => locale ?? null),
});

const describeContent = ({ type, id, locale, action }: EntryContent) =>
  `${action.charAt(0).toUpperCase()}${action.slice(1)} ${type}[${id}]${locale ? ` (${locale})` : ''}`;

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
    return isObject(given) ? (redactor.line('', given).data ?? '') : String(given);
  };

  const oneLine = (text: unknown) => {
    const line = redactor.message(toText(text)).replace(/\s+/g, ' ').trim();
    return shorten(line, MAX_SUMMARY_LENGTH);
  };

  const enqueue = (
    level: EntryLevel,
    timestamp: number,
    text: Pick<QueuedLine, 'message' | 'data' | 'content'>
  ) => {
    record.lastSequence += 1;
    const line: QueuedLine = {
      record,
      sequence: record.lastSequence,
      timestamp,
      level,
      ...text,
      bytes: lineBytes(text),
      isWaiting: false,
    };
    queue.add(line);
    return line;
  };

  const isOverLimit = (level: EntryLevel, timestamp: number) => {
    if (record.entryCount < maxEntries || level === 'error') return false;
    if (record.overLimit === 0) {
      const message = `Further entries are not recorded: the session has reached its limit of ${maxEntries}. Errors still are.`;
      enqueue('warn', timestamp, { message, data: null, content: null });
    }
    record.overLimit += 1;
    return true;
  };

  /**
   * Merges a line into its duplicate of the other channel: the more severe level, the data and content of
   * either. Returns false where that would change a line that is stored already.
   */
  const mergeInto = (
    duplicate: QueuedLine,
    given: Pick<QueuedLine, 'level' | 'data' | 'content'>
  ) => {
    const severest =
      SEVERITY[given.level] > SEVERITY[duplicate.level] ? given.level : duplicate.level;
    const data = duplicate.data ?? given.data;
    const content = duplicate.content ?? given.content;
    const isSame =
      severest === duplicate.level && data === duplicate.data && content === duplicate.content;
    if (isSame) return true;
    const bytes = lineBytes({ message: duplicate.message, data, content });
    return queue.amend(duplicate, { level: severest, data, content, bytes });
  };

  const write = (
    channel: Channel,
    level: EntryLevel,
    text: unknown,
    { data: given, content = null }: LineExtras = {}
  ) => {
    if (record.discarded) return;
    const timestamp = Date.now();
    const { message, data } = redactor.line(toText(text), given);
    if (content) record.outcome.add(content);
    const duplicate = deduplicator.takeDuplicate(channel, message, timestamp);
    if (duplicate && mergeInto(duplicate, { level, data, content })) return;
    if (isOverLimit(level, timestamp)) return;
    deduplicator.remember(channel, enqueue(level, timestamp, { message, data, content }));
  };

  const writeAs = (level: EntryLevel) =>
    neverThrows((message: string, data?: unknown) => write('session', level, message, { data }));

  /** Null where it isn't content, or has a secret in it. */
  const readContent = (given: unknown): EntryContent | null => {
    const { data } = givenContentSchema.safeParse(given);
    if (!data) return null;
    const name = `${data.type} ${data.locale}`;
    return redactor.message(name) === name ? data : null;
  };

  const about = (given: unknown, message?: string) => {
    const content = readContent(given);
    const text = message ?? (content && describeContent(content));
    if (text === null) return;
    const level = content?.action === 'failed' ? 'error' : 'info';
    write('session', message === undefined ? 'debug' : level, text, { content });
  };

  const readParts = (parts: SummaryPart[]): SummaryPart[] =>
    parts.map(({ id, values }) => ({
      id,
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? oneLine(value) : value,
        ])
      ),
    }));

  const setSummary = (summary: Summary) => {
    const { text, parts } =
      isObject(summary) && 'parts' in summary
        ? { text: summary.text, parts: readParts(summary.parts) }
        : { text: summary, parts: null };
    record.summary = oneLine(text);
    record.summaryParts = parts;
    queue.touch(record);
  };

  const end = (status: SessionEnd['status'], summary?: Summary) => {
    if (record.result) return;
    const durationMs = Math.max(0, Math.round(performance.now() - startedTicks));
    record.result = { status, durationMs, finishedAt: record.opened.startedAt + durationMs };
    queue.touch(record);
    if (summary) setSummary(summary);
  };

  return {
    record,
    debug: writeAs('debug'),
    info: writeAs('info'),
    warn: writeAs('warn'),
    error: writeAs('error'),
    about: neverThrows(about),
    line: neverThrows((level, message, extras) => write('session', level, message, extras)),
    fromConsole: neverThrows((level, message, data) => write('console', level, message, { data })),
    trackContent: () => record.outcome.track(),
    missingLanguage: neverThrows((locale: string, reason: MissingLanguageReason) => {
      record.outcome.missingLanguage(locale, reason);
      queue.touch(record);
    }),
    summarize: neverThrows((summary: Summary) => {
      if (!record.result && summary) setSummary(summary);
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
