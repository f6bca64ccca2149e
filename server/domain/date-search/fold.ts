import { normaliseForSearch } from '../search-text';

const COMBINING_MARKS = /[\u0300-\u036f]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const NEITHER_WORD_NOR_NUMBER = /[^\p{L}\p{M}\d.:/-]+/gu;
const SEPARATOR_BEFORE_TIME = /[./-] ?(?=\d{1,2}:)/g;
const SPACED_SEPARATOR = /(?<=\d) ?([.:/-]) ?(?=\d)/g;
const LOOSE_SEPARATOR = /(?<!\d)[.:/-]|[.:/-](?!\d)/g;
const WORD_MEETS_NUMBER = /(?<=\d)(?=[\p{L}\p{M}])|(?<=[\p{L}\p{M}])(?=\d)/gu;
const YEAR_FIRST = /(?<!\d)(\d{4})[./-](\d\d?)(?!\d)(?:[./-](\d\d?)(?!\d))?/g;
const ONE_DIGIT = /(?<!\d)\d(?!\d)/g;
const SPACES = / +/g;
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;

/** Unicode has decimal digits in runs from 0 to 9, so a digit's value is how many precede it in its run. */
const digitValue = (digit: string) => {
  const code = digit.codePointAt(0) ?? 0;
  const isDigit = (value: number) => /\p{Nd}/u.test(String.fromCodePoint(value));
  let value = 0;
  while (value < 9 && isDigit(code - value - 1)) value += 1;
  return String(value);
};

const withoutDiacritics = (text: string) =>
  text.normalize('NFD').replace(COMBINING_MARKS, '').normalize('NFC');

/** What versions of ICU, so a browser and the server, spell differently. */
const SPELLINGS: [RegExp, string][] = [
  [/\b([ap])[. ]{1,2}m\b/g, '$1m'],
  [/\bsept\b/g, 'sep'],
  [/오전/g, 'am'],
  [/오후/g, 'pm'],
];

const inOneSpelling = (text: string) =>
  SPELLINGS.reduce((spelled, [other, one]) => spelled.replace(other, one), text);

/**
 * A date or time in the form in which they are compared: lower case without diacritics, ASCII digits,
 * words and numbers separated by one space, and between numbers the separator that was there (`.`, `:`,
 * `/`, `-`) with no space around it. Other punctuation becomes a space, so `23. Nov. 2026` is
 * `23 nov 2026`, and what follows a year that comes first is parted by `-`. Idempotent.
 */
export const foldDateText = (text: string): string =>
  inOneSpelling(withoutDiacritics(normaliseForSearch(text)))
    .replace(FOREIGN_DIGIT, digitValue)
    .replace(DASHES, '-')
    .replace(NEITHER_WORD_NOR_NUMBER, ' ')
    .replace(SEPARATOR_BEFORE_TIME, ' ')
    .replace(SPACED_SEPARATOR, '$1')
    .replace(LOOSE_SEPARATOR, ' ')
    .replace(WORD_MEETS_NUMBER, ' ')
    .replace(YEAR_FIRST, (_, ...numbers: (string | undefined)[]) =>
      numbers.slice(0, 3).filter(Boolean).join('-')
    )
    .replace(SPACES, ' ')
    .trim();

/** One-digit numbers in two digits, as labels have them all: `5.1.2026` and `05.01.2026` are one. */
export const padNumbers = (text: string): string => text.replace(ONE_DIGIT, '0$&');

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d+/gu;

/** The words and numbers of a folded text. */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

export const isNumber = (token: string) => /^\d/.test(token);

/** So many words and numbers make a whole date. */
export const WHOLE_DATE = 3;
