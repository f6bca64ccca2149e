import { isNumber, tokensOf, WHOLE_DATE } from './fold';
import type { DayMask, Line } from './month-lines';
import { indexInMask } from './month-lines';

const BOUNDARIES = ' .:/-';

/** Shorter words are in too many texts to mean a month: 3 letters where there are capitals, 2 elsewhere. */
const isLongEnough = (word: string) => word.length >= (word === word.toUpperCase() ? 2 : 3);

/**
 * Whether a folded text may be a date: a number alone only where it is a year, as every page is full
 * of other numbers; a word alone only from three letters on.
 */
export const mayBeDate = (text: string): boolean => {
  const [first, ...others] = tokensOf(text);
  if (first === undefined) return false;
  if (others.length > 0) return true;
  return isNumber(first) ? first.length === 4 : isLongEnough(first);
};

const isPlainDigit = (char: string) => char >= '0' && char <= '9';

const isDigit = (char = '') => isPlainDigit(char) || indexInMask(char) >= 0;

const lengthOfNumberAt = (line: string, index: number) => {
  let [start, end] = [index, index];
  while (isDigit(line[start - 1])) start -= 1;
  while (isDigit(line[end])) end += 1;
  return end - start;
};

/**
 * Whether the text may stop at `end`. Words may be cut anywhere, as when they are being typed. Of a
 * number only a day or month may be (`Nov 2`, soon `Nov 23`), and a year where a whole date leads to
 * it: `Nov 20` isn't the beginning of `Nov 2026`.
 */
const mayEndAt = (line: string, end: number, isWholeDate: boolean) =>
  isWholeDate ||
  !isDigit(line[end]) ||
  !isDigit(line[end - 1]) ||
  lengthOfNumberAt(line, end) === 2;

const fitsDigit = (mask: DayMask, index: number, digit: string) =>
  isPlainDigit(digit) && (mask[index] === ' ' || mask[index] === digit);

/** The mask of the days for which the text is in the line at `start`; null where there can be none. */
const maskAt = ({ text: line, mask }: Line, start: number, text: string): DayMask | null => {
  let narrowed = mask;
  for (let index = 0; index < text.length; index += 1) {
    const char = line[start + index];
    const at = indexInMask(char);
    if (at < 0 ? char !== text[index] : !fitsDigit(mask, at, text[index])) return null;
    if (at >= 0) narrowed = narrowed.slice(0, at) + text[index] + narrowed.slice(at + 1);
  }
  return narrowed;
};

/** Masks of all days in whose lines a folded text is found. */
export const masksOf = (lines: Line[], text: string): DayMask[] => {
  const isWholeDate = tokensOf(text).length >= WHOLE_DATE;
  const literals = text.match(/[^\d ]+/g) ?? [];
  const masks = new Set<DayMask>();
  for (const line of lines) {
    if (line.isLong && !isWholeDate) continue;
    // Placeholders are for digits alone, so this excludes most lines at little cost.
    if (!literals.every((literal) => line.text.includes(literal))) continue;
    for (let start = 0; start + text.length <= line.text.length; start += 1) {
      if (start > 0 && !BOUNDARIES.includes(line.text[start - 1])) continue;
      const mask = maskAt(line, start, text);
      const end = start + text.length;
      if (mask !== null && mayEndAt(line.text, end, isWholeDate)) masks.add(mask);
    }
  }
  return [...masks];
};

/** Whether a day with these digits (`DDYYYYW`) fits the mask. */
export const fitsMask = (digits: string, mask: DayMask): boolean => {
  for (let index = 0; index < mask.length; index += 1) {
    if (mask[index] !== ' ' && mask[index] !== digits[index]) return false;
  }
  return true;
};
