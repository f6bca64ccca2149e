import type { Range } from '../ranges';
import { blankOut } from './blank-out';
import { RUN_LENGTH, type KnownSecrets } from './known-secrets';
import type { PlainData } from './to-plain-data';

/** What is stored of one line: its message and its data. */
interface Line {
  message: string;
  data: PlainData;
}

/** The texts of `data` in order, but the names of fields. */
const textsOf = (data: PlainData): string[] => {
  if (typeof data === 'string') return [data];
  return data && typeof data === 'object' ? Object.values(data).flatMap(textsOf) : [];
};

/** `data` with each of its texts, but the names of fields, as `onText` makes it. */
const mapTexts = (data: PlainData, onText: (text: string) => string): PlainData => {
  if (typeof data === 'string') return onText(data);
  if (Array.isArray(data)) return data.map((value) => mapTexts(value, onText));
  if (!data || typeof data !== 'object') return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]): [string, PlainData] => [key, mapTexts(value, onText)])
  );
};

/** Returns a function that is given texts in order and returns the ranges, of all texts joined, in each. */
const createSplitter = (ranges: Range[]) => {
  let [position, next] = [0, 0];
  return ({ length }: string): Range[] => {
    const end = position + length;
    const inText: Range[] = [];
    while (next < ranges.length && ranges[next].from < end) {
      const from = Math.max(ranges[next].from, position) - position;
      inText.push({ from, to: Math.min(ranges[next].to, end) - position });
      if (ranges[next].to > end) break;
      next += 1;
    }
    position = end;
    return inText;
  };
};

/**
 * Blanks out a known secret that goes from one text of a line into the next, or over several, as the
 * chunks of a header do.
 */
export const redactSplitSecrets = (line: Line, known: KnownSecrets): Line => {
  // Longer ends are found in the message itself.
  const head = line.message.slice(0, 1 - RUN_LENGTH);
  const tail = line.message.slice(head.length);
  const texts = [tail, ...textsOf(line.data)];
  const ranges = texts.length > 1 ? known.find(texts.join('')) : [];
  if (ranges.length === 0) return line;

  const rangesIn = createSplitter(ranges);
  const redact = (text: string) => blankOut(text, rangesIn(text));
  return { message: head + redact(tail), data: mapTexts(line.data, redact) };
};
