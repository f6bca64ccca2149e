/**
 * Cuts a text to at most `maxBytes` bytes of UTF-8, at a character, with a marker that says how long
 * it was.
 */
export const cutText = (text: string, maxBytes: number): string => {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const marker = ` … [cut: ${text.length} characters in all]`;
  const room = maxBytes - Buffer.byteLength(marker);
  const head = Buffer.from(text.slice(0, room)).subarray(0, room).toString('utf8');
  return `${head.replace(/\ufffd+$/, '')}${marker}`;
};
