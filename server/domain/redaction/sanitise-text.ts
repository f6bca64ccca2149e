const control = (from: number, to = from) =>
  `\\u${from.toString(16).padStart(4, '0')}-\\u${to.toString(16).padStart(4, '0')}`;

const ESC = '\\u001b';

/** Sequences that colour or control a terminal carry no text. */
const TERMINAL_ESCAPES = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)|[@-Z\\\\^_])`,
  'g'
);

/** With the indentation that is there already, so that doing it twice changes nothing more. */
const LINE_BREAKS = /(?:\r\n|[\n\r\v\f\u0085\u2028\u2029]) {0,2}/g;

/** Control characters but tab and line feed, and the bidirectional overrides that show text in another order than it has. */
const UNSAFE_CHARACTERS = new RegExp(
  `[${control(0x00, 0x08)}${control(0x0b, 0x1f)}${control(0x7f, 0x9f)}${control(0x202a, 0x202e)}${control(0x2066, 0x2069)}]`,
  'g'
);

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const REPLACEMENT_CHARACTER = '\ufffd';

const MAY_BE_UNSAFE = /[^ -~]/;

const asVisibleEscape = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text that can neither control a terminal, nor forge a further log line, nor break a database's
 * encoding: a line break is kept and what follows it indented, so that it never starts a line.
 */
export const sanitiseText = (text: string): string =>
  MAY_BE_UNSAFE.test(text)
    ? text
        .replace(TERMINAL_ESCAPES, '')
        .replace(LINE_BREAKS, '\n  ')
        .replace(UNSAFE_CHARACTERS, asVisibleEscape)
        .replace(LONE_SURROGATES, REPLACEMENT_CHARACTER)
    : text;
