const ESC = '\\u001b';

/** Sequences that colour or control a terminal carry no text. */
const TERMINAL_ESCAPES = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESC}]*(?:\\u0007|${ESC}\\\\)|[@-Z\\\\^_])`,
  'g'
);

/** With the indentation that is there already, so that doing it twice changes nothing more. */
const LINE_BREAKS = /(?:\r\n|[\n\r\v\f\u0085\u2028\u2029]) {0,2}/g;

/** Control characters but tab and line feed, and the bidirectional overrides that show text in another order than it has. */
const UNSAFE_CHARACTERS = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

const LONE_SURROGATES = /\p{Surrogate}/gu;
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
