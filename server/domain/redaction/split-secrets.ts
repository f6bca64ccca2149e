import { intersect, isEmpty, type Range } from '../ranges';
import { blankOut } from './blank-out';
import type { KnownSecrets } from './known-secrets';
import type { PlainData } from './to-plain-data';

/** What becomes of one line: its message and its data. */
interface Line {
  message: string;
  data: PlainData;
}

interface Part {
  text: string;
  /** A field's name, which stands between values that may belong together. */
  isName: boolean;
}

/** `data` with each of its texts as `onText` makes it, which is given them in the order of `visitTexts`. */
const mapTexts = (data: PlainData, onText: (text: string) => string): PlainData => {
  if (typeof data === 'string') return onText(data);
  if (Array.isArray(data)) return data.map((value) => mapTexts(value, onText));
  if (!data || typeof data !== 'object') return data;
  const fields: [string, PlainData][] = [];
  for (const [key, value] of Object.entries(data)) {
    fields.push([onText(key), mapTexts(value, onText)]);
  }
  return Object.fromEntries(fields);
};

const visitTexts = (data: PlainData, visit: (text: string, isName: boolean) => void): void => {
  if (typeof data === 'string') visit(data, false);
  else if (Array.isArray(data)) data.forEach((value) => visitTexts(value, visit));
  else if (data && typeof data === 'object') {
    for (const key of Object.keys(data)) {
      visit(key, true);
      visitTexts(data[key], visit);
    }
  }
};

const partsOf = ({ message, data }: Line): Part[] => {
  const parts: Part[] = [{ text: message, isName: false }];
  visitTexts(data, (text, isName) => parts.push({ text, isName }));
  return parts;
};

/** Where a secret that goes from one text into the next, or over several, stands in each. Null where there is none. */
const acrossTexts = (parts: Part[], known: KnownSecrets): Range[][] | null => {
  // Of the message only its end can belong to what comes after it.
  const start = Math.max(0, parts[0].text.length - known.longest);
  const values = parts.map(({ text, isName }, index) =>
    isName ? '' : text.slice(index === 0 ? start : 0)
  );
  const found = known.locate(values.join(''));
  if (found.length === 0) return null;
  let position = 0;
  return values.map((value, index) => {
    const place = { from: position, to: position + value.length };
    position = place.to;
    const offset = (index === 0 ? start : 0) - place.from;
    return found
      .map((secret) => intersect(secret, place))
      .filter((part) => !isEmpty(part))
      .map(({ from, to }) => ({ from: from + offset, to: to + offset }));
  });
};

/**
 * Blanks out the pieces of a known secret that lies in one line cut into several: one behind the other
 * (chunks of a header, say), or pieces of some length anywhere in it.
 */
export const redactSplitSecrets = (line: Line, known: KnownSecrets): Line => {
  const parts = partsOf(line);
  const pieces = known.locatePieces(parts.map(({ text }) => text));
  const across = parts.length > 1 ? acrossTexts(parts, known) : null;
  if (!pieces && !across) return line;
  const ranges = parts.map((_, index) => [...(pieces?.[index] ?? []), ...(across?.[index] ?? [])]);

  let next = 1;
  const message = blankOut(line.message, ranges[0]);
  const data = mapTexts(line.data, (text) => {
    const shown = blankOut(text, ranges[next]);
    next += 1;
    return shown;
  });
  return { message, data };
};
