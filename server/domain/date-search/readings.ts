import type { Range } from '../ranges';
import { foldDateText, isNumber, padNumbers, tokensOf, WHOLE_DATE } from './fold';
import { timeLabelsOf, timesMatching, type TimeLabels } from './time-labels';

/** One way to understand a search text. */
export interface Reading {
  /** What a day's label has to contain, folded; null where any day will do. */
  date: string | null;
  /** Times of day on the wall clock (ms since midnight); null for the whole day. */
  times: Range[] | null;
}

/** A folded search text whose numbers are padded as labels have them. */
interface Variant {
  text: string;
  /** Whether its last number, a single digit, was padded: `2026-1` for January, not for October. */
  isLastPadded: boolean;
}

/** More than any label of a date with its time has. */
const MAX_LENGTH = 160;
const MAX_TOKENS = 20;

const FRACTION_OF_SECOND = /(:\d\d:\d\d)[.,]\d+/g;
const ENDS_IN_ONE_DIGIT = /(?<!\d)\d$/;
const ENDS_IN_ONE_DIGIT_OF_TIME = /:\d$/;
const ONE_DIGIT_WITHIN = /(?<!\d)\d(?!\d|$)/g;
const MINUTE_OR_SECOND_AT_END = /[.:]\d\d$/;

/** Shorter words are in too many texts to mean a month: 3 letters where there are capitals, 2 elsewhere. */
const isLongEnough = (word: string) => word.length >= (word === word.toUpperCase() ? 2 : 3);

/**
 * Whether a folded text may be a date: a number alone only where it is a year, as every page is full
 * of other numbers; a word alone only from three letters on.
 */
const mayBeDate = (text: string): boolean => {
  const [first, ...others] = tokensOf(text);
  if (first === undefined) return false;
  if (others.length > 0) return true;
  return isNumber(first) ? first.length === 4 : isLongEnough(first);
};

/** A single digit at the end may be the whole number or the first of two; a minute is always two. */
const variantsOf = (folded: string): Variant[] => {
  const padded = { text: padNumbers(folded), isLastPadded: ENDS_IN_ONE_DIGIT.test(folded) };
  if (!padded.isLastPadded) return [padded];
  const cut = { text: folded.replace(ONE_DIGIT_WITHIN, '0$&'), isLastPadded: false };
  return ENDS_IN_ONE_DIGIT_OF_TIME.test(folded) ? [cut] : [padded, cut];
};

const asDate = ({ text }: Variant): Reading[] =>
  mayBeDate(text) ? [{ date: text, times: null }] : [];

const timesOf = (text: string, isLastPadded: boolean, { formats }: TimeLabels) =>
  isLastPadded && MINUTE_OR_SECOND_AT_END.test(text) ? [] : timesMatching(formats, text);

/** A time alone needs more than an hour's number: its minute, or words such as PM. */
const asTime = ({ text, isLastPadded }: Variant, labels: TimeLabels): Reading[] => {
  const tokens = tokensOf(text);
  if (tokens.length < 2 || !tokens.some(isNumber)) return [];
  return [{ date: null, times: timesOf(text, isLastPadded, labels) }];
};

/**
 * The text in two, at each of its spaces, and at separators after a whole date: in Hungarian the day
 * ends with a dot as an hour may do.
 */
const partsOf = ({ text }: Variant): [left: string, right: string][] =>
  [...text.matchAll(/[ ./-]/g)]
    .map(({ index }): [string, string] => [text.slice(0, index), text.slice(index + 1)])
    .filter(([left]) => text[left.length] === ' ' || tokensOf(left).length >= WHOLE_DATE);

const withoutConnector = (text: string, { connectors }: TimeLabels) => {
  const connector = connectors.find((word) => text === word || text.startsWith(`${word} `));
  return connector === undefined ? text : text.slice(connector.length).trim();
};

/** An hour's number alone is a time only after a whole date. */
const isTimeAfter = (date: string, time: string) => {
  const [first, ...others] = tokensOf(time);
  return others.length > 0 || !isNumber(first) || tokensOf(date).length >= WHOLE_DATE;
};

const asDateThenTime = (variant: Variant, labels: TimeLabels): Reading[] =>
  partsOf(variant).flatMap(([date, rest]): Reading[] => {
    if (!mayBeDate(date)) return [];
    const time = withoutConnector(rest, labels);
    if (time === '') return [{ date, times: null }];
    if (!isTimeAfter(date, time)) return [];
    return [{ date, times: timesOf(time, variant.isLastPadded, labels) }];
  });

const asTimeThenDate = (variant: Variant, { formats, isTimeFirst }: TimeLabels): Reading[] =>
  isTimeFirst
    ? partsOf(variant)
        .filter(([, date]) => mayBeDate(date))
        .map(([time, date]) => ({ date, times: timesMatching(formats, time, { whole: true }) }))
    : [];

/**
 * Every way to understand the text as a date, a time or both for readers of `locale` (BCP 47,
 * well-formed); none where it is neither.
 */
export const readingsOf = (search: string, locale: string): Reading[] => {
  if (search.length > MAX_LENGTH) return [];
  const folded = foldDateText(search.replace(FRACTION_OF_SECOND, '$1'));
  const tokenCount = tokensOf(folded).length;
  if (tokenCount === 0 || tokenCount > MAX_TOKENS) return [];
  const variants = variantsOf(folded);
  if (tokenCount === 1) return variants.flatMap(asDate);
  const labels = timeLabelsOf(locale);
  return variants
    .flatMap((variant) => [
      ...asDate(variant),
      ...asTime(variant, labels),
      ...asDateThenTime(variant, labels),
      ...asTimeThenDate(variant, labels),
    ])
    .filter(({ times }) => times === null || times.length > 0);
};
