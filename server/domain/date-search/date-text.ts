import type { DayLabels } from './day-labels';

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d+/gu;
/** So many words and numbers make a whole date. */
export const WHOLE_DATE = 3;

const BOUNDARIES = ' .:/-\n';

/** Shorter words are in too many texts to mean a month: 3 letters where there are capitals, 2 elsewhere. */
const isTelling = (word: string) => word.length >= (word === word.toUpperCase() ? 2 : 3);

/** The words and numbers of a folded text. */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

export const isNumber = (token: string) => /^\d/.test(token);

/**
 * Whether a folded text may be a date: a number alone only where it is a year, as every page is full
 * of other numbers; a word alone only from three letters on.
 */
export const mayBeDate = (text: string): boolean => {
  const [first, ...others] = tokensOf(text);
  if (first === undefined) return false;
  if (others.length > 0) return true;
  return isNumber(first) ? first.length === 4 : isTelling(first);
};

const lengthOfNumberAt = (label: string, index: number) => {
  const [before] = /\d*$/.exec(label.slice(Math.max(0, index - 4), index)) ?? [''];
  const [after] = /^\d*/.exec(label.slice(index, index + 4)) ?? [''];
  return before.length + after.length;
};

const isDigit = (char: string) => char >= '0' && char <= '9';

/**
 * Whether the text may stop at `end`. Words may be cut anywhere, as when they are being typed. Of a
 * number only a day or month may be (`Nov 2`, soon `Nov 23`), and a year where a whole date leads to
 * it: `Nov 20` isn't the beginning of `Nov 2026`.
 */
const mayEndAt = (label: string, end: number, tokenCount: number) => {
  if (!isDigit(label[end]) || !isDigit(label[end - 1])) return true;
  return lengthOfNumberAt(label, end) === 2 || tokenCount >= WHOLE_DATE;
};

const isFoundIn = (lines: string, text: string, tokenCount: number) => {
  for (let at = lines.indexOf(text); at >= 0; at = lines.indexOf(text, at + 1)) {
    const starts = BOUNDARIES.includes(lines[at - 1]);
    if (starts && mayEndAt(lines, at + text.length, tokenCount)) return true;
  }
  return false;
};

/** A folded text, ready to be looked for in the labels of many days. */
export const createDayMatcher = (text: string) => {
  const tokenCount = tokensOf(text).length;
  return (labels: DayLabels): boolean =>
    isFoundIn(labels.usual, text, tokenCount) ||
    (tokenCount >= WHOLE_DATE && isFoundIn(labels.long, text, tokenCount));
};
