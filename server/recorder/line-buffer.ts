import type { EntryLevel } from '../../shared/contracts';
import { entryLevelSchema } from '../../shared/contracts';
import { countLine, type QueuedLine, type SessionRecord } from './session-record';

/** Making room frees so much more than is needed that it isn't done again for the very next line. */
const ROOM_TO_MAKE = 0.8;

interface DroppedRun {
  count: number;
  first: QueuedLine;
}

const droppedMessage = (count: number) =>
  `${count} ${count === 1 ? 'entry' : 'entries'} dropped: the database could not be written and the memory for waiting entries was full`;

/**
 * The lines that wait for the database, within `maxBytes` of memory. Past it debug lines go first,
 * then info, then warnings, then errors; where lines went, one visible line says how many.
 */
export const createLineBuffer = ({ maxBytes }: { maxBytes: number }) => {
  let waiting: QueuedLine[] = [];
  let inFlight: QueuedLine[] = [];
  /** What the marks among those in flight stand for. */
  let marksInFlight: Array<[SessionRecord, DroppedRun]> = [];
  let bytes = 0;
  const bytesByLevel: Record<EntryLevel, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  const dropped = new Map<SessionRecord, DroppedRun>();

  const weigh = (line: QueuedLine, sign: 1 | -1) => {
    bytes += sign * line.bytes;
    bytesByLevel[line.level] += sign * line.bytes;
  };

  const alter = (line: QueuedLine, change: Partial<QueuedLine>) => {
    countLine(line.record, line.level, -1);
    weigh(line, -1);
    Object.assign(line, change);
    weigh(line, 1);
    countLine(line.record, line.level, 1);
  };

  const noteDropped = (record: SessionRecord, count: number, first: QueuedLine) => {
    const run = dropped.get(record);
    if (!run) dropped.set(record, { count, first });
    else {
      run.count += count;
      if (first.sequence < run.first.sequence) run.first = first;
    }
  };

  const dropLevel = (level: EntryLevel, target: number) => {
    if (bytesByLevel[level] === 0) return;
    waiting = waiting.filter((line) => {
      if (line.level !== level || bytes <= target) return true;
      weigh(line, -1);
      countLine(line.record, line.level, -1);
      noteDropped(line.record, 1, line);
      return false;
    });
  };

  const makeRoom = () => {
    for (const level of entryLevelSchema.options) {
      if (bytes <= maxBytes) return;
      dropLevel(level, maxBytes * ROOM_TO_MAKE);
    }
  };

  /** The line that stands where lines were dropped; it takes the number of the first of them. */
  const markDropped = (): QueuedLine[] =>
    marksInFlight.map(([record, { count, first }]) => {
      countLine(record, 'warn', 1);
      return { ...first, level: 'warn', message: droppedMessage(count), data: null, bytes: 0 };
    });

  return {
    add(line: QueuedLine) {
      waiting.push(line);
      weigh(line, 1);
      if (bytes > maxBytes) makeRoom();
    },

    /** Changes a line that still waits. False where it's too late for that. */
    amend(line: QueuedLine, change: Pick<QueuedLine, 'level' | 'data' | 'bytes'>): boolean {
      if (!waiting.includes(line)) return false;
      alter(line, change);
      return true;
    },

    /** Changes a line that was taken. */
    rewrite: (line: QueuedLine, change: Pick<QueuedLine, 'level' | 'message' | 'data'>) =>
      alter(line, change),

    /** The next lines to store, at most `size` and the marks of dropped ones. They stay until `stored` or `returned`. */
    take(size: number): QueuedLine[] {
      marksInFlight = [...dropped];
      dropped.clear();
      inFlight = [...markDropped(), ...waiting.splice(0, size)];
      return inFlight;
    },

    stored() {
      inFlight.forEach((line) => weigh(line, -1));
      inFlight = [];
      marksInFlight = [];
    },

    /** Puts the taken lines back to the front, and what the marks stood for to what is dropped still. */
    returned() {
      waiting = inFlight.slice(marksInFlight.length).concat(waiting);
      marksInFlight.forEach(([record, { count, first }]) => {
        countLine(record, 'warn', -1);
        noteDropped(record, count, first);
      });
      inFlight = [];
      marksInFlight = [];
      if (bytes > maxBytes) makeRoom();
    },

    get size() {
      return waiting.length + inFlight.length + dropped.size;
    },

    holds: (record: SessionRecord) =>
      dropped.has(record) ||
      waiting.some((line) => line.record === record) ||
      inFlight.some((line) => line.record === record),
  };
};

export type LineBuffer = ReturnType<typeof createLineBuffer>;
