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
  let bytes = 0;
  const bytesByLevel: Record<EntryLevel, number> = { debug: 0, info: 0, warn: 0, error: 0 };
  const dropped = new Map<SessionRecord, DroppedRun>();

  const weigh = (line: QueuedLine, sign: 1 | -1) => {
    bytes += sign * line.bytes;
    bytesByLevel[line.level] += sign * line.bytes;
  };

  const noteDropped = (line: QueuedLine) => {
    const run = dropped.get(line.record);
    countLine(line.record, line.level, -1);
    if (!run) dropped.set(line.record, { count: 1, first: line });
    else {
      run.count += 1;
      if (line.sequence < run.first.sequence) run.first = line;
    }
  };

  const dropLevel = (level: EntryLevel, target: number) => {
    if (bytesByLevel[level] === 0) return;
    waiting = waiting.filter((line) => {
      if (line.level !== level || bytes <= target) return true;
      weigh(line, -1);
      noteDropped(line);
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
    [...dropped].map(([record, { count, first }]) => {
      countLine(record, 'warn', 1);
      return { ...first, level: 'warn', message: droppedMessage(count), data: null, bytes: 0 };
    });

  return {
    add(line: QueuedLine) {
      waiting.push(line);
      weigh(line, 1);
      if (bytes > maxBytes) makeRoom();
    },

    /** Changes the level of a line; one that is stored already keeps the level it has there. */
    relevel(line: QueuedLine, level: EntryLevel) {
      const isHere = waiting.includes(line) || inFlight.includes(line);
      if (isHere) weigh(line, -1);
      line.level = level;
      if (isHere) weigh(line, 1);
    },

    /** The next lines to store, at most `size` and the marks of dropped ones. They stay until `stored` or `returned`. */
    take(size: number): QueuedLine[] {
      inFlight = [...markDropped(), ...waiting.splice(0, size)];
      dropped.clear();
      return inFlight;
    },

    stored() {
      inFlight.forEach((line) => weigh(line, -1));
      inFlight = [];
    },

    /** Puts the taken lines back to the front. */
    returned() {
      waiting = inFlight.concat(waiting);
      inFlight = [];
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
