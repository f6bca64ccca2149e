import type { QueuedLine } from './session-record';

/** The same text may come twice within so long: once to the console, once as the operation's own word. */
const PAIRED_WITHIN_MS = 2_000;
const REMEMBERED_LINES = 20;

export type Channel = 'session' | 'console';

interface Remembered {
  channel: Channel;
  line: QueuedLine;
}

/**
 * Finds the line that says the same on the other channel, so that a text which reaches us twice
 * becomes one entry. Two equal lines on one channel stay two.
 */
export const createLinePairing = () => {
  const recent: Remembered[] = [];

  return {
    remember(channel: Channel, line: QueuedLine) {
      recent.push({ channel, line });
      if (recent.length > REMEMBERED_LINES) recent.shift();
    },

    /** The twin of a line that would be recorded now; it's found once. */
    takeTwin(channel: Channel, message: string, timestamp: number): QueuedLine | undefined {
      const index = recent.findIndex(
        (other) =>
          other.channel !== channel &&
          other.line.message === message &&
          timestamp - other.line.timestamp <= PAIRED_WITHIN_MS
      );
      return index < 0 ? undefined : recent.splice(index, 1)[0].line;
    },
  };
};
