import type { QueuedLine } from './session-record';

const WINDOW_MS = 2_000;
const REMEMBERED_LINES = 20;

export type Channel = 'session' | 'console';

/**
 * De-duplicates a session's lines across channels: the official plugin often sends one text to its page
 * and to the console. Two equal lines on one channel stay two.
 */
export const createDeduplicator = () => {
  const recent: { channel: Channel; line: QueuedLine }[] = [];

  return {
    remember(channel: Channel, line: QueuedLine) {
      recent.push({ channel, line });
      if (recent.length > REMEMBERED_LINES) recent.shift();
    },

    /** Returns the recent line with the same text on the other channel, each line once. */
    takeDuplicate(channel: Channel, message: string, timestamp: number): QueuedLine | undefined {
      const index = recent.findIndex(
        (other) =>
          other.channel !== channel &&
          other.line.message === message &&
          timestamp - other.line.timestamp <= WINDOW_MS
      );
      return index < 0 ? undefined : recent.splice(index, 1)[0].line;
    },
  };
};
