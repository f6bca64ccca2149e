/**
 * Cuts a text to at most `maxBytes` bytes of UTF-8, at a character, with a marker that gives its
 * original length. Where `text` is itself the beginning of a longer one, `totalLength` is that one's length.
 */
export const cutText = (text: string, maxBytes: number, totalLength = text.length): string => {
  const isWhole = totalLength <= text.length;
  if (isWhole && (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes)) return text;
  const marker = ` … [cut: ${totalLength} characters in all]`;
  const room = maxBytes - Buffer.byteLength(marker);
  const bytes = Buffer.from(text.slice(0, room)).subarray(0, room);
  // As of a stream, bytes of a character that isn't whole are left out.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true }) + marker;
};

/** More than the longest form of a secret. */
const EDGE_LENGTH = 4_096;

/**
 * `redact` on the first `length` characters of a text, with more of it at the edge: a secret that is
 * cut there would not be found.
 */
export const redactHead = (
  text: string,
  length: number,
  redact: (text: string) => string
): string =>
  text.length <= length
    ? redact(text)
    : redact(text.slice(0, length + EDGE_LENGTH)).slice(0, -EDGE_LENGTH);
