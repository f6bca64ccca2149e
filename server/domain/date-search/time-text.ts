import type { Range } from '../ranges';
import { mergeRanges } from '../ranges';
import type { Count, HourLabel, TimeFormat } from './time-labels';

const HOUR_MS = 3_600_000;
const END = '$';

const isCut = (text: string, piece: string) => piece.startsWith(text);

const matchCount = (count: Count, later: HourLabel, text: string, from: number): Range[] =>
  Array.from({ length: 60 }, (_, value) => ({ value, digits: String(value).padStart(2, '0') }))
    .filter(({ digits }) => text.startsWith(digits) || isCut(text, digits))
    .flatMap(({ value }) => {
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
