import type { Range } from '../ranges';
import { mergeRanges } from '../ranges';
import type { Count, HourLabel, TimeFormat } from './time-labels';

const HOUR_MS = 3_600_000;
const END = '$';

const isCut = (text: string, piece: string) => piece.startsWith(text);

/** The minutes or seconds that the text begins with: ten of them where it ends after their first digit. */
const countsIn = (text: string): number[] => {
  const [digits] = /^\d{0,2}/.exec(text) ?? [''];
  const first = Number(digits.padEnd(2, '0'));
  if (first > 59 || digits === '') return [];
  if (digits.length === 2) return [first];
  return digits === text ? Array.from({ length: 10 }, (_, index) => first + index) : [];
};

const matchCount = (count: Count, later: HourLabel, text: string, from: number): Range[] =>
  countsIn(text).flatMap((value) => {
    const start = from + value * count.seconds * 1000;
    return matchPieces(later, text.slice(2), { from: start, to: start + count.seconds * 1000 });
  });

/** The parts of `span` whose label begins with the text. */
const matchPieces = (pieces: HourLabel, text: string, span: Range): Range[] => {
  if (text === '') return [span];
  if (pieces.length === 0) return [];
  const [piece, ...later] = pieces;
  if (typeof piece !== 'string') return matchCount(piece, later, text, span.from);
  if (isCut(text, piece)) return [span];
  return text.startsWith(piece) ? matchPieces(later, text.slice(piece.length), span) : [];
};

const matchFormat = ({ hours, needs }: TimeFormat, text: string, whole: boolean): Range[] => {
  if (needs === 'period' && !/\p{L}/u.test(text)) return [];
  const toTheEnd = whole || needs === 'everything';
  return hours.flatMap((pieces, hour) => {
    const span = { from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS };
    return toTheEnd
      ? matchPieces([...pieces, END], text + END, span)
      : matchPieces(pieces, text, span);
  });
};

/**
 * The times of day (ms since midnight on the wall clock) whose label begins with the folded text, or
 * is the text where it has to be whole.
 */
export const timesMatching = (
  formats: TimeFormat[],
  text: string,
  { whole = false } = {}
): Range[] => mergeRanges(formats.flatMap((format) => matchFormat(format, text, whole)));
