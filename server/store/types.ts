import type {
  Entry,
  EntryLevel,
  EventType,
  ExportQuery,
  ListEntriesAnswer,
  ListEntriesQuery,
  ListSessionsAnswer,
  ListSessionsQuery,
  Session,
  SessionStatus,
  StreamEntriesQuery,
} from '../../shared/contracts';

/** A session as the recorder opens it. */
export interface NewSession {
  /** The Strapi process that runs it, see recorder/instance. */
  instanceId: string;
  /** Its number among the sessions of that process, from 1: with `instanceId` it names the session before it has an id. */
  ordinal: number;
  eventType: EventType;
  startedAt: number;
  initiatedBy: string;
  initiatorId: number | null;
  summary: string;
}

/** What changes in a running session. */
export interface SessionProgress {
  id: number;
  entryCount: number;
  debugCount: number;
  warningCount: number;
  errorCount: number;
  summary: string;
  progress: Session['progress'];
}

/** How a session ended. */
export interface SessionEnd extends SessionProgress {
  status: Exclude<SessionStatus, 'in-progress'>;
  finishedAt: number;
  durationMs: number;
}

/** A line as the recorder queues it. */
export interface NewEntry {
  sessionId: number;
  sequence: number;
  timestamp: number;
  level: EntryLevel;
  message: string;
  /** JSON text, already redacted and cut; null where nothing. */
  data: string | null;
}

/** A line that the database refuses for what it holds. */
export interface RefusedEntry {
  entry: NewEntry;
  /** In the database's own words. */
  reason: string;
}

export interface SessionStore {
  /**
   * Stores a session and answers its id. Safe to repeat after a lost connection: where the row of
   * (`instanceId`, `ordinal`) is there already, answers that one's id. Where the database refuses its
   * words, they lose all but their plain characters; refused even so, it throws `RowRefused`.
   */
  insert(session: NewSession): Promise<number>;

  /**
   * Writes counts, summary and progress of running sessions, and renews their heartbeat by the
   * database's own clock. The owner knows best: one that a sweep failed meanwhile (the process had
   * been stopped past its lease) is running again. Answers the ids that no longer exist (cleared) and
   * those that the database refuses, in plain characters too.
   */
  renew(sessions: SessionProgress[]): Promise<{ missing: number[]; refused: number[] }>;

  /**
   * Ends a session, by its owner's word: also one that a sweep failed meanwhile. False where it no
   * longer exists. Refused words are dealt with as by `insert`.
   */
  end(session: SessionEnd): Promise<boolean>;

  /**
   * Fails running sessions of other instances whose heartbeat is older than `leaseMs` by the
   * database's clock, each with its heartbeat as its end; one conditional UPDATE, so that two
   * instances never both do it. Answers how many.
   */
  failStale(options: { leaseMs: number; summary: string; instanceId: string }): Promise<number>;

  /** The same at once for the running sessions of the named instances, whatever their heartbeat. */
  failInstances(options: { instanceIds: string[]; summary: string }): Promise<number>;

  /** The instances that have running sessions. */
  runningInstances(): Promise<string[]>;

  /** Which of `ids` still exist. */
  existing(ids: number[]): Promise<Set<number>>;

  /** Deletes sessions started before `instant`, entries first, at most `limit` sessions. Answers how many: below `limit` means done. */
  pruneBatch(options: { before: number; limit: number }): Promise<number>;

  /** Deletes every session that exists when it's called, in batches. Answers how many. */
  clear(): Promise<number>;

  /**
   * Counts anew, where that's due, what far pages of tabs with many sessions are found by. It works in
   * short steps with long breaks; rejects once the signal aborts.
   */
  layMilestones(options: { signal: AbortSignal }): Promise<void>;

  list(query: ListSessionsQuery): Promise<ListSessionsAnswer>;
  find(id: number): Promise<Session | null>;
}

export interface EntryStore {
  /**
   * Stores lines in multi-row inserts, chunked to what the database can bind. Safe to repeat: a line
   * that is there already stays as it is. Lines of sessions that no longer exist are not stored;
   * answers those sessions' ids, and the lines that the database refuses for what they hold.
   */
  insert(entries: NewEntry[]): Promise<{ missing: number[]; refused: RefusedEntry[] }>;

  /** A page of a session's lines; null where there is no such session. */
  list(sessionId: number, query: ListEntriesQuery): Promise<ListEntriesAnswer | null>;

  /** A session's lines in order, those that the query lets through or all, in pages read by key. */
  pages(sessionId: number, query?: StreamEntriesQuery): AsyncIterable<Entry[]>;
}

/** A piece of an export: a session, then its lines in as many pieces as they take, then the next session. */
export type ExportPart = { session: Session } | { entries: Entry[] };

export interface Store {
  /**
   * All sessions that the filter lets through, newest first, with their lines. Read by key in pages
   * of a bounded size, of many small sessions at once; no connection is held between pages.
   */
  export(query: ExportQuery): AsyncIterable<ExportPart>;
  /** Whoever has it keeps everybody else waiting: SQLite's pool. */
  hasOneConnection: boolean;
  /**
   * Before a stop: whatever the recorder still writes is given up, and its connections with it, once the
   * database has answered nothing for `silenceMs`.
   */
  hurry(silenceMs: number): void;
  sessions: SessionStore;
  entries: EntryStore;
}
