import { entryLevelSchema, type EntryLevel } from '../../shared/contracts';
import { countLine, type QueuedLine, type SessionRecord } from './session-record';

/** Dropping frees more than is needed, so that it isn't repeated for the very next line. */
const FILL_AFTER_DROP = 0.8;

/** The object of a line and its slot in the buffer, as measured on Node 20. */
const LINE_OVERHEAD_BYTES = 160;

/** V8 stores a text without characters beyond Latin-1 in one byte each. */
const bytesOf = (text: string) => (/[^\0-\xff]/.test(text) ? 2 * text.length : text.length);

/** The object with the content that a line is about. */
const CONTENT_BYTES = 64;

/** Estimate of the memory that a line takes, in bytes. */
export const lineBytes = ({
  message,
  data,
  content,
}: Pick<QueuedLine, 'message' | 'data' | 'content'>) =>
  LINE_OVERHEAD_BYTES +
  bytesOf(message) +
  (data === null ? 0 : bytesOf(data)) +
  (content === null ? 0 : CONTENT_BYTES);

interface DroppedLines {
  count: number;
  first: QueuedLine;
}

const droppedMessage = (count: number, reason: string) =>
  `${count} ${count === 1 ? 'entry' : 'entries'} dropped: ${reason} and the memory for waiting entries was full`;

const isReady = ({ id, discarded }: SessionRecord) => id !== null || discarded;

/**
 * The lines that wait for the database, within `maxBytes` of memory. Past it debug lines are dropped
 * first, then info, then warnings, then errors; one visible line has their number.
 */
export const createLineBuffer = ({ maxBytes }: { maxBytes: number }) => {
  let waiting: QueuedLine[] = [];
  let inFlight: QueuedLine[] = [];
  /** Dropped lines whose notices are in flight. */
  let noticesInFlight: [SessionRecord, DroppedLines][] = [];
  let bytes = 0;
  const bytesByLevel: Record<EntryLevel, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  const dropped = new Map<SessionRecord, DroppedLines>();

  const weigh = (line: QueuedLine, sign: 1 | -1) => {
    bytes += sign * line.bytes;
    bytesByLevel[line.level] += sign * line.bytes;
  };

  const setWaiting = (line: QueuedLine, isWaiting: boolean) => {
    line.isWaiting = isWaiting;
    line.record.waitingLines += isWaiting ? 1 : -1;
  };

  const noteDropped = (record: SessionRecord, count: number, first: QueuedLine) => {
    const noted = dropped.get(record) ?? { count: 0, first };
    noted.count += count;
    if (first.sequence < noted.first.sequence) noted.first = first;
    dropped.set(record, noted);
  };

  const drop = (line: QueuedLine) => {
    weigh(line, -1);
    setWaiting(line, false);
    countLine(line.record, line.level, -1);
    noteDropped(line.record, 1, line);
  };

  const keepWithinBound = () => {
    for (const level of entryLevelSchema.options) {
      if (bytes <= maxBytes) return;
      if (bytesByLevel[level] === 0) continue;
      waiting = waiting.filter((line) => {
        if (line.level !== level || bytes <= maxBytes * FILL_AFTER_DROP) return true;
        drop(line);
        return false;
      });
    }
  };

  /** A notice has the number of the first line that was dropped. */
  const takeNotices = (reason: string): QueuedLine[] => {
    noticesInFlight = [...dropped].filter(([record]) => isReady(record));
    return noticesInFlight.map(([record, { count, first }]) => {
      dropped.delete(record);
      countLine(record, 'warn', 1);
      const message = droppedMessage(count, reason);
      return { ...first, level: 'warn', message, data: null, content: null, bytes: 0 };
    });
  };

  /** Lines whose session has no row yet stay. */
  const takeLines = (size: number) => {
    const taken: QueuedLine[] = [];
    const notReady: QueuedLine[] = [];
    let end = 0;
    for (; end < waiting.length && taken.length < size; end += 1) {
      (isReady(waiting[end].record) ? taken : notReady).push(waiting[end]);
    }
    waiting = notReady.concat(waiting.slice(end));
    taken.forEach((line) => setWaiting(line, false));
    return taken;
  };

  const change = (line: QueuedLine, changes: Partial<QueuedLine>) => {
    countLine(line.record, line.level, -1);
    weigh(line, -1);
    Object.assign(line, changes);
    weigh(line, 1);
    countLine(line.record, line.level, 1);
  };

  const settle = () => {
    inFlight = [];
    noticesInFlight = [];
  };

  return {
    add(line: QueuedLine) {
      waiting.push(line);
      weigh(line, 1);
      setWaiting(line, true);
      if (bytes > maxBytes) keepWithinBound();
    },

    change,

    /**
     * Returns the next lines to store, at most `size` and one notice for each session of which lines
     * were dropped, with the `reason` why. They stay until `acknowledge` or `requeue`.
     */
    dequeue(size: number, reason: string): QueuedLine[] {
      inFlight = [...takeNotices(reason), ...takeLines(size)];
      return inFlight;
    },

    acknowledge() {
      inFlight.forEach((line) => weigh(line, -1));
      settle();
    },

    requeue() {
      const lines = inFlight.slice(noticesInFlight.length);
      lines.forEach((line) => setWaiting(line, true));
      waiting = lines.concat(waiting);
      noticesInFlight.forEach(([record, { count, first }]) => {
        countLine(record, 'warn', -1);
        noteDropped(record, count, first);
      });
      settle();
      keepWithinBound();
    },

    get size() {
      return waiting.length + inFlight.length + dropped.size;
    },

    holds: (record: SessionRecord) => record.waitingLines > 0 || dropped.has(record),
  };
};

export type LineBuffer = ReturnType<typeof createLineBuffer>;
