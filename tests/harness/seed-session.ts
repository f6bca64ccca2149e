import { randomUUID } from 'node:crypto';
import type { NewEntry, NewSession, SessionEnd, Store } from '../../server/store/types';

/** 23 November 2026, 13:00:00 in Prague, where the tests' browser is. */
export const STARTED_AT = Date.UTC(2026, 10, 23, 12);

export type Line = Partial<Omit<NewEntry, 'sessionId' | 'data'>> & { data?: unknown };

/** A session as a test needs it, with defaults for what it leaves out. */
export interface SeededSession extends Partial<NewSession> {
  lines?: Line[];
  /** Running where null. */
  end?: Partial<SessionEnd> | null;
}

export const times = <Item>(count: number, make: (number: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const toEntry = (sessionId: number, line: Line, index: number): NewEntry => ({
  sequence: index + 1,
  timestamp: STARTED_AT + index,
  level: 'info',
  message: `Line ${index + 1}`,
  ...line,
  sessionId,
  data: line.data === undefined ? null : JSON.stringify(line.data),
});

const countsOf = (entries: NewEntry[]) => ({
  entryCount: entries.length,
  warningCount: entries.filter(({ level }) => level === 'warn').length,
  errorCount: entries.filter(({ level }) => level === 'error').length,
});

/** A session as the recorder opens it, with defaults for what a test leaves out. */
export const newSession = (given: Partial<NewSession> = {}): NewSession => ({
  instanceId: 'test',
  idempotencyKey: randomUUID(),
  eventType: 'upload',
  startedAt: STARTED_AT,
  initiatedBy: 'Ada Lovelace',
  initiatorId: null,
  summary: '',
  ...given,
});

/** Stores one session and returns its id. Rejects where the database refuses it. */
export const insertSession = async (
  { sessions }: Pick<Store, 'sessions'>,
  given?: Partial<NewSession>
): Promise<number> => {
  const [result] = await sessions.insert([newSession(given)]);
  if ('refused' in result) throw new Error(result.refused);
  return result.id;
};

/** Stores a session with its lines, without the recorder, as if it had run. Returns its id. */
export const seedSession = async (store: Store, given: SeededSession): Promise<number> => {
  const { lines = [], end = {}, ...meta } = given;
  const session = newSession({
    instanceId: randomUUID(),
    summary: 'Uploaded 40 keys',
    ...meta,
  });
  const id = await insertSession(store, session);
  const entries = lines.map((line, index) => toEntry(id, line, index));
  await store.entries.insert(entries);
  const progress = { id, summary: session.summary, progress: null, ...countsOf(entries) };
  if (end === null) await store.sessions.renew([progress]);
  else {
    const finishedAt = session.startedAt + 90_000;
    const usual = { ...progress, status: 'completed' as const, finishedAt, durationMs: 90_000 };
    await store.sessions.end([{ ...usual, ...end }]);
  }
  return id;
};
