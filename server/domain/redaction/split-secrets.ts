import type { KnownSecrets } from './known-secrets';
import { REDACTED } from './patterns';
import type { PlainData } from './to-plain-data';

const collectTexts = (data: PlainData, texts: string[] = []): string[] => {
  if (typeof data === 'string') texts.push(data);
  else if (data && typeof data === 'object') {
    Object.values(data).forEach((value) => collectTexts(value, texts));
  }
  return texts;
};

const mapTexts = (data: PlainData, onText: (text: string) => string): PlainData => {
  if (typeof data === 'string') return onText(data);
  if (Array.isArray(data)) return data.map((value) => mapTexts(value, onText));
  if (data && typeof data === 'object') {
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, mapTexts(value, onText)])
    );
  }
  return data;
};

const overlaps = ([start, end]: [number, number], [otherStart, otherEnd]: [number, number]) =>
  start < otherEnd && otherStart < end;

/**
 * Blanks out the pieces of a known secret that lies in `data` cut into several texts, one behind the
 * other: chunks of a header, say.
 */
export const redactSplitSecrets = (data: PlainData, known: KnownSecrets): PlainData => {
  if (!data || typeof data !== 'object') return data;
  const texts = collectTexts(data);
  const found = known.locate(texts.join(''));
  if (found.length === 0) return data;

  let position = 0;
  return mapTexts(data, (text) => {
    const place: [number, number] = [position, position + text.length];
    position = place[1];
    return found.some((secret) => overlaps(secret, place)) ? REDACTED : text;
  });
};
