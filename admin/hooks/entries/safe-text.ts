const LINE_BREAK = /\r\n?/g;

/**
 * Characters that do something instead of showing something: controls (but tab and newline), format
 * characters (which turn the direction of text or hide in it; but the joiners, which make emoji and
 * some scripts) and Unicode's own line breaks.
 */
const ACTING = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Where Unicode has pictures of the controls 0 to 31, one after another. */
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = '\u2421';

const visible = (character: string) => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return DELETE_PICTURE;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};

/**
 * A logged text with the characters that act made visible, so that it can neither turn its
 * surroundings round nor command a terminal. Line breaks stay, as `\n`.
 */
export const safeText = (text: string) => text.replace(LINE_BREAK, '\n').replace(ACTING, visible);
