import type { Entry, EntryContent, Session, SessionStatus, Touch } from '../../shared/contracts';
import type { createStore } from './index';

export type Store = ReturnType<typeof createStore>;
export type SessionStore = Store['sessions'];
export type EntryStore = Store['entries'];

/** A session's summary, in English and as parts; without parts where it's a text of others. */
export interface Summarised {
  summary: string;
  summaryParts?: Session['summaryParts'];
}

/** A session as the recorder opens it. */
export interface NewSession
  extends Summarised,
    Pick<Session, 'eventType' | 'startedAt' | 'initiatedBy'> {
  /** The Strapi process that runs it, see recorder/instance. */
  instanceId: string;
  /** Unique to this session: an insert that is repeated after a lost connection finds its row by it. */
  idempotencyKey: string;
  initiatorId: number | null;
}

export interface SessionProgress
  extends Summarised,
    Pick<Session, 'id' | 'entryCount' | 'warningCount' | 'errorCount' | 'progress'> {
  outcome?: Session['outcome'];
}

export interface SessionEnd extends SessionProgress {
  status: Exclude<SessionStatus, 'in-progress'>;
  finishedAt: number;
  durationMs: number;
}

/** A running session whose process seems to be dead. */
export interface StaleSession extends Session {
  /** The last sign of life, epoch ms. */
  heartbeatAt: number;
}

/** How many of a session's lines have a level and did something to content. */
export interface LineTally extends Pick<StoredLine, 'level'> {
  /** Null for lines that aren't about content. */
  content: Omit<EntryContent, 'id'> | null;
  count: number;
  /** The last one's timestamp. */
  last: number;
}

/** A line as it is stored: `data` is JSON text, null where there is none. */
export interface StoredLine extends Omit<Entry, 'data'> {
  data: string | null;
}

/** A line as the recorder queues it, already redacted and cut. */
export interface NewEntry extends Omit<StoredLine, 'content'> {
  sessionId: number;
  content?: Entry['content'];
}

/** A line that the database refuses for what it holds. */
export interface RefusedEntry {
  entry: NewEntry;
  /** In the database's own words. */
  reason: string;
}

/** A session that the database refuses for what it holds, with the reason in the database's own words. */
export interface RefusedSession {
  id: number;
  reason: string;
}

/** The ids of changed rows that no longer exist (cleared), and those that were refused. */
export interface ChangeResult {
  missing: number[];
  refused: RefusedSession[];
}

/** A clear that could not be finished: so many sessions are gone. */
export class IncompleteClear extends Error {
  constructor(
    readonly deleted: number,
    readonly cause: unknown
  ) {
    const sessions = deleted === 1 ? '1 session was' : `${deleted} sessions were`;
    super(`Not everything was deleted: ${sessions}, then the database failed`);
  }
}

/** Sessions started before an instant have expired. Counts end at MAX_RESULTS + 1; `kept` is counted where any expired. */
export interface Expiry extends Record<'before' | 'expired' | 'kept', number> {
  /** The database's clock, and when the session that was recorded last began: epoch ms. */
  now: number;
  newest: number;
}

/** The last time that something was done to an entry in a language. */
export interface ContentTouch extends Touch {
  /** The entry that the line names: in this language, or its source. */
  id: number;
  /** Null where its type isn't localized. */
  locale: string | null;
}

/** A piece of an export: a session, then its lines in as many pieces as they take, then the next session. */
export type ExportPart = { session: Session } | { lines: StoredLine[] };
