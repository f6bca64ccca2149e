import { sequenceParam } from '../../shared/contracts';
import type { LineRange } from '../../shared/contracts';

const HASH = /^#(\d+)(?:-(\d+))?$/;

const parseSequence = (text: string) => {
  const parsed = sequenceParam.safeParse(text);
  return parsed.success && parsed.data > 0 ? parsed.data : null;
};

export const rangeBetween = (one: number, other: number): LineRange => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
});

/** Parses `#42` or `#42-60`, whichever end comes first; null where it's neither. */
export const parseLineRange = (hash: string): LineRange | null => {
  const [, from = '', to = from] = HASH.exec(hash) ?? [];
  const first = parseSequence(from);
  const last = parseSequence(to);
  return first !== null && last !== null ? rangeBetween(first, last) : null;
};

/** The hash that `parseLineRange` parses; empty where nothing is selected. */
export const formatLineRange = (range: LineRange | null) => {
  if (!range) return '';
  return range.first === range.last ? `#${range.first}` : `#${range.first}-${range.last}`;
};

export const isInRange = (sequence: number, range: LineRange | null) =>
  range !== null && sequence >= range.first && sequence <= range.last;
