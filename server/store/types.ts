import type {
  Entry,
  LineRange,
  ListSessionsQuery,
  ListSessionsResponse,
  Matches,
  Outline,
  Preferences,
  PreferencesPatch,
  Session,
  SessionFilter,
  SessionStatus,
  StreamEntriesQuery,
} from '../../shared/contracts';

/** A session as the recorder opens it. */
export interface NewSession
  extends Pick<Session, 'eventType' | 'startedAt' | 'initiatedBy' | 'summary'> {
  /** The Strapi process that runs it, see recorder/instance. */
  instanceId: string;
  /** Unique to this session: an insert that is repeated after a lost connection finds its row by it. */
  idempotencyKey: string;
  initiatorId: number | null;
}

export type SessionProgress = Pick<
  Session,
  'id' | 'entryCount' | 'warningCount' | 'errorCount' | 'summary' | 'progress'
>;

export interface SessionEnd extends SessionProgress {
  status: Exclude<SessionStatus, 'in-progress'>;
  finishedAt: number;
  durationMs: number;
}

/** A line as it is stored: `data` is JSON text, null where there is none. */
export interface StoredLine extends Omit<Entry, 'data'> {
  data: string | null;
}

/** A line as the recorder queues it, already redacted and cut. */
export interface NewEntry extends StoredLine {
  sessionId: number;
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

/** Sessions started before an instant have expired. Counts end at MAX_RESULTS + 1; `kept` is counted where any expired. */
export interface Expiry extends Record<'before' | 'expired' | 'kept', number> {
  /** The database's clock, and when the session that was recorded last began: epoch ms. */
  now: number;
  newest: number;
}

/**
 * Writes of several sessions are one transaction. Where the database refuses a session's texts, they
 * are stored in plain characters; refused even so, it's left out and reported.
 */
export interface SessionStore {
  /**
   * Stores sessions, and returns the id of each, or why the database refuses it. Safe to repeat: where an
   * idempotency key is there already, its row's id is returned.
   */
  insert(sessions: NewSession[]): Promise<({ id: number } | { refused: string })[]>;

  /**
   * Writes counts, summary and progress of running sessions, and renews their heartbeat by the
   * database's clock. A session that a sweep failed meanwhile is running again.
   */
  renew(sessions: SessionProgress[]): Promise<ChangeResult>;

  /** Ends sessions, also those that a sweep failed meanwhile. */
  end(sessions: SessionEnd[]): Promise<ChangeResult>;

  /**
   * Fails running sessions of other instances whose heartbeat is older than `leaseMs` by the database's
   * clock, in one conditional UPDATE, so that two instances never both do it. Returns how many.
   */
  failStale(options: { leaseMs: number; summary: string; instanceId: string }): Promise<number>;

  /** Fails the running sessions of the named instances, whatever their heartbeat. */
  failInstances(options: { instanceIds: string[]; summary: string }): Promise<number>;

  runningInstances(): Promise<string[]>;

  /** What retention would delete: sessions older than `ageMs`. Null where there is no session. */
  expiry(ageMs: number): Promise<Expiry | null>;

  /**
   * Deletes at most `limit` sessions started before an instant, with their lines; in the end also lines
   * whose session is gone. Returns how many sessions: below `limit` means done.
   */
  pruneBatch(options: { before: number; limit: number }): Promise<number>;

  /** Deletes every session, or every one of a filter, that exists when it's called. Returns how many. */
  clear(filter?: SessionFilter): Promise<number>;

  list(query: ListSessionsQuery): Promise<ListSessionsResponse>;
  find(id: number): Promise<Session | null>;
}

/** The reads of a session's lines return null where there is no such session. */
export interface EntryStore {
  /**
   * Stores lines. Safe to repeat: a line that is there already stays as it is. Returns the sessions that
   * no longer exist, whose lines are not stored, and the lines that the database refuses.
   */
  insert(entries: NewEntry[]): Promise<{ missing: number[]; refused: RefusedEntry[] }>;

  /** The levels of a session's lines, from number `after` + 1 on. */
  outline(sessionId: number, after: number): Promise<Outline | null>;

  /** The numbers of the lines whose message contains the text. */
  matches(sessionId: number, search: string): Promise<Matches | null>;

  /** Lines by their numbers, ascending; those that don't exist are left out. */
  byNumbers(sessionId: number, ranges: LineRange[]): Promise<Entry[] | null>;

  /** A session's lines in order, those that the query lets through or all, in pages read by key. */
  pages(sessionId: number, query?: StreamEntriesQuery): AsyncIterable<StoredLine[]>;
}

export interface PreferenceStore {
  /** What a user chose and is still valid; other tabs are left out. */
  read(userId: number): Promise<Partial<Preferences['sort']>>;
  /** Stores the tabs that the patch names; the others stay as they are. */
  save(userId: number, patch: PreferencesPatch['sort']): Promise<void>;
}

/** A piece of an export: a session, then its lines in as many pieces as they take, then the next session. */
export type ExportPart = { session: Session } | { lines: StoredLine[] };

export interface Store {
  /**
   * All sessions that the filter lets through, newest first, with their lines. Read by key in pages
   * of a bounded size, of many small sessions at once; no connection is held between pages.
   */
  export(filter: SessionFilter): AsyncIterable<ExportPart>;
  /** Makes indexes that are missing. Rejects where one can't be made: its queries are slow then. */
  repairIndexes(): Promise<void>;
  /** Whoever holds the connection blocks everyone else: SQLite's pool. */
  hasOneConnection: boolean;
  /**
   * Before a stop: aborts what the recorder still writes, and its connections, once the database has
   * not responded for `silenceMs`.
   */
  abortAfterSilence(silenceMs: number): void;
  sessions: SessionStore;
  entries: EntryStore;
  preferences: PreferenceStore;
}
