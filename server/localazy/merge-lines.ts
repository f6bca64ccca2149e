import type { EntryContent, EntryLevel } from '../../shared/contracts';
import type { RecorderSession } from '../recorder/session-handle';

interface HeldLine {
  level: EntryLevel;
  message: string;
  data?: unknown;
}

interface Event {
  level: EntryLevel;
  /** The official plugin's own message; the console shows it, or a part of it, as well. */
  original: string;
  /** What is recorded. */
  message: string;
  data?: unknown;
  content?: EntryContent | null;
  /** The line before has the cause of this one. */
  hasCauseBefore?: boolean;
}

/** What the official plugin logs of an error's details where there are none. */
const EMPTY_DETAILS = new Set(['{}', '[]']);

const detailsOf = (error: unknown): unknown =>
  error instanceof Error && 'details' in error ? error.details : undefined;

/** Whether a console line is the JSON of the details of the error in the line before. */
const isDetailsOf = (message: string, before: HeldLine | null) => {
  const details = detailsOf(before?.data);
  if (typeof details !== 'object' || details === null || !('errors' in details)) return false;
  return message === JSON.stringify(details.errors);
};

/** Whether a message repeats the line before, or the message of its error, whose causes it may leave out. */
const repeats = (message: string, { message: before, data }: HeldLine) =>
  [before, data instanceof Error ? data.message : ''].some(
    (text) => text !== '' && message.includes(text)
  );

/** A success never swallows a warning or an error of other code that happens to be a part of its text. */
const isSameLine = (
  held: HeldLine,
  { level, original, hasCauseBefore }: Pick<Event, 'level' | 'original' | 'hasCauseBefore'>
) => {
  if (hasCauseBefore || held.message === original) return true;
  const isWorse = held.level === 'error' || held.level === 'warn';
  return (level === 'error' || !isWorse) && repeats(original, held);
};

/** The one of the two that has the causes of the error. */
const fuller = (message: string, { message: before, data }: HeldLine) =>
  data instanceof Error && message === data.message ? before : message;

/**
 * The same session, which records one line where the official plugin logs an error, logs its message
 * again, then its details, and then sends all of it to its page: a console line is held until the next
 * line, or the next turn of the event loop, and merged into the line that repeats it. `onError` is called
 * after each error line.
 */
export const mergeLines = (session: RecorderSession, onError: () => void) => {
  let held: HeldLine | null = null;
  let timer: NodeJS.Immediate | null = null;

  const noting = (level: EntryLevel, write: () => void) => {
    write();
    if (level === 'error') onError();
  };

  const release = () => {
    if (!held) return;
    const { level, message, data } = held;
    held = null;
    noting(level, () => session.fromConsole(level, message, data));
  };

  const hold = (line: HeldLine) => {
    held = line;
    timer ??= setImmediate(() => {
      timer = null;
      release();
    });
  };

  const fromConsole: RecorderSession['fromConsole'] = (level, message, data) => {
    if (EMPTY_DETAILS.has(message) || isDetailsOf(message, held)) return;
    if (held && isSameLine(held, { level, original: message })) {
      hold({
        level: held.level === 'error' ? 'error' : level,
        message: fuller(message, held),
        data: data ?? held.data,
      });
    } else {
      release();
      hold({ level, message, data });
    }
  };

  /** Other code's own lines keep their order among those of the console. */
  const after = (level: EntryLevel) => (message: string, data?: unknown) => {
    release();
    noting(level, () => session[level](message, data));
  };

  const merged: RecorderSession = {
    ...session,
    fromConsole,
    debug: after('debug'),
    info: after('info'),
    warn: after('warn'),
    error: after('error'),
    line(level, message, extras) {
      release();
      noting(level, () => session.line(level, message, extras));
    },
    about(content, message) {
      release();
      session.about(content, message);
    },
  };

  return {
    session: merged,
    /** Records a message that the official plugin sends to its page. */
    event({ level, original, message, data, content, hasCauseBefore }: Event) {
      const before = held && isSameLine(held, { level, original, hasCauseBefore }) ? held : null;
      if (!before) return merged.line(level, message, { data, content });
      held = null;
      merged.line(level, fuller(message, before), { data: data ?? before.data, content });
    },
    release,
  };
};
