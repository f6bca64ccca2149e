import type { QueuedLine } from './session-record';

/** What a line was written to. */
export type Channel = 'session' | 'console';

const DUPLICATE_WINDOW_MS = 2_000;
const REMEMBERED_LINES = 20;

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
    takeDuplicate(ofChannel: Channel, message: string, timestamp: number): QueuedLine | undefined {
      const index = recent.findIndex(
        ({ channel, line }) =>
          channel !== ofChannel &&
          line.message === message &&
          timestamp - line.timestamp <= DUPLICATE_WINDOW_MS
      );
      return index < 0 ? undefined : recent.splice(index, 1)[0].line;
    },
  };
};
