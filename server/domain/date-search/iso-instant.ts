import { parseISO } from 'date-fns';
import type { Range } from '../ranges';
import { isEmpty } from '../ranges';

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([.,]\d{1,9})?(Z|[+-]\d\d(:?\d\d)?)$/i;

/**
 * The second, or the minute where it has none, of an ISO 8601 time that names its offset
 * (`2026-11-23T13:35:07.120Z`), as logs of servers have them. Nothing for any other text.
 */
export const isoInstantRange = (text: string): Range[] => {
  const found = ISO_INSTANT.exec(text.trim());
  if (!found) return [];
  const [, seconds, fraction = ''] = found;
  const from = parseISO(text.trim().toUpperCase().replace(fraction, '')).getTime();
  const range = { from, to: from + (seconds ? 1000 : 60_000) };
  return isEmpty(range) || Number.isNaN(from) ? [] : [range];
};
