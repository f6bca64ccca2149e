import { lightFormat } from 'date-fns';
import type { Entry } from '../../shared/contracts';

const LINE_BREAK = /\r\n?/g;

/**
 * Control characters (but tab and newline), format characters, which reverse the direction of text or
 * are invisible (but the joiners of emoji and of some scripts), and Unicode's own line breaks.
 */
const UNSAFE = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

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
 * A logged text with control and format characters made visible, so that it can neither reorder the
 * text around it nor command a terminal. Line breaks stay, as `\n`.
 */
export const safeText = (text: string) => text.replace(LINE_BREAK, '\n').replace(UNSAFE, visible);

/** To the millisecond, in the browser's time zone. */
const TIME_FORMAT = 'yyyy-MM-dd HH:mm:ss.SSS';

/** Keeps a message of several lines from passing for several log lines. */
export const INDENT = '    ';

export const indented = (text: string) => text.split('\n').join(`\n${INDENT}`);

export const plainLine = ({ message }: Entry) => indented(safeText(message));

/** A line as text: `2026-11-23 14:35:07.123 WARN  message`. */
export const timedLine = (entry: Entry) =>
  `${lightFormat(entry.timestamp, TIME_FORMAT)} ${entry.level.toUpperCase().padEnd(5)} ${plainLine(entry)}`;

export const hasData = ({ data }: Entry) => data !== null && data !== undefined;

const MAX_ROWS = 10;

/** Characters that a row of the widest usual console holds. */
const ROW_LENGTH = 160;

/** The beginning of a text that would fill more than ten rows; null for a shorter one. */
export const beginningOf = (text: string): string | null => {
  const rows = text
    .split('\n')
    .slice(0, MAX_ROWS)
    .join('\n')
    .slice(0, MAX_ROWS * ROW_LENGTH);
  return rows.length < text.length ? rows : null;
};
